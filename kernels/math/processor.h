#pragma once

namespace twinline::math {

/// Lanes that the registers of the processor hold: 8 doubles with AVX-512, 4 with AVX2, else 2.
inline int native_lanes() {
#if defined(__x86_64__) && defined(__GNUC__)
  const bool has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                          __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
  if (__builtin_cpu_supports("avx2")) return has_avx512 ? 8 : 4;
#endif
  return 2;
}

}  // namespace twinline::math
