#include "twinline/plant/dispatch/ranking.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "twinline/math/elementary.h"
#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/flow/windows.h"
#include "twinline/plant/process/setup.h"

namespace twinline {

namespace {

/// Scaling of the slack in the apparent tardiness cost (Vepsalainen and Morton 1987).
constexpr double kAtcLookahead = 3;

bool is_static(RankKey key) {
  return key != RankKey::kLeastSetup && key != RankKey::kCriticalRatio && key != RankKey::kAtc &&
         key != RankKey::kMinRun;
}

/// First come first served as the last key: the queue's own order, nothing to compare.
bool ends_with_fifo(const Station& station, std::size_t key) {
  return station.ranking[key] == RankKey::kFifo && key + 1 == station.n_ranking;
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
    case RankKey::kPriority: return -std::int64_t{job.priority};
    case RankKey::kHotFirst: return job.hot ? 0 : 1;
    case RankKey::kLifo: return -job.queued_since.ns();
    case RankKey::kSpt: return ordered(mean_work_s(context, job));
    case RankKey::kLpt: return -ordered(mean_work_s(context, job));
    case RankKey::kEdd: return job.due.ns();
    case RankKey::kSlack:
      return job.due == SimTime::max()
                 ? job.due.ns()
                 : (job.due - SimTime::from_seconds(remaining_s(context, job))).ns();
    case RankKey::kWspt: return -ordered(weight(context, job) / mean_work_s(context, job));
    case RankKey::kWindowSlack: return window_deadline(context, id).ns();
    case RankKey::kRandom: return ordered(context.uniform_for_job(Purpose::kDispatch, job));
    default: return job.queued_since.ns();
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
      return expected_setup_s(context.plant, machine, step,
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
      return in_minimum_run(context.plant, machine) && step.setup == machine.setup ? 0 : 1;
    case RankKey::kPriority: return -job.priority;
    case RankKey::kHotFirst: return job.hot ? 0 : 1;
    case RankKey::kFifo: return job.queued_since.seconds();
    case RankKey::kLifo: return -job.queued_since.seconds();
    case RankKey::kSpt: return mean_work_s(context, job);
    case RankKey::kLpt: return -mean_work_s(context, job);
    case RankKey::kEdd: return time_left_s(context, job);
    case RankKey::kSlack: return time_left_s(context, job) - remaining_s(context, job);
    case RankKey::kWspt: return -weight(context, job) / mean_work_s(context, job);
    case RankKey::kWindowSlack: return window_deadline(context, id).seconds();
    case RankKey::kRandom: return context.uniform_for_job(Purpose::kDispatch, job);
  }
  return 0;
}

}  // namespace

std::size_t n_static_keys(const Station& station) {
  std::size_t n = 0;
  while (n < station.n_ranking && n < 2 && is_static(station.ranking[n]) &&
         !ends_with_fifo(station, n)) {
    ++n;
  }
  return n;
}

bool sorted_by_queue(const Station& station) {
  const std::size_t n = n_static_keys(station);
  return n == station.n_ranking || ends_with_fifo(station, n);
}

Waiting waiting_entry(Context& context, Id station, Id job) {
  const Station& model = context.plant.stations[station];
  Waiting entry;
  entry.job = job;
  entry.step = context.state.jobs[job].step;
  const std::size_t n = context.state.stations[station].n_static_keys;
  if (n > 0) entry.key.first = static_key(context, job, model.ranking[0]);
  if (n > 1) entry.key.second = static_key(context, job, model.ranking[1]);
  return entry;
}

RankingMoment ranking_moment(const Context& context, Id station, Id machine) {
  RankingMoment moment{station, machine};
  const Station& model = context.plant.stations[station];
  const auto* end = model.ranking.begin() + model.n_ranking;
  if (std::find(model.ranking.begin(), end, RankKey::kAtc) == end) return moment;
  const WaitingQueue& queue = context.state.stations[station].queue;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    moment.mean_work_s += context.plant.steps[queue[i].step].mean_work_s;
  }
  moment.mean_work_s = std::max(moment.mean_work_s / static_cast<double>(queue.size()), 1e-9);
  return moment;
}

bool ranks_before(const Context& context, const RankingMoment& moment, Id a, Id b) {
  const Station& station = context.plant.stations[moment.station];
  for (std::size_t i = context.state.stations[moment.station].n_static_keys; i < station.n_ranking;
       ++i) {
    if (ends_with_fifo(station, i)) return false;  // the queue's own order
    const double value_a = rank_value(context, moment, a, station.ranking[i]);
    const double value_b = rank_value(context, moment, b, station.ranking[i]);
    if (value_a != value_b) return value_a < value_b;
  }
  return false;
}

}  // namespace twinline
