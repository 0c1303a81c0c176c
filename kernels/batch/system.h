#pragma once

// A file named *.cu is compiled for the CPU and, in a CUDA build, once more by nvcc; both lie in
// one program. So what such a file and the headers that only such files include define lies in
// twinline::TWINLINE_SYSTEM, a namespace of another name in each compilation, and the C++ files
// reach it through a table of functions that both define (docs/adr/0017-two-systems.md).

#if defined(TWINLINE_SYSTEM_CUDA)
#define TWINLINE_SYSTEM cuda_system
#else
#define TWINLINE_SYSTEM cpu_system
#endif

/// The table of that name in the system which runs on a device (a DeviceChoice). A table is a
/// constant that both systems declare: namespace cpu_system { extern const Kernels batch_kernels; }
#if defined(TWINLINE_WITH_CUDA)
#define TWINLINE_KERNELS(device, table) \
  ((device).is_cuda() ? ::twinline::cuda_system::table : ::twinline::cpu_system::table)
#else
#define TWINLINE_KERNELS(device, table) (static_cast<void>(device), ::twinline::cpu_system::table)
#endif
