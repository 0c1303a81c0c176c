#pragma once

#include "twinline/batch/soa_batch.h"
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

/// Writes the numbers that the model takes for a request's items into the batch.
void gather_items(const Plant& plant, const PlantState& state, const BatchPart& part,
                  SoaBatch& taken);

/// Writes what the model gave into the characteristics of the request's job.
void scatter_items(const Plant& plant, PlantState& state, const BatchPart& part,
                   const SoaBatch& given);

}  // namespace twinline
