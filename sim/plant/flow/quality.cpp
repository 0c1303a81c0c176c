#include "twinline/plant/flow/quality.h"

#include <boost/math/distributions/binomial.hpp>

#include "twinline/plant/flow/assembly.h"
#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/flow/movement.h"
#include "twinline/plant/flow/options.h"
#include "twinline/plant/flow/windows.h"
#include "twinline/plant/inspection/inspect.h"
#include "twinline/plant/outcome/pieces.h"
#include "twinline/plant/process/operators.h"

namespace twinline {

namespace {

/// Loses pieces of a job at the end of its step. False: nothing is left and the job is gone.
bool survives_scrap(Context& context, Id id, const Step& step) {
  Job& job = context.state.jobs[id];
  const double u = context.uniform_for_job(Purpose::kScrap, job);
  std::uint32_t lost = 0;
  if (step.scrap_per_piece) {
    lost = binomial_quantile(job.pieces, step.scrap_probability, u);
  } else if (u < step.scrap_probability) {
    lost = job.pieces;
  }
  return lose_pieces(context, id, lost);
}

/// Splits the last `pieces` off a job; the part does the rework, the job waits where it is.
Id split(Context& context, Id id, std::uint32_t pieces) {
  const Id part_id = new_job(context);
  Job& job = context.state.jobs[id];
  Job& part = context.state.jobs[part_id];
  part = job;
  part.pieces = pieces;
  part.pieces_in = pieces;
  part.parent = id;
  part.merge_step = job.step;
  part.next = kNone;
  part.reworks = 0;
  part.place = kNone;
  part.reserved = kNone;
  part.n_off = 0;
  part.carrier = kNone;
  job.pieces -= pieces;
  // No two parts of a job may share draws: the visits of each count from a range of its own.
  Job& whole = context.state.jobs[whole_of(context.state, id)];
  part.visit = (job.visit & 0xfffffU) + (++whole.splits << 20U);
  for (Id slot = 0; slot < context.plant.n_machine_slots; ++slot) {
    remembered_machine(context, part_id, slot) = remembered_machine(context, id, slot);
  }
  if (!context.plant.options.empty()) copy_options(context, id, part_id);
  take_last_pieces(context, id, part_id);
  return part_id;
}

bool may_rework(const Job& job, const Step& step) {
  return step.rework_limit == 0 || job.rework_step != job.step ||
         job.rework_run < step.rework_limit;
}

/// True where the job went back whole, or waits for a part of it that did.
bool sent_back(Context& context, Id id, const Step& step) {
  Job& job = context.state.jobs[id];
  if (!may_rework(job, step)) return false;
  const double u = context.uniform_for_job(Purpose::kRework, job);
  std::uint32_t pieces = 0;
  if (step.rework_per_piece) {
    pieces = binomial_quantile(job.pieces, step.rework_probability, u);
  } else if (u < step.rework_probability) {
    pieces = job.pieces;
  }
  if (pieces == 0) return false;
  send_back(context, id, pieces, step.rework_to);
  return true;
}

/// The step is passed: back to the parent, or on along the route.
/// @p station: of the step that it has passed.
void go_on(Context& context, Id id, Id station) {
  const Job& job = context.state.jobs[id];
  if (job.merge_step == job.step) {
    part_returns(context, id);
  } else {
    advance(context, id, station);
  }
}

}  // namespace

std::uint32_t binomial_quantile(std::uint32_t n, double p, double u) {
  if (p >= 1) return n;
  if (p <= 0) return 0;
  double probability = 1;
  for (std::uint32_t i = 0; i < n; ++i) probability *= 1 - p;
  if (probability < 1e-280) {  // the sum below would lose its first terms
    using RoundUp = boost::math::policies::policy<
        boost::math::policies::discrete_quantile<boost::math::policies::integer_round_up>>;
    return static_cast<std::uint32_t>(
        boost::math::quantile(boost::math::binomial_distribution<double, RoundUp>(n, p), u));
  }
  double cumulative = probability;
  std::uint32_t k = 0;
  while (u > cumulative && k < n) {
    probability *= (n - k) * p / ((k + 1) * (1 - p));
    cumulative += probability;
    ++k;
  }
  return k;
}

void scrap(Context& context, Id id) {
  cancel_windows(context, id, 0);
  Job& job = context.state.jobs[id];
  context.state.stats.releases[job.release].pieces_scrapped += job.pieces;
  job.pieces = 0;
  leave_plant(context, id);
}

bool lose_pieces(Context& context, Id id, std::uint32_t lost) {
  Job& job = context.state.jobs[id];
  if (lost == job.pieces) {
    scrap(context, id);
    return false;
  }
  job.pieces -= lost;
  context.state.stats.releases[job.release].pieces_scrapped += lost;
  return true;
}

void send_back(Context& context, Id id, std::uint32_t pieces, Id to_step) {
  rework(context, pieces == context.state.jobs[id].pieces ? id : split(context, id, pieces),
         to_step);
}

void rework(Context& context, Id id, Id to_step) {
  cancel_windows(context, id, to_step);
  Job& job = context.state.jobs[id];
  context.record(TraceWord::kRework, job);
  job.rework_run = job.rework_step == job.step ? job.rework_run + 1 : 1;
  job.rework_step = job.step;
  ++job.reworks;
  send_to(context, id, to_step);
}

void part_returns(Context& context, Id part_id) {
  cancel_windows(context, part_id, 0);
  const Job part = context.state.jobs[part_id];
  Job& job = context.state.jobs[part.parent];
  add_pieces(context, part.parent, part_id);
  free_job(context, part_id);
  job.pieces += part.pieces;
  job.reworks += part.reworks;
  const Step& step = context.plant.steps[job.step];
  if (step.window_opened != kNone) open_window(context, part.parent, step.window_opened);
  go_on(context, part.parent, step.station);
}

void step_done(Context& context, Id id, Id machine) {
  ++context.state.stats.moves;
  const Id station = context.state.machines[machine].station;
  if (context.state.stations[station].passes_on) return go_on(context, id, station);
  const Step& step = context.plant.steps[context.state.jobs[id].step];
  if (step.inspection != kNone && !inspect(context, id, machine, step.inspection)) return;
  leave_step(context, id);
}

void leave_step(Context& context, Id id) {
  const Step& step = context.plant.steps[context.state.jobs[id].step];
  if (step.scrap_probability > 0 && !survives_scrap(context, id, step)) return;
  if (step.rework_probability > 0 && sent_back(context, id, step)) return;
  if (step.window_opened != kNone) open_window(context, id, step.window_opened);
  if (step.n_made > 0) make_parts(context, id);
  if (step.returns != kNone) return_carrier(context, id, step.returns);
  go_on(context, id, step.station);
}

}  // namespace twinline
