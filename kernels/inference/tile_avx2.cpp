#include <cstdint>
#include <cstring>

#include "twinline/inference/tile.h"
#include "twinline/inference/tile_runners.h"

// Processors of the last ten years: AVX2 and FMA.

#if defined(__x86_64__)

#include <immintrin.h>

#define TWINLINE_TILE __attribute__((target("avx2,fma")))

namespace twinline::inference {
namespace {

constexpr std::size_t kVecLanes = 8;
using Vec = __m256;

TWINLINE_TILE inline Vec fused(Vec a, Vec b, Vec c) { return _mm256_fmadd_ps(a, b, c); }

}  // namespace
}  // namespace twinline::inference

#include "twinline/inference/tile_kernels.inl"

namespace twinline::inference {

RunTile avx2_runner() {
  const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return has ? run_program : nullptr;
}

}  // namespace twinline::inference

#else

namespace twinline::inference {
RunTile avx2_runner() { return nullptr; }
}  // namespace twinline::inference

#endif
