#pragma once

#include "twinline/batch/soa_batch.h"
#include "twinline/offload/input_draws.h"
#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// One request within a batch of an evaluation.
struct BatchPart {
  Id recipe = kNone;
  std::size_t place = 0;       ///< of the evaluation in the recipe
  std::size_t request = 0;     ///< index among the pending ones of the recipe
  std::size_t first_item = 0;  ///< in the batch
  std::uint32_t n_items = 0;   ///< pieces of the job, or 1
};

/// Writes the numbers that the model takes for a request's items into the batch; for those that are
/// drawn, their keys.
void gather_items(const Plant& plant, const PlantState& state, const BatchPart& part,
                  SoaBatch& taken);

/// Draws what gather_items() has left as keys, for neighbouring items of one model use.
void draw_inputs(const Plant& plant, Id use, std::size_t first_item, std::size_t n_items,
                 SoaBatch& taken, InputDraws& draws);

/// Writes what the model gave into the characteristics of the request's job.
void scatter_items(const Plant& plant, PlantState& state, const BatchPart& part,
                   const SoaBatch& given);

}  // namespace twinline
