#include "twinline/plant/flow/windows.h"

#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/flow/job_pool.h"

namespace twinline {

namespace {

void forget(Context& context, Id job, Id window) {
  const QueueWindow& model = context.plant.windows[window];
  SimTime& opened = window_opened(context, job, model);
  if (opened == SimTime::max()) return;
  opened = SimTime::max();
  --context.state.gate_count[window];
  if (model.gate != 0) mark_dirty(context, context.plant.steps[model.opens].station);
}

}  // namespace

void commit_window(Context& context, Id job, Id window) {
  SimTime& opened = window_opened(context, job, context.plant.windows[window]);
  if (opened == SimTime::max()) ++context.state.gate_count[window];
  opened = kWindowCommitted;
}

void open_window(Context& context, Id job, Id window) {
  window_opened(context, job, context.plant.windows[window]) = context.now();
}

bool window_violated(Context& context, Id job, Id window) {
  const QueueWindow& model = context.plant.windows[window];
  const SimTime opened = window_opened(context, job, model);
  return opened < kWindowCommitted && context.now() - opened > model.limit;
}

void close_window(Context& context, Id job, Id window) {
  const QueueWindow& model = context.plant.windows[window];
  const SimTime opened = window_opened(context, job, model);
  if (opened >= kWindowCommitted) return;
  WindowStats& stats = context.state.stats.windows[window];
  const SimTime span = context.now() - opened;
  ++stats.closed;
  stats.violations += span > model.limit ? 1U : 0U;
  stats.span.add(span);
  forget(context, job, window);
}

void skip_window(Context& context, Id job) {
  const Id window = context.plant.steps[context.state.jobs[job].step].window_closed;
  if (window != kNone) forget(context, job, window);
}

void cancel_windows(Context& context, Id job, Id step) {
  if (context.plant.n_window_slots == 0) return;
  const Id at = context.state.jobs[job].step;
  for (Id window = 0; window < context.plant.windows.size(); ++window) {
    const QueueWindow& model = context.plant.windows[window];
    // A slot serves several windows in turn: only the one around the job can be its own. One that
    // closes here was closed when the step began.
    if (model.opens >= step && model.opens <= at && at < model.closes) {
      forget(context, job, window);
    }
  }
}

}  // namespace twinline
