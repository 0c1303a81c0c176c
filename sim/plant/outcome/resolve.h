#pragma once

#include <string>
#include <vector>

#include "twinline/offload/engine.h"
#include "twinline/plant/model/plant.h"
#include "twinline/plant/outcome/batch.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// How the requests of a cohort of runs of one plant are evaluated: what they need first, and,
/// where the engine's settings say so, what will be needed later while the event loop goes on. What
/// an outcome is depends on neither the cohort, the batch nor the time of its launch. A state keeps
/// its requests until they are resolved: a copy of it, or a checkpoint, knows nothing of launches.
class OutcomeLaunches {
 public:
  /// Both must outlive the object.
  OutcomeLaunches(const Plant& plant, OffloadEngine& engine);

  /// Launches what a run has asked for and was not launched, as far as it needs no other outcome.
  void begin(const PlantState& state);

  /// Evaluates everything that is pending in the runs of a cohort, one launch a model (and
  /// `batch_items`), and writes the outcomes into the states.
  /// @return by state: why it cannot go on (a number out of a model's range, with job, step and
  ///   model); empty where it can.
  /// @throws DeviceError where no backend can evaluate.
  std::vector<std::string> resolve(const std::vector<PlantState*>& states);

  /// The run ends without what was launched for it.
  void forget(const PlantState& state);

  OffloadEngine& engine() { return engine_; }

 private:
  struct Flight {
    OffloadEngine::Ticket ticket;
    const PlantState* state;
    std::vector<BatchPart> parts;
  };
  /// How many requests of each recipe a run has had launched.
  struct Launched {
    const PlantState* state;
    std::vector<std::size_t> requests;
  };

  Launched& launched(const PlantState& state);
  void launch(const PlantState& state, Id model, const Launched& counts);
  void take_off(const PlantState& state, Id model, std::vector<BatchPart> parts);
  void land(const std::vector<PlantState*>& states);

  const Plant& plant_;
  OffloadEngine& engine_;
  std::vector<Flight> flights_;
  std::vector<Launched> launched_;
};

}  // namespace twinline
