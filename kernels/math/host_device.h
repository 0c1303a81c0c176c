#pragma once

/// Marks a function of a kernel. nvcc compiles it for the host and for the device. A plain C++
/// compiler puts it into its caller, always: so it is compiled for the processor that the caller is
/// compiled for (kernels/physics/tile.h), and Lanes stay in registers.
#if defined(__CUDACC__)
#define TWINLINE_HD __host__ __device__
#elif defined(__GNUC__)
#define TWINLINE_HD __attribute__((always_inline))
#else
#define TWINLINE_HD
#endif
