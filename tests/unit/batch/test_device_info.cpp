#include <doctest/doctest.h>

#include "twinline/batch/device_info.h"

TEST_SUITE("batch.device_info") {
  TEST_CASE("probe_devices: finds a device or says why there is none") {
    const twinline::DeviceInfo info = twinline::probe_devices();
    CHECK(info.devices.empty() == !info.unusable_reason.empty());
    for (const twinline::Device& device : info.devices) {
      CHECK_FALSE(device.name.empty());
      CHECK(device.n_units > 0);
    }
  }

  TEST_CASE("probe_devices: names the backend that the build was configured with") {
    CHECK(twinline::probe_devices().backend == TWINLINE_EXPECTED_BACKEND);
  }
}
