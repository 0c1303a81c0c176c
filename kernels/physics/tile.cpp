#include "twinline/physics/tile.h"

#include "twinline/physics/tile_table.h"

namespace twinline {

TileFunction find_tile_function(const ModelInfo& model, int n_lanes) {
  switch (n_lanes) {
    case 8:
      return find_tile_of_8(model.name);
    case 4:
      return find_tile_of_4(model.name);
    default:
      return find_tile_function<2>(Models{}, model.name);
  }
}

}  // namespace twinline
