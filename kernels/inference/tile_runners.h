#pragma once

#include "twinline/inference/tile.h"

/// One function a tile_*.cpp; nullptr where this processor or build cannot run it.
namespace twinline::inference {

RunTile plain_runner();
RunTile avx2_runner();
RunTile avx512_runner();

}  // namespace twinline::inference
