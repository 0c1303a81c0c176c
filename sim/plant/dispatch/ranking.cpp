#include "twinline/plant/dispatch/ranking.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "twinline/math/elementary.h"
#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/flow/options.h"
#include "twinline/plant/flow/windows.h"
#include "twinline/plant/outcome/values.h"
#include "twinline/plant/process/setup.h"

namespace twinline {

namespace {

/// Scaling of the slack in the apparent tardiness cost (Vepsalainen and Morton 1987).
constexpr double kAtcLookahead = 3;

bool is_static(RankKey key) {
  return key != RankKey::kLeastSetup && key != RankKey::kCriticalRatio && key != RankKey::kAtc &&
         key != RankKey::kMinRun && key != RankKey::kLearned;
}

/// Order-preserving integer of a double.
std::int64_t ordered(double value) {
  std::int64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}

double remaining_s(const Context& context, const Job& job) {
  return context.plant.steps[job.step].remaining_work_s;
}

double mean_work_s(const Context& context, const Job& job) {
  return std::max(context.plant.steps[job.step].mean_work_s, 1e-9);
}

double weight(const Context& context, const Job& job) {
  return context.plant.parts[job.part].weight;
}

/// Earliest end of the job's open windows; max() where none is open.
SimTime window_deadline(const Context& context, Id id) {
  const Plant& plant = context.plant;
  const Job& job = context.state.jobs[id];
  SimTime earliest = SimTime::max();
  for (const QueueWindow& window : plant.windows) {
    if (job.step <= window.opens || job.step > window.closes) continue;
    const SimTime opened =
        context.state.window_opened[std::size_t{id} * plant.n_window_slots + window.slot];
    if (opened < kWindowCommitted) earliest = std::min(earliest, opened + window.limit);
  }
  return earliest;
}

/// A key that does not change while the job waits; smaller first.
std::int64_t static_key(const Context& context, Id id, RankKey key) {
  const Job& job = context.state.jobs[id];
  switch (key) {
    case RankKey::kPriority:
      return -std::int64_t{job.priority};
    case RankKey::kHotFirst:
      return job.hot ? 0 : 1;
    case RankKey::kLifo:
      return -job.queued_since.ns();
    case RankKey::kSpt:
      return ordered(mean_work_s(context, job));
    case RankKey::kLpt:
      return -ordered(mean_work_s(context, job));
    case RankKey::kEdd:
      return job.due.ns();
    case RankKey::kSlack:
      return job.due == SimTime::max()
                 ? job.due.ns()
                 : (job.due - SimTime::from_seconds(remaining_s(context, job))).ns();
    case RankKey::kWspt:
      return -ordered(weight(context, job) / mean_work_s(context, job));
    case RankKey::kWindowSlack:
      return window_deadline(context, id).ns();
    case RankKey::kSequence:
      return job.released.ns();
    case RankKey::kRandom:
      return ordered(context.uniform_for_job(Purpose::kDispatch, job));
    default:
      return job.queued_since.ns();
  }
}

double time_left_s(const Context& context, const Job& job) {
  return job.due == SimTime::max() ? std::numeric_limits<double>::infinity()
                                   : (job.due - context.now()).seconds();
}

/// A key evaluated when a machine asks; smaller first.
double rank_value(const Context& context, const RankingMoment& moment, Id id, RankKey key) {
  const Job& job = context.state.jobs[id];
  const Machine& machine = context.state.machines[moment.machine];
  const Step& step = context.plant.steps[job.step];
  switch (key) {
    case RankKey::kLeastSetup: {
      const Station& station = context.plant.stations[moment.station];
      return expected_setup_s(context.plant, machine, step, setup_for(context, step, id),
                              station.setup.least_setup_counts_step_times);
    }
    case RankKey::kCriticalRatio:
      return time_left_s(context, job) / std::max(remaining_s(context, job), 1e-9);
    case RankKey::kAtc: {
      const double slack = std::max(0.0, time_left_s(context, job) - remaining_s(context, job));
      return -weight(context, job) / mean_work_s(context, job) *
             math::exp(-slack / (kAtcLookahead * moment.mean_work_s));
    }
    case RankKey::kMinRun:
      return in_minimum_run(context.plant, machine) && setup_for(context, step, id) == machine.setup
                 ? 0
                 : 1;
    case RankKey::kPriority:
      return -job.priority;
    case RankKey::kHotFirst:
      return job.hot ? 0 : 1;
    case RankKey::kFifo:
      return job.queued_since.seconds();
    case RankKey::kLifo:
      return -job.queued_since.seconds();
    case RankKey::kSpt:
      return mean_work_s(context, job);
    case RankKey::kLpt:
      return -mean_work_s(context, job);
    case RankKey::kEdd:
      return time_left_s(context, job);
    case RankKey::kSlack:
      return time_left_s(context, job) - remaining_s(context, job);
    case RankKey::kWspt:
      return -weight(context, job) / mean_work_s(context, job);
    case RankKey::kWindowSlack:
      return window_deadline(context, id).seconds();
    case RankKey::kSequence:
      return job.released.seconds();
    case RankKey::kRandom:
      return context.uniform_for_job(Purpose::kDispatch, job);
    case RankKey::kLearned:
      return first_number_of(context, id, context.plant.stations[moment.station].score);
  }
  return 0;
}

}  // namespace

void compile_ranking(const Station& station, StationState& state) {
  state.n_ranking = 0;
  for (std::size_t i = 0; i < station.n_ranking; ++i) {
    const RankKey key = station.ranking[i];
    if (key == RankKey::kFifo && i + 1 == station.n_ranking) break;  // the queue's own order
    if (!state.has_setups && (key == RankKey::kLeastSetup || key == RankKey::kMinRun)) continue;
    state.ranking[state.n_ranking++] = key;
  }
  state.n_static_keys = 0;
  while (state.n_static_keys < std::min<std::size_t>(state.n_ranking, 2) &&
         is_static(state.ranking[state.n_static_keys])) {
    ++state.n_static_keys;
  }
  state.queue_decides = state.n_static_keys == state.n_ranking;
  state.no_setup_wins = state.n_static_keys + 1 == state.n_ranking &&
                        state.ranking[state.n_static_keys] == RankKey::kLeastSetup;
}

Waiting any_waiting_entry(const Context& context, const StationState& state, Id job) {
  Waiting entry;
  entry.job = job;
  entry.step = context.state.jobs[job].step;
  if (state.n_static_keys > 0) entry.key.first = static_key(context, job, state.ranking[0]);
  if (state.n_static_keys > 1) entry.key.second = static_key(context, job, state.ranking[1]);
  const Step& step = context.plant.steps[entry.step];
  if (step.same_machine != kNone) {
    entry.machine = remembered_machine(context, job, step.same_machine);
  }
  entry.setup = setup_for(context, step, job);
  entry.constrained =
      step.qualification != kNone || step.other_machine != kNone || step.resource != kNone ||
      (step.window_opened != kNone && context.plant.windows[step.window_opened].gate != 0) ||
      (state.reserves && step.reserves != kNone) || (state.assembles && step.n_needs > 0) ||
      (state.uses_resources && step.takes != kNone) || context.state.jobs[job].lane != kNone;
  return entry;
}

RankingMoment ranking_moment(const Context& context, Id station, Id machine) {
  RankingMoment moment{station, machine};
  const StationState& state = context.state.stations[station];
  const auto* end = state.ranking.begin() + state.n_ranking;
  if (std::find(state.ranking.begin(), end, RankKey::kAtc) == end) return moment;
  const WaitingQueue& queue = state.queue;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    moment.mean_work_s += context.plant.steps[queue[i].step].mean_work_s;
  }
  moment.mean_work_s = std::max(moment.mean_work_s / static_cast<double>(queue.size()), 1e-9);
  return moment;
}

bool ranks_before(const Context& context, const RankingMoment& moment, Id a, Id b) {
  const StationState& state = context.state.stations[moment.station];
  for (std::size_t i = state.n_static_keys; i < state.n_ranking; ++i) {
    const double value_a = rank_value(context, moment, a, state.ranking[i]);
    const double value_b = rank_value(context, moment, b, state.ranking[i]);
    if (value_a != value_b) return value_a < value_b;
  }
  return false;
}

}  // namespace twinline
