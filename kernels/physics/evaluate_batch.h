#pragma once

#include <cstddef>
#include <optional>

#include "twinline/batch/soa_batch.h"
#include "twinline/batch/stream.h"
#include "twinline/physics/quantity.h"
#include "twinline/physics/range.h"

namespace twinline {

/// A number of an item outside its valid range.
struct BatchFault {
  std::size_t item;
  RangeFault fault;
};

/// Begins to evaluate a registered model for every item (Stream::begin): on a CPU `given` is
/// written on return; on a CUDA device when the stream says so, and `taken` may change at once. The
/// outputs of an item have the bits of model.evaluate on its inputs, whatever else is in the batch
/// and on every device.
/// @param taken model.n_take fields, in the order of its table.
/// @param[out] given model.n_give fields, as many items; where a fault is returned, some may be
///   written; must not be resized, moved or read before Stream::finish().
/// @return the first item with a number outside its range, if there is one.
/// @throws DeviceError where the batches do not fit the model or each other, the model is not
///   registered, or the device fails, at this batch or an earlier one (Stream::begin).
std::optional<BatchFault> begin_batch(const ModelInfo& model, const SoaBatch& taken,
                                      SoaBatch& given, Stream& stream);

/// The same on the CPU, at once.
std::optional<BatchFault> evaluate_batch(const ModelInfo& model, const SoaBatch& taken,
                                         SoaBatch& given);

}  // namespace twinline
