#pragma once

#include <cstddef>
#include <vector>

#include "twinline/batch/fields.h"
#include "twinline/inference/network.h"
#include "twinline/inference/tile.h"

namespace twinline::inference {

/// Memory of one worker.
struct TileWorkspace {
  std::vector<float> rows;
  std::vector<const float*> points;

  void grow(const Program& program);
  /// Room for `n_lanes` items, 64-byte aligned.
  TileMemory memory(const Program& program, std::size_t n_lanes);
};

/// Runs tiles [first, last) of a batch, tile t being the items from t * kTileItems on.
/// @param n_items of the whole batch.
void forward_tiles(const Program& program, RunTile run, std::size_t n_items, Fields<const float> in,
                   Fields<float> out, TileWorkspace& workspace, std::size_t first,
                   std::size_t last);

}  // namespace twinline::inference
