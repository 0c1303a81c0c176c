#pragma once

#include <cstddef>

#include "twinline/inference/program.h"
#include "twinline/inference/step_elements.h"

/// The CPU's way to run a program: a tile of neighbouring items at a time, all steps one after the
/// other, so that the rows between two steps stay in the cache.
namespace twinline::inference {

/// Items of a tile, and the pitch of its rows. Six vectors of 16 numbers, twelve of 8.
inline constexpr std::size_t kTileItems = 96;
/// The lanes that are computed are a multiple of this: the widest vector.
inline constexpr std::size_t kLaneBlock = 16;

/// Workspace of one tile; the pitch is kTileItems, rows begin at multiples of 64 bytes.
struct TileMemory {
  StepMemory rows;
  const float** points;  ///< room for Program::largest_window places
  std::size_t n_lanes;   ///< items, rounded up to a multiple of kLaneBlock
};

using RunTile = void (*)(const Program& program, const TileMemory& memory);

/// The instructions a tile can be computed with. The bits are the same with all of them.
enum class Instructions { kPlain, kAvx2, kAvx512 };

/// Runs the steps of a program on a tile with these instructions; nullptr where the processor or
/// the build lacks them.
RunTile tile_runner(Instructions instructions);

/// The fastest that this processor has.
RunTile best_tile_runner();

}  // namespace twinline::inference
