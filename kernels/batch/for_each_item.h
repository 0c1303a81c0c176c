#pragma once

// Only files named *.cu include this header: it is the one place that launches through Thrust.

#include <cstddef>

#include <thrust/execution_policy.h>
#include <thrust/for_each.h>
#include <thrust/iterator/counting_iterator.h>

#include "twinline/batch/launch_queue.h"
#include "twinline/batch/system.h"
#include "twinline/math/host_device.h"

#if defined(TWINLINE_SYSTEM_CUDA)
#include <thrust/system_error.h>

#include "twinline/batch/cuda_check.h"
#endif

namespace twinline::TWINLINE_SYSTEM {

/// Items that one call works on: one on a GPU; on a CPU an inner loop.
/// Below kParallelItems the calling thread does the work alone: waking the others and waiting for
/// them costs more than it saves.
#if defined(TWINLINE_SYSTEM_CUDA)
inline constexpr std::size_t kTileItems = 1;
#else
inline constexpr std::size_t kTileItems = 64;
inline constexpr std::size_t kParallelItems = 16384;
#endif

namespace detail {

template <class Body>
struct TileBody {
  Body body;
  std::size_t n_items;
  TWINLINE_HD void operator()(std::size_t tile) const {
    const std::size_t begin = tile * kTileItems;
    const std::size_t end = n_items - begin < kTileItems ? n_items : begin + kTileItems;
    for (std::size_t item = begin; item < end; ++item) body(item);
  }
};

}  // namespace detail

/// Calls body(item) once for each item = 0 .. n_items - 1 on this system, in no stated order:
/// a thread takes an item on a GPU, kTileItems neighbours on a CPU. On a GPU it returns once the
/// work is queued, on the thread's current device.
/// @param body copied to the device; its call operator is TWINLINE_HD and const and touches no item
///   but its own, so that the result does not depend on the order.
/// @throws DeviceError where a GPU refuses the launch.
template <class Body>
void for_each_item(std::size_t n_items, const Body& body, LaunchQueue queue) {
  const std::size_t n_tiles = (n_items + kTileItems - 1) / kTileItems;
  const detail::TileBody<Body> tile_body{body, n_items};
  const thrust::counting_iterator<std::size_t> first(0);
  const thrust::counting_iterator<std::size_t> last(n_tiles);
#if defined(TWINLINE_SYSTEM_CUDA)
  try {
    thrust::for_each(thrust::cuda::par_nosync.on(static_cast<cudaStream_t>(queue)), first, last,
                     tile_body);
  } catch (const thrust::system_error& failure) {
    throw_cuda_error(static_cast<cudaError_t>(failure.code().value()), "the launch of a kernel");
  }
#else
  static_cast<void>(queue);
  if (n_items < kParallelItems) {
    for (std::size_t tile = 0; tile < n_tiles; ++tile) tile_body(tile);
    return;
  }
  thrust::for_each(thrust::device, first, last, tile_body);
#endif
}

}  // namespace twinline::TWINLINE_SYSTEM
