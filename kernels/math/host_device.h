#pragma once

/// Marks a function that runs on the host and on the device: nvcc compiles it for both, a plain
/// C++ compiler sees nothing.
#if defined(__CUDACC__)
#define TWINLINE_HD __host__ __device__
#else
#define TWINLINE_HD
#endif
