#pragma once

#include <cstddef>
#include <optional>

#include "twinline/batch/soa_batch.h"
#include "twinline/physics/quantity.h"
#include "twinline/physics/range.h"

namespace twinline {

/// A number of an item outside its valid range.
struct BatchFault {
  std::size_t item;
  RangeFault fault;
};

/// Evaluates a registered model for every item on the built backend. The outputs of an item have
/// the bits of model.evaluate on its inputs, whatever else is in the batch and on every backend.
/// @param taken model.n_take fields, in the order of its table.
/// @param[out] given model.n_give fields, as many items; where a fault is returned, some may be
///   written.
/// @return the first item with a number outside its range, if there is one.
/// @throws DeviceError where the batches do not fit the model or each other, the model is not
///   registered, or the device fails.
std::optional<BatchFault> evaluate_batch(const ModelInfo& model, const SoaBatch& taken,
                                         SoaBatch& given);

}  // namespace twinline
