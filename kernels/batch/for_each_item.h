#pragma once

// Only files named *.cu include this header: it is the one place that launches.

#include <cstddef>

#include "twinline/batch/launch_queue.h"
#include "twinline/batch/system.h"
#include "twinline/math/host_device.h"

#if defined(TWINLINE_SYSTEM_CUDA)
#include "twinline/batch/cuda_check.h"
#else
#include <thrust/execution_policy.h>
#include <thrust/for_each.h>
#include <thrust/iterator/counting_iterator.h>
#endif

namespace twinline::TWINLINE_SYSTEM {

#if defined(TWINLINE_SYSTEM_CUDA)

/// Threads of a block: few enough that each can have all the registers it is able to name. The
/// bound of one block a multiprocessor asks for these: else ptxas may spill to make room for more
/// blocks.
inline constexpr unsigned kBlockThreads = 256;

namespace detail {

template <class Body>
__global__ void __launch_bounds__(kBlockThreads, 1) item_kernel(Body body, std::size_t n_items) {
  const std::size_t item = std::size_t{blockIdx.x} * kBlockThreads + threadIdx.x;
  if (item < n_items) body(item);
}

}  // namespace detail

/// Calls body(item) once for each item = 0 .. n_items - 1 on this system, in no stated order:
/// a thread takes an item on a GPU, kTileItems neighbours on a CPU. On a GPU it returns once the
/// work is queued, on the thread's current device.
/// @param body copied to the device; its call operator is TWINLINE_HD and const and touches no item
///   but its own, so that the result does not depend on the order.
/// @throws DeviceError where a GPU refuses the launch.
template <class Body>
void for_each_item(std::size_t n_items, const Body& body, LaunchQueue queue) {
  // Not thrust::for_each: it gives a thread two items and compiles the body four times over, which
  // costs registers, spills and six times the compilation.
  if (n_items == 0) return;
  const auto n_blocks = static_cast<unsigned>((n_items + kBlockThreads - 1) / kBlockThreads);
  detail::item_kernel<<<n_blocks, kBlockThreads, 0, static_cast<cudaStream_t>(queue)>>>(body,
                                                                                        n_items);
  TWINLINE_CUDA_TRY(cudaGetLastError());
}

#else

/// Items that one call works on: an inner loop.
inline constexpr std::size_t kTileItems = 64;

/// Below this many the calling thread does the work alone: waking the others and waiting for them
/// costs more than it saves.
inline constexpr std::size_t kParallelItems = 16384;

namespace detail {

template <class Body>
struct TileBody {
  Body body;
  std::size_t n_items;
  void operator()(std::size_t tile) const {
    const std::size_t begin = tile * kTileItems;
    const std::size_t end = n_items - begin < kTileItems ? n_items : begin + kTileItems;
    for (std::size_t item = begin; item < end; ++item) body(item);
  }
};

}  // namespace detail

template <class Body>
void for_each_item(std::size_t n_items, const Body& body, LaunchQueue /*queue*/) {
  const std::size_t n_tiles = (n_items + kTileItems - 1) / kTileItems;
  const detail::TileBody<Body> tile_body{body, n_items};
  if (n_items < kParallelItems) {
    for (std::size_t tile = 0; tile < n_tiles; ++tile) tile_body(tile);
    return;
  }
  thrust::for_each(thrust::device, thrust::counting_iterator<std::size_t>(0),
                   thrust::counting_iterator<std::size_t>(n_tiles), tile_body);
}

#endif

}  // namespace twinline::TWINLINE_SYSTEM
