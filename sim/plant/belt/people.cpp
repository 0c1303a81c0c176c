#include "twinline/plant/belt/people.h"

#include <algorithm>

#include "twinline/plant/belt/clock.h"
#include "twinline/plant/flow/options.h"
#include "twinline/plant/outcome/values.h"

namespace twinline {

namespace {

/// What the job needs at a position.
SimTime work_of(const Context& context, const LinePosition& position, Id id, std::uint64_t key) {
  SimTime sum;
  for (Id w = position.first_work; w < position.first_work + position.n_works; ++w) {
    const OptionWork& work = context.plant.works[w];
    if (work.of.option != kNone && options_of(context, id)[work.of.option] != work.of.value) {
      continue;
    }
    const bool constant = context.plant.distributions[work.time].is_constant();
    sum += context.duration(work.time, constant ? 0.5 : keyed_uniform(key, w, 0, 0));
  }
  return sum;
}

void add_stop(BeltState& belt, BeltStop stop) {
  const auto place =
      std::upper_bound(belt.stops.begin(), belt.stops.end(), stop,
                       [](const BeltStop& a, const BeltStop& b) { return a.clock < b.clock; });
  belt.stops.insert(place, stop);
}

/// @tparam kPaced the pace is not 1: time and the clock differ
template <bool kPaced>
void plan(Context& context, Id id, Id job, SimTime entered) {
  const Belt& model = context.plant.belts[id];
  BeltState& belt = context.state.belts[id];
  const auto clock_of = [&belt](SimTime time) { return kPaced ? by_clock(belt, time) : time; };
  const auto time_of = [&belt](SimTime clock) { return kPaced ? in_time(belt, clock) : clock; };
  const std::uint64_t key = key_for_job(context, Purpose::kWork, context.state.jobs[job]);
  for (std::uint32_t i = 0; i < model.n_positions; ++i) {
    const LinePosition& position = context.plant.line_positions[model.first_position + i];
    PositionStats& stats = context.state.stats.positions[model.first_position + i];
    const SimTime work = clock_of(work_of(context, position, job, key));
    const SimTime arrives = entered + model.pitch * std::int64_t{position.place};
    const SimTime leaves = arrives + model.pitch;
    const SimTime limit = leaves + model.drift;
    const SimTime begin = std::min(std::max(arrives, belt.worker_free[i]), limit);
    const SimTime end = begin + work;
    const SimTime worked = std::min(end, limit);
    ++stats.jobs;
    stats.work += time_of(worked - begin);
    stats.late.add(worked > leaves ? time_of(worked - leaves) : SimTime());
    if (end > limit) {
      const SimTime left = time_of(end - limit);
      ++stats.overloads;
      stats.overload += left;
      if (model.overload == Overload::kStop) add_stop(belt, {limit, left});
    }
    if (work > SimTime()) belt.worker_free[i] = worked + clock_of(model.walk);
  }
}

}  // namespace

void plan_work(Context& context, Id id, Id job, SimTime entered) {
  if (context.state.belts[id].pace == 1) {
    plan<false>(context, id, job, entered);
  } else {
    plan<true>(context, id, job, entered);
  }
}

}  // namespace twinline
