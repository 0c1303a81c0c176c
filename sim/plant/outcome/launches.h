#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/offload/engine.h"
#include "twinline/plant/model/plant.h"
#include "twinline/plant/outcome/batch.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// The launches of a cohort, runs of one plant that one thread advances: what they need is
/// evaluated first, and, where the engine's settings say so, what will be needed later is begun
/// while the event loop goes on. What an outcome is depends on neither the cohort, the batch nor
/// the time of its launch. A state keeps its requests until they are resolved: a copy of it, or a
/// checkpoint, knows nothing of launches.
class OutcomeLaunches {
 public:
  /// Both must outlive the object.
  OutcomeLaunches(const Plant& plant, OffloadEngine& engine);

  /// A run joins the cohort; it stays where it is until it leaves.
  void join(PlantState& state);
  /// A run ends: what was launched for it is not written.
  void leave(const PlantState& state);

  /// begin() is worth its cost once a run has so many items pending: those of the whole cohort that
  /// were not launched count.
  std::uint64_t due(const PlantState& state) const;

  /// Launches what the cohort has asked for and was not launched, as far as it needs no other
  /// outcome and the device takes it without waiting.
  void begin();

  /// Evaluates everything that is pending in some runs of the cohort (resolve_outcomes).
  std::vector<std::string> resolve(const std::vector<PlantState*>& states);

 private:
  struct Flight {
    OffloadEngine::Ticket ticket;
    Id model;
    std::vector<BatchPart> parts;
  };
  /// What a run has had launched.
  struct Member {
    PlantState* state;
    std::vector<std::size_t> requests;  ///< by recipe: so many of the first
    std::uint64_t items;                ///< of them
  };

  Member& member(const PlantState& state);
  std::uint64_t waiting(const Member& member) const {
    return member.state->pending_items - member.items;
  }
  void launch(Id model);
  void take_off(Id model, std::vector<BatchPart> parts);
  void land(const std::vector<PlantState*>& states);
  void arrive(const BatchPart& part, const SoaBatch* given);

  const Plant& plant_;
  OffloadEngine& engine_;
  std::vector<Member> members_;
  std::vector<Flight> flights_;
  std::uint64_t wanted_;  ///< items that make begin() due
};

}  // namespace twinline
