#include "twinline/physics/evaluate_batch.h"

#include <new>
#include <string>

#include "twinline/batch/device_error.h"
#include "twinline/batch/system.h"
#include "twinline/physics/physics_kernels.h"

namespace twinline {
namespace {

/// The first item from begin on with a number outside its range.
std::optional<BatchFault> first_fault(const ModelInfo& model, const SoaBatch& taken,
                                      std::size_t begin) {
  std::optional<BatchFault> first;
  std::size_t end = taken.n_items();
  for (std::size_t f = 0; f < model.n_take; ++f) {
    const double* value = taken.field(f);
    for (std::size_t i = begin; i < end; ++i) {
      if (in_range(model.take[f], value[i])) continue;
      first = BatchFault{i, {model.name, &model.take[f], value[i]}};
      end = i;
    }
  }
  return first;
}

std::size_t n_bytes(const SoaBatch& batch) { return batch.values().size() * sizeof(double); }

std::optional<BatchFault> launch(const ModelInfo& model, const SoaBatch& taken, SoaBatch& given,
                                 Stream& stream) {
  const PhysicsKernels& kernels = TWINLINE_KERNELS(stream.device(), physics_kernels);
  if (!kernels.checks_ranges) {
    if (const auto fault = first_fault(model, taken, 0)) return fault;
  }
  std::size_t n_good = 0;
  stream.begin({taken.values().data(), n_bytes(taken), given.values().data(), n_bytes(given)},
               [&](const void* in, void* out, LaunchQueue queue) {
                 const auto good = kernels.evaluate(
                     model, taken.n_items(), {static_cast<const double*>(in), taken.pitch()},
                     {static_cast<double*>(out), given.pitch()}, queue);
                 if (!good) throw DeviceError("it is not in the registry");
                 n_good = *good;
               });
  if (n_good == taken.n_items()) return std::nullopt;
  return first_fault(model, taken, n_good);
}

}  // namespace

std::optional<BatchFault> begin_batch(const ModelInfo& model, const SoaBatch& taken,
                                      SoaBatch& given, Stream& stream) {
  const std::string name = std::string("model \"") + model.name + "\": ";
  if (taken.n_fields() != model.n_take || given.n_fields() != model.n_give ||
      taken.n_items() != given.n_items()) {
    throw DeviceError(name + "the batches do not have the fields of the model or differ in size");
  }
  if (taken.n_items() == 0) return std::nullopt;
  try {
    return launch(model, taken, given, stream);
  } catch (const DeviceError& failure) {
    throw DeviceError(name + failure.what(), failure.failure());
  } catch (const std::bad_alloc& failure) {
    throw DeviceError(name + failure.what(), DeviceFailure::kOutOfMemory);
  }
}

std::optional<BatchFault> evaluate_batch(const ModelInfo& model, const SoaBatch& taken,
                                         SoaBatch& given) {
  Stream cpu;
  return begin_batch(model, taken, given, cpu);
}

}  // namespace twinline
