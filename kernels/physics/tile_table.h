#pragma once

#include <cstring>

#include "twinline/physics/registry.h"
#include "twinline/physics/tile.h"

namespace twinline {

template <int W, class... Model>
TileFunction find_tile_function(ModelList<Model...> /*models*/, const char* name) {
  TileFunction found = nullptr;
  (void)((std::strcmp(Model::kName, name) == 0 && (found = &evaluate_tile<Model, W>, true)) || ...);
  return found;
}

// Each in a file of its own, compiled for its processor.
TileFunction find_tile_of_4(const char* name);
TileFunction find_tile_of_8(const char* name);

}  // namespace twinline
