#pragma once

#include <algorithm>

#include "twinline/core/distribution.h"
#include "twinline/core/error.h"
#include "twinline/plant/event_kind.h"
#include "twinline/plant/model/plant.h"
#include "twinline/plant/simulation.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// A hundred years, in seconds: longer draws of heavy-tailed distributions are cut here, far beyond
/// any run, so that simulated time cannot overflow.
constexpr double kLongestDraw = 3.15576e9;

/// What every handler works on: the plant, the state, and where the trace goes.
struct Context {
  const Plant& plant;
  PlantState& state;
  TraceSink* trace;
  /// The machine that jobs are leaving just now: it holds the one that finds no place to go to.
  Id leaving = kNone;

  SimTime now() const { return state.now; }

  void schedule(SimTime time, EventKind kind, std::uint32_t subject, std::uint32_t epoch = 0) {
    const auto code = static_cast<std::uint8_t>(kind);
    state.calendar.schedule(time, code, code, subject, epoch);
  }

  /// The quantile u of a duration. Never negative.
  SimTime duration(Id distribution, double u) const {
    const double seconds = sample(plant.distributions[distribution], plant.empirical, u);
    return SimTime::from_seconds(std::clamp(seconds, 0.0, kLongestDraw));
  }

  /// A duration drawn for `entity`; no uniform number is made for a constant.
  SimTime draw(Id distribution, Purpose purpose, std::uint32_t stream, std::uint32_t entity,
               std::uint32_t visit) const {
    const bool constant = plant.distributions[distribution].is_constant();
    return duration(distribution,
                    constant ? 0.5 : state.random.uniform(purpose, stream, entity, visit));
  }

  /// A duration of a job at its present visit; none where the distribution is kNone.
  SimTime draw_for_job(Id distribution, Purpose purpose, const Job& job) const {
    if (distribution == kNone) return SimTime();
    return draw(distribution, purpose, job.release, job.serial, job.visit);
  }

  /// The process time of a job's visit; a visit with transport has its number already.
  SimTime draw_process(Id distribution, const Job& job) const {
    if (job.uniform_visit != job.visit) return draw_for_job(distribution, Purpose::kProcess, job);
    return duration(distribution, job.process_uniform);
  }

  double uniform_for_job(Purpose purpose, const Job& job) const {
    return state.random.uniform(purpose, job.release, job.serial, job.visit);
  }

  void record(TraceWord what, const Job& job, Id machine = kNone) const {
    if (trace == nullptr) return;
    trace->record({state.now, job.release, job.serial, job.part, job.step, machine, what});
  }
  void record_machine(TraceWord what, Id machine) const {
    if (trace == nullptr) return;
    trace->record({state.now, kNone, kNone, kNone, kNone, machine, what});
  }
};

}  // namespace twinline
