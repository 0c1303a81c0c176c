#include <cmath>
#include <cstdint>
#include <cstring>

#include "twinline/inference/tile.h"
#include "twinline/inference/tile_runners.h"

// Any processor. Where it has no fused multiply-add, the library's exact one is called.

#define TWINLINE_TILE

namespace twinline::inference {
namespace {

constexpr std::size_t kVecLanes = 4;
using Vec = float __attribute__((vector_size(kVecLanes * sizeof(float))));

inline Vec fused(Vec a, Vec b, Vec c) {
  for (std::size_t i = 0; i < kVecLanes; ++i) c[i] = __builtin_fmaf(a[i], b[i], c[i]);
  return c;
}

}  // namespace
}  // namespace twinline::inference

#include "twinline/inference/tile_kernels.inl"

namespace twinline::inference {

RunTile plain_runner() { return run_program; }

}  // namespace twinline::inference
