#include <atomic>
#include <cstddef>
#include <cstring>

#include "twinline/batch/for_each_item.h"
#include "twinline/batch/system.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/physics_kernels.h"
#include "twinline/physics/registry.h"
#if !defined(TWINLINE_SYSTEM_CUDA)
#include "twinline/math/processor.h"
#include "twinline/physics/tile.h"
#endif

namespace twinline::TWINLINE_SYSTEM {
namespace {

#if defined(TWINLINE_SYSTEM_CUDA)

/// One item of a batch: gather, evaluate, scatter. Pointers into device memory.
template <class Model>
struct ItemBody {
  Fields<const double> taken;
  Fields<double> given;
  TWINLINE_HD void operator()(std::size_t item) const {
    constexpr std::size_t kTaken = kNumbersOf<typename Model::Input>;
    constexpr std::size_t kGiven = kNumbersOf<typename Model::Output>;
    double in[kTaken];
    double out[kGiven];
    for (std::size_t f = 0; f < kTaken; ++f) in[f] = taken.values[f * taken.pitch + item];
    evaluate_flat<Model>(in, out);
    for (std::size_t f = 0; f < kGiven; ++f) given.values[f * given.pitch + item] = out[f];
  }
};

template <class... Model>
bool launch_named(ModelList<Model...> /*models*/, const char* name, std::size_t n_items,
                  Fields<const double> taken, Fields<double> given, LaunchQueue queue) {
  return ((std::strcmp(Model::kName, name) == 0 &&
           (for_each_item(n_items, ItemBody<Model>{taken, given}, queue), true)) ||
          ...);
}

std::optional<std::size_t> evaluate(const ModelInfo& model, std::size_t n_items,
                                    Fields<const double> taken, Fields<double> given,
                                    LaunchQueue queue) {
  if (!launch_named(Models{}, model.name, n_items, taken, given, queue)) return std::nullopt;
  return n_items;
}

constexpr bool kChecksRanges = false;

#else

/// A thread's piece of work: a tile, checked and evaluated.
struct TileWork {
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

void for_each_tile(std::size_t n_tiles, const TileWork& work) {
  if (n_tiles * kItemsATile < kParallelItems) {
    for (std::size_t tile = 0; tile < n_tiles; ++tile) work(tile);
    return;
  }
  thrust::for_each(thrust::device, thrust::counting_iterator<std::size_t>(0),
                   thrust::counting_iterator<std::size_t>(n_tiles), work);
}

std::optional<std::size_t> evaluate(const ModelInfo& model, std::size_t n_items,
                                    Fields<const double> taken, Fields<double> given,
                                    LaunchQueue /*queue*/) {
  const TileFunction tile = find_tile_function(model, math::native_lanes());
  if (tile == nullptr) return std::nullopt;
  const std::size_t n_tiles = (n_items + kItemsATile - 1) / kItemsATile;
  std::atomic<std::size_t> first_bad{n_tiles};
  const BatchView batch{taken.values, taken.pitch, given.values, given.pitch};
  for_each_tile(n_tiles, {tile, batch, n_items, &first_bad});
  return first_bad < n_tiles ? first_bad * kItemsATile : n_items;
}

constexpr bool kChecksRanges = true;

#endif

}  // namespace

const PhysicsKernels physics_kernels{kChecksRanges, &evaluate};

}  // namespace twinline::TWINLINE_SYSTEM
