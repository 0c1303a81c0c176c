#pragma once

// Only files named *.cu include this header: it is the one place that launches through Thrust.

#include <cstddef>

#include <thrust/execution_policy.h>
#include <thrust/for_each.h>
#include <thrust/iterator/counting_iterator.h>

#include "twinline/math/host_device.h"

namespace twinline {

/// Items that one call works on: one on a GPU; on a CPU an inner loop.
/// Below kParallelItems the calling thread does the work alone: waking the others and waiting for
/// them costs more than it saves.
#if defined(TWINLINE_BACKEND_CUDA)
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

/// Calls body(item) once for each item = 0 .. n_items - 1 on the built backend, in no stated order:
/// a thread takes an item on a GPU, kTileItems neighbours on a CPU.
/// @param body copied to the device; its call operator is TWINLINE_HD and const and touches no item
///   but its own, so that the result does not depend on the order.
template <class Body>
void for_each_item(std::size_t n_items, const Body& body) {
  const std::size_t n_tiles = (n_items + kTileItems - 1) / kTileItems;
  const detail::TileBody<Body> tile_body{body, n_items};
#if !defined(TWINLINE_BACKEND_CUDA)
  if (n_items < kParallelItems) {
    for (std::size_t tile = 0; tile < n_tiles; ++tile) tile_body(tile);
    return;
  }
#endif
  thrust::for_each(thrust::device, thrust::counting_iterator<std::size_t>(0),
                   thrust::counting_iterator<std::size_t>(n_tiles), tile_body);
}

}  // namespace twinline
