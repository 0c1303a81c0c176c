#pragma once

#include <array>
#include <cstdint>

#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/plant_state.h"
#include "twinline/plant/trace.h"

namespace twinline {

/// One replication: {immutable plant, plain state}. Copying the state forks the run.
/// Deterministic for equal (plant, seed, replication); one thread at a time an object.
class Simulation {
 public:
  /// Starts at time 0. @p plant (and @p trace, where there is one) must outlive the object.
  Simulation(const Plant& plant, std::uint64_t seed, std::uint32_t replication,
             TraceSink* trace = nullptr);
  /// Goes on from a state of the same plant.
  Simulation(const Plant& plant, PlantState state);

  /// Executes all events up to and including `until`, then sets the clock to it.
  /// May be called again with a later time; any partition of the horizon gives the same result.
  /// @pre until >= now().
  void advance(SimTime until);
  /// As advance(), but stops after `max_events` events. @return whether `until` is reached.
  bool advance(SimTime until, std::uint64_t max_events);

  SimTime now() const { return state_.now; }
  const Plant& plant() const { return plant_; }
  const PlantState& state() const { return state_; }
  std::uint64_t n_events() const { return state_.n_events; }
  void set_trace(TraceSink* sink) { trace_ = sink; }

  /// Time in each sub-state since the warm-up, up to now(): sums to now() - warm-up exactly.
  std::array<SimTime, kMachineStates> machine_times(Id machine) const;
  /// Mean jobs waiting, in the plant and so on read TimeWeighted::mean(now()).
  const Statistics& statistics() const { return state_.stats; }

 private:
  const Plant& plant_;
  PlantState state_;
  TraceSink* trace_ = nullptr;
};

}  // namespace twinline
