#include "twinline/batch/cuda_check.h"

#include <string>

namespace twinline {

DeviceFailure failure_of(cudaError_t error) {
  switch (error) {
    case cudaErrorMemoryAllocation:
      return DeviceFailure::kOutOfMemory;
    case cudaErrorInitializationError:
    case cudaErrorInsufficientDriver:
    case cudaErrorDevicesUnavailable:
    case cudaErrorNoDevice:
    case cudaErrorInvalidDevice:
    case cudaErrorDeviceUninitialized:
    case cudaErrorECCUncorrectable:
    case cudaErrorNvlinkUncorrectable:
    case cudaErrorIllegalAddress:
    case cudaErrorLaunchTimeout:
    case cudaErrorContextIsDestroyed:
    case cudaErrorAssert:
    case cudaErrorHardwareStackError:
    case cudaErrorIllegalInstruction:
    case cudaErrorMisalignedAddress:
    case cudaErrorInvalidAddressSpace:
    case cudaErrorInvalidPc:
    case cudaErrorLaunchFailure:
    case cudaErrorSystemNotReady:
    case cudaErrorSystemDriverMismatch:
    case cudaErrorUnknown:
      return DeviceFailure::kDeviceLost;
    default:
      return DeviceFailure::kOther;
  }
}

void throw_cuda_error(cudaError_t error, const char* call) {
  (void)cudaGetLastError();  // the runtime keeps the error; a later call must not report it
  throw DeviceError(std::string(cudaGetErrorString(error)) + " [" + call + "]", failure_of(error));
}

}  // namespace twinline
