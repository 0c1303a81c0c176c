#include "twinline/physics/evaluate_batch.h"

#include <cstring>
#include <exception>
#include <string>

#include "twinline/batch/device_array.h"
#include "twinline/batch/device_error.h"
#include "twinline/batch/for_each_item.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/registry.h"

namespace twinline {
namespace {

/// One item of a batch: gather, evaluate, scatter. Pointers into device memory.
template <class Model>
struct ItemBody {
  const double* taken;
  std::size_t taken_pitch;
  double* given;
  std::size_t given_pitch;
  TWINLINE_HD void operator()(std::size_t item) const {
    constexpr std::size_t kTaken = kNumbersOf<typename Model::Input>;
    constexpr std::size_t kGiven = kNumbersOf<typename Model::Output>;
    double in[kTaken];
    double out[kGiven];
    for (std::size_t f = 0; f < kTaken; ++f) in[f] = taken[f * taken_pitch + item];
    evaluate_flat<Model>(in, out);
    for (std::size_t f = 0; f < kGiven; ++f) given[f * given_pitch + item] = out[f];
  }
};

template <class Model>
void launch(const SoaBatch& taken, SoaBatch& given) {
  const DeviceInput<double> in(taken.values());
  DeviceOutput<double> out(given.values());
  for_each_item(taken.n_items(),
                ItemBody<Model>{in.data(), taken.pitch(), out.data(), given.pitch()});
  out.fetch();
}

template <class... Model>
bool launch_named(ModelList<Model...> /*models*/, const char* name, const SoaBatch& taken,
                  SoaBatch& given) {
  return ((std::strcmp(Model::kName, name) == 0 && (launch<Model>(taken, given), true)) || ...);
}

std::optional<BatchFault> first_fault(const ModelInfo& model, const SoaBatch& taken) {
  std::optional<BatchFault> first;
  for (std::size_t f = 0; f < model.n_take; ++f) {
    const double* value = taken.field(f);
    const std::size_t end = first ? first->item : taken.n_items();
    for (std::size_t i = 0; i < end; ++i) {
      if (in_range(model.take[f], value[i])) continue;
      first = BatchFault{i, {model.name, &model.take[f], value[i]}};
      break;
    }
  }
  return first;
}

}  // namespace

std::optional<BatchFault> evaluate_batch(const ModelInfo& model, const SoaBatch& taken,
                                         SoaBatch& given) {
  const std::string name = std::string("model \"") + model.name + "\"";
  if (taken.n_fields() != model.n_take || given.n_fields() != model.n_give ||
      taken.n_items() != given.n_items()) {
    throw DeviceError(name + ": the batches do not have the fields of the model or differ in size");
  }
  if (const auto fault = first_fault(model, taken)) return fault;
  if (taken.n_items() == 0) return std::nullopt;
  try {
    if (launch_named(Models{}, model.name, taken, given)) return std::nullopt;
  } catch (const std::exception& failure) {
    throw DeviceError(name + ": a batch failed on the device: " + failure.what());
  }
  throw DeviceError(name + " is not in the registry");
}

}  // namespace twinline
