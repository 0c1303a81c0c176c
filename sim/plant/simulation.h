#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/plant_state.h"
#include "twinline/plant/trace.h"

namespace twinline {

class OutcomeLaunches;

/// How advance() came back.
enum class Progress : std::uint8_t {
  kReached,  ///< the time asked for
  kPaused,   ///< after the number of events asked for
  kBlocked,  ///< an outcome is needed: resolve() first
  kPending,  ///< what launch_when_due() set: OutcomeLaunches::begin(), or go on
};

/// One replication: {immutable plant, plain state}. Copying the state forks the run.
/// Deterministic for equal (plant, seed, replication); one thread at a time an object.
class Simulation {
 public:
  /// Starts at time 0. @p plant (and @p trace, where there is one) must outlive the object.
  Simulation(const Plant& plant, std::uint64_t seed, std::uint32_t replication,
             TraceSink* trace = nullptr);
  /// Goes on from a state of the same plant.
  Simulation(const Plant& plant, PlantState state);

  /// Executes all events up to and including `until`, then sets the clock to it. Outcomes that are
  /// needed on the way are evaluated by an engine of its own.
  /// May be called again with a later time; any partition of the horizon gives the same result.
  /// @pre until >= now().
  /// @throws RunError where a number is out of a model's range, or jobs block each other in a
  /// circle.
  void advance(SimTime until);
  /// As advance(), but stops after `max_events` events, and where an outcome is needed.
  Progress advance(SimTime until, std::uint64_t max_events);

  /// Joins the runs whose outcomes are evaluated in common; stays where it is until it leaves.
  void join(OutcomeLaunches& launches);
  void leave(OutcomeLaunches& launches) const;
  /// Lets advance() come back, once, when OutcomeLaunches::begin() is due.
  void launch_when_due(const OutcomeLaunches& launches);
  /// Evaluates all that is pending in some runs of a cohort, in common launches.
  /// @return by run: why it cannot go on; empty where it can.
  /// @throws DeviceError where no backend can evaluate.
  static std::vector<std::string> resolve(const std::vector<Simulation*>& runs,
                                          OutcomeLaunches& launches);

  SimTime now() const { return state_.now; }
  const Plant& plant() const { return plant_; }
  const PlantState& state() const { return state_; }
  std::uint64_t n_events() const { return state_.n_events; }
  void set_trace(TraceSink* sink) { trace_ = sink; }

  /// Time in each sub-state since the warm-up, up to now(): sums to now() - warm-up exactly.
  std::array<SimTime, kMachineStates> machine_times(Id machine) const;
  /// Active periods of a machine since the warm-up, the one that goes on included.
  std::uint64_t active_periods(Id machine) const;
  /// Failures and maintenance since the warm-up, parallel to PlantState::downs.
  std::vector<DownStats> downs() const;
  /// Jobs waiting at each station since the warm-up, up to now().
  std::vector<QueueFigures> queues() const;
  /// Figures of the places of each buffer since the warm-up, up to now().
  std::vector<BufferFigures> buffers() const;
  /// Figures of the vehicles since the warm-up, up to now().
  std::vector<VehicleStats> vehicles() const;
  /// Mean jobs in the plant and so on read TimeWeighted::mean(now()).
  const Statistics& statistics() const { return state_.stats; }

 private:
  const Plant& plant_;
  PlantState state_;
  std::uint64_t launch_at_ = std::numeric_limits<std::uint64_t>::max();  ///< items pending
  TraceSink* trace_ = nullptr;
};

}  // namespace twinline
