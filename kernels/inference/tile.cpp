#include "twinline/inference/tile.h"

#include "twinline/inference/tile_runners.h"

namespace twinline::inference {

RunTile tile_runner(Instructions instructions) {
  if (instructions == Instructions::kAvx512) return avx512_runner();
  return instructions == Instructions::kAvx2 ? avx2_runner() : plain_runner();
}

RunTile best_tile_runner() {
  if (const RunTile runner = avx512_runner()) return runner;
  if (const RunTile runner = avx2_runner()) return runner;
  return plain_runner();
}

}  // namespace twinline::inference
