#pragma once

/// Marks a function that runs on the host and on the device: nvcc compiles it for both, a plain
/// C++ compiler sees nothing.
#if defined(__CUDACC__)
#define TWINLINE_HD __host__ __device__
#else
#define TWINLINE_HD
#endif

/// Before a loop: not unrolled in device code. For loops over arrays so long that unrolling them
/// spills registers (tools/dev/check_cuda).
#if defined(__CUDA_ARCH__)
#define TWINLINE_ROLLED _Pragma("unroll 1")
#else
#define TWINLINE_ROLLED
#endif
