#include <doctest/doctest.h>

#include "twinline/batch/device_info.h"

TEST_SUITE("batch.device_info") {
  TEST_CASE("probe_cpu: is the host with the backend that the build was configured with") {
    const twinline::DeviceInfo info = twinline::probe_cpu();
    CHECK(info.backend == TWINLINE_EXPECTED_CPU_BACKEND);
    CHECK_FALSE(info.thrust_version.empty());
    CHECK(info.unusable_reason.empty());
    REQUIRE(info.devices.size() == 1);
    CHECK(info.devices[0].name == "CPU");
    CHECK(info.devices[0].n_units > 0);
    CHECK(info.devices[0].unusable_reason.empty());
  }

  TEST_CASE("probe_cuda: finds a usable device or says why there is none") {
    const twinline::DeviceInfo info = twinline::probe_cuda();
    CHECK(info.backend == "cuda");
    bool has_usable = false;
    for (const twinline::Device& device : info.devices) {
      has_usable |= device.unusable_reason.empty();
      CHECK_FALSE(device.name.empty());
      if (device.unusable_reason.empty()) CHECK(device.memory_bytes > 0);
    }
    CHECK(has_usable == info.unusable_reason.empty());
  }
}
