#include <doctest/doctest.h>

#include "twinline/batch/cuda_check.h"

namespace twinline {

TEST_SUITE("batch.cuda_check") {
  TEST_CASE("failure_of: tells full memory from a lost device from the rest") {
    CHECK(failure_of(cudaErrorMemoryAllocation) == DeviceFailure::kOutOfMemory);
    CHECK(failure_of(cudaErrorNoDevice) == DeviceFailure::kDeviceLost);
    CHECK(failure_of(cudaErrorInsufficientDriver) == DeviceFailure::kDeviceLost);
    CHECK(failure_of(cudaErrorIllegalAddress) == DeviceFailure::kDeviceLost);
    CHECK(failure_of(cudaErrorLaunchFailure) == DeviceFailure::kDeviceLost);
    CHECK(failure_of(cudaErrorInvalidValue) == DeviceFailure::kOther);
    CHECK(failure_of(cudaErrorNoKernelImageForDevice) == DeviceFailure::kOther);
  }

  TEST_CASE("cuda_try: success passes and an error throws with its call and its kind") {
    TWINLINE_CUDA_TRY(cudaSuccess);
    try {
      TWINLINE_CUDA_TRY(cudaErrorMemoryAllocation);
      FAIL("no error");
    } catch (const DeviceError& error) {
      CHECK(error.failure() == DeviceFailure::kOutOfMemory);
      CHECK(std::string(error.what()) == "out of memory [cudaErrorMemoryAllocation]");
    }
  }
}

}  // namespace twinline
