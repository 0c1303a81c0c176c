#include "twinline/plant/outcome/submit.h"

#include <algorithm>
#include <numeric>

#include "twinline/plant/flow/options.h"
#include "twinline/plant/inspection/control.h"
#include "twinline/plant/outcome/values.h"

namespace twinline {

double mean_of(const Context& context, Id job, Id characteristic) {
  const double* numbers = numbers_of(context.plant, context.state, job, characteristic);
  if (!context.plant.outcomes.characteristics[characteristic].per_piece) return *numbers;
  const std::uint32_t pieces = context.state.jobs[job].pieces;
  return std::accumulate(numbers, numbers + pieces, 0.0) / pieces;
}

namespace {

bool no_machine_is_set_up(const Context& context, const Step& step, Id job) {
  const Id needed = setup_for(context, step, job);
  if (needed == kNone) return false;
  const Station& station = context.plant.stations[step.station];
  for (Id m = station.first_machine; m < station.first_machine + station.n_machines; ++m) {
    if (context.state.machines[m].setup == needed) return false;
  }
  return true;
}

/// Where a request stands: the task is none for a score.
struct Asking {
  Id job;
  Id machine;
  const Task* task;
};

double captured_value(Context& context, const Capture& capture, const Asking& asking) {
  const Job& job = context.state.jobs[asking.job];
  const Step& step = context.plant.steps[job.step];
  const double remaining_h = step.remaining_work_s / 3600;
  switch (capture.kind) {
    case CaptureKind::kCondition:
      return condition_of(context.plant, context.state, asking.machine, capture.id)[capture.number];
    case CaptureKind::kControl:
      return use_setting(context, capture.id, asking.machine, asking.job);
    case CaptureKind::kGivenSetting:
      return given_setting(context, capture.id, asking.machine, asking.job);
    case CaptureKind::kProcessTime:
      return (asking.task->phase_end[2] - asking.task->phase_end[1]).seconds();
    case CaptureKind::kWaitingTime:
      return (context.now() - job.queued_since).hours();
    case CaptureKind::kSlack:
      return job.due == SimTime::max() ? kNoSlackH
                                       : (job.due - context.now()).hours() - remaining_h;
    case CaptureKind::kRemainingWork:
      return remaining_h;
    case CaptureKind::kWork:
      return step.mean_work_s / 3600;
    case CaptureKind::kQueueLength:
      return static_cast<double>(context.state.stations[step.station].queue.size());
    case CaptureKind::kSetupNeeded:
      return no_machine_is_set_up(context, step, asking.job) ? 1 : 0;
    case CaptureKind::kPriority:
      return job.priority;
    case CaptureKind::kPieces:
      return job.pieces;
  }
  return 0;
}

void submit(Context& context, Id recipe, const Asking& asking) {
  PendingOutcomes& pending = context.state.pending[recipe];
  const Job& job = context.state.jobs[asking.job];
  pending.requests.push_back(
      {key_for_job(context, Purpose::kOutcome, job), asking.job, asking.machine});
  const Outcomes& outcomes = context.plant.outcomes;
  const std::vector<Id>& evaluations = outcomes.recipes[recipe].evaluations;
  context.state.pending_items += outcomes.evaluations[evaluations[0]].n_items(job.pieces);
  for (const Id evaluation : evaluations) {
    for (const Capture& capture : outcomes.evaluations[evaluation].captures) {
      pending.captured.push_back(captured_value(context, capture, asking));
    }
  }
}

}  // namespace

void submit_outcomes(Context& context, const Task& task) {
  bool asked = false;
  // A batch may hold jobs of several steps.
  for (Id id = task.first_job; id != kNone; id = context.state.jobs[id].next) {
    const Id recipe = context.plant.steps[context.state.jobs[id].step].recipe;
    if (recipe == kNone) continue;
    submit(context, recipe, {id, task.machine, &task});
    asked = true;
  }
  SimTime& needed = context.state.outcomes_needed;
  if (asked) needed = std::min(needed, context.now() + task.phase_end[2]);
}

void submit_scores(Context& context, Id station) {
  const WaitingQueue& queue = context.state.stations[station].queue;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    submit(context, context.plant.stations[station].score_recipe, {queue[i].job, kNone, nullptr});
  }
  context.state.outcomes_needed = context.now();
}

void begin_characteristics(Context& context, Id id) {
  const std::vector<Characteristic>& all = context.plant.outcomes.characteristics;
  if (all.empty()) return;
  const Job& job = context.state.jobs[id];
  double* const number = numbers_of(context, id, kPieceNumber);
  for (std::uint32_t piece = 0; piece < job.pieces; ++piece) number[piece] = piece;
  const std::uint64_t key = key_for_job(context, Purpose::kRelease, job);
  for (Id c = kPieceNumber + 1; c < all.size(); ++c) {
    const std::uint32_t n = all[c].per_piece ? job.pieces : 1;
    const Distribution* const law =
        all[c].initial == kNone ? nullptr : &context.plant.distributions[all[c].initial];
    const bool constant = law == nullptr || law->is_constant();
    const double all_alike = law == nullptr ? 0.0 : law->a;
    if (constant && !all[c].per_piece) {  // they lie side by side
      std::fill_n(numbers_of(context, id, c), all[c].size, all_alike);
      continue;
    }
    for (std::uint32_t k = 0; k < all[c].size; ++k) {
      double* const value = numbers_of(context, id, c, k);
      if (constant) {
        std::fill_n(value, n, all_alike);
        continue;
      }
      for (std::uint32_t piece = 0; piece < n; ++piece) {
        value[piece] = sample(*law, context.plant.empirical, keyed_uniform(key, c, k, piece));
      }
    }
  }
}

void begin_condition(Context& context, Id machine, Id id) {
  const Condition& condition = context.plant.outcomes.conditions[id];
  const std::uint32_t visit = context.state.n_condition_draws[machine]++;
  double value = 0;
  if (condition.initial != kNone) {
    value = sample(context.plant.distributions[condition.initial], context.plant.empirical,
                   context.state.random.uniform(Purpose::kCondition, id, machine, visit));
  }
  std::fill_n(condition_of(context.plant, context.state, machine, id), condition.size, value);
}

}  // namespace twinline
