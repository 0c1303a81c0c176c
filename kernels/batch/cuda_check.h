#pragma once

// CUDA builds only.

#include <cuda_runtime_api.h>

#include "twinline/batch/device_error.h"

namespace twinline {

/// What an error of CUDA means for who asked for a kernel. Errors after which CUDA refuses all
/// further work of the process count as a lost device.
DeviceFailure failure_of(cudaError_t error);

/// Throws the DeviceError of an error. @param call what failed
[[noreturn]] void throw_cuda_error(cudaError_t error, const char* call);

}  // namespace twinline

/// Every call of CUDA's runtime goes through this: an error, of the call or of work begun before,
/// throws DeviceError with the call's text.
#define TWINLINE_CUDA_TRY(call)                                                     \
  do {                                                                              \
    if (const cudaError_t twinline_error = (call); twinline_error != cudaSuccess) { \
      ::twinline::throw_cuda_error(twinline_error, #call);                          \
    }                                                                               \
  } while (false)
