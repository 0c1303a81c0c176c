#include <cstdint>
#include <cstring>

#include "twinline/inference/tile.h"
#include "twinline/inference/tile_runners.h"

// Processors with AVX-512.

#if defined(__x86_64__)

#include <immintrin.h>

#define TWINLINE_TILE __attribute__((target("avx512f,avx512dq,avx512vl,fma")))

namespace twinline::inference {
namespace {

constexpr std::size_t kVecLanes = 16;
using Vec = __m512;

TWINLINE_TILE inline Vec fused(Vec a, Vec b, Vec c) { return _mm512_fmadd_ps(a, b, c); }

}  // namespace
}  // namespace twinline::inference

#include "twinline/inference/tile_kernels.inl"

namespace twinline::inference {

RunTile avx512_runner() {
  const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512vl");
  return has ? run_program : nullptr;
}

}  // namespace twinline::inference

#else

namespace twinline::inference {
RunTile avx512_runner() { return nullptr; }
}  // namespace twinline::inference

#endif
