#pragma once

#include <vector>

#include "twinline/batch/soa_batch.h"
#include "twinline/offload/input_draws.h"
#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// One request of a run within a batch of an evaluation.
struct BatchPart {
  PlantState* state = nullptr;
  Id recipe = kNone;
  std::size_t place = 0;       ///< of the evaluation in the recipe
  std::size_t request = 0;     ///< index among the pending ones of the recipe
  std::size_t first_item = 0;  ///< in the batch
  std::uint32_t n_items = 0;   ///< of this request, those of a piece side by side
};

inline Id use_of(const Plant& plant, const BatchPart& part) {
  return plant.outcomes.recipes[part.recipe].evaluations[part.place];
}

/// Writes the numbers that the model takes for all items of a batch.
void gather_items(const Plant& plant, const std::vector<BatchPart>& parts, SoaBatch& taken,
                  InputDraws& draws);

/// Writes what the model gave into the characteristics of a request's job.
void scatter_items(const Plant& plant, const BatchPart& part, const SoaBatch& given);

}  // namespace twinline
