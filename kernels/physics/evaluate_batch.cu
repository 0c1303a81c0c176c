#include "twinline/physics/evaluate_batch.h"

#include <atomic>
#include <cstring>
#include <exception>
#include <string>

#include <thrust/execution_policy.h>
#include <thrust/for_each.h>
#include <thrust/iterator/counting_iterator.h>

#include "twinline/batch/device_array.h"
#include "twinline/batch/device_error.h"
#include "twinline/batch/for_each_item.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/registry.h"
#if !defined(TWINLINE_BACKEND_CUDA)
#include "twinline/math/processor.h"
#include "twinline/physics/tile.h"
#endif

namespace twinline {
namespace {

/// The first item from begin up to end with a number outside its range.
std::optional<BatchFault> first_fault(const ModelInfo& model, const SoaBatch& taken,
                                      std::size_t begin, std::size_t end) {
  std::optional<BatchFault> first;
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

#if defined(TWINLINE_BACKEND_CUDA)

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

/// @return whether the model is registered.
bool run(const ModelInfo& model, const SoaBatch& taken, SoaBatch& given,
         std::optional<BatchFault>& fault) {
  fault = first_fault(model, taken, 0, taken.n_items());
  return fault || launch_named(Models{}, model.name, taken, given);
}

#else

/// A thread's piece of work: a tile, checked and evaluated.
struct TileBody {
  TileFunction evaluate;
  BatchView batch;
  std::size_t n_items;
  std::atomic<std::size_t>* first_bad;  ///< lowest tile with a number out of range
  void operator()(std::size_t tile) const {
    const std::size_t begin = tile * kItemsATile;
    const std::size_t end = n_items - begin < kItemsATile ? n_items : begin + kItemsATile;
    if (evaluate(batch, begin, end)) return;
    std::size_t known = first_bad->load();
    while (tile < known && !first_bad->compare_exchange_weak(known, tile)) {
    }
  }
};

void for_each_tile(std::size_t n_tiles, const TileBody& body) {
  if (n_tiles * kItemsATile < kParallelItems) {
    for (std::size_t tile = 0; tile < n_tiles; ++tile) body(tile);
    return;
  }
  thrust::for_each(thrust::device, thrust::counting_iterator<std::size_t>(0),
                   thrust::counting_iterator<std::size_t>(n_tiles), body);
}

/// @return whether the model is registered.
bool run(const ModelInfo& model, const SoaBatch& taken, SoaBatch& given,
         std::optional<BatchFault>& fault) {
  const TileFunction evaluate = find_tile_function(model, math::native_lanes());
  if (evaluate == nullptr) return false;
  const std::size_t n_tiles = (taken.n_items() + kItemsATile - 1) / kItemsATile;
  std::atomic<std::size_t> first_bad{n_tiles};
  const BatchView batch{taken.field(0), taken.pitch(), given.field(0), given.pitch()};
  for_each_tile(n_tiles, {evaluate, batch, taken.n_items(), &first_bad});
  if (first_bad < n_tiles) {
    fault = first_fault(model, taken, first_bad * kItemsATile, taken.n_items());
  }
  return true;
}

#endif

}  // namespace

std::optional<BatchFault> evaluate_batch(const ModelInfo& model, const SoaBatch& taken,
                                         SoaBatch& given) {
  const std::string name = std::string("model \"") + model.name + "\"";
  if (taken.n_fields() != model.n_take || given.n_fields() != model.n_give ||
      taken.n_items() != given.n_items()) {
    throw DeviceError(name + ": the batches do not have the fields of the model or differ in size");
  }
  if (taken.n_items() == 0) return std::nullopt;
  try {
    std::optional<BatchFault> fault;
    if (run(model, taken, given, fault)) return fault;
  } catch (const std::exception& failure) {
    throw DeviceError(name + ": a batch failed on the device: " + failure.what());
  }
  throw DeviceError(name + " is not in the registry");
}

}  // namespace twinline
