#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "twinline/batch/device_error.h"
#include "twinline/batch/stream.h"

namespace twinline {
namespace {

constexpr std::size_t kTooMany = std::size_t{1} << 50U;  // [bytes]

DeviceChoice cuda_device() {
  std::string note;
  return choose_device("cuda", note);
}

DeviceFailure failure_of_too_large(Stream& stream) {
  const double taken = 1;
  double given = 0;
  try {
    stream.begin({&taken, sizeof taken, &given, kTooMany},
                 [](const void* /*taken*/, void* /*given*/, LaunchQueue /*queue*/) {});
  } catch (const DeviceError& error) {
    return error.failure();
  }
  return DeviceFailure::kOther;
}

TEST_SUITE("batch.stream") {
  TEST_CASE("stream: a batch too large for memory says so and the stream goes on") {
    Stream stream(cuda_device());
    CHECK(failure_of_too_large(stream) == DeviceFailure::kOutOfMemory);
    CHECK(failure_of_too_large(stream) == DeviceFailure::kOutOfMemory);
    std::uint64_t given = 7;
    int n_launches = 0;
    const std::uint64_t taken = 1;
    stream.begin({&taken, sizeof taken, &given, 0},
                 [&](const void* in, void* /*out*/, LaunchQueue queue) {
                   CHECK(in != static_cast<const void*>(&taken));
                   CHECK(queue != nullptr);
                   ++n_launches;
                 });
    stream.finish();
    CHECK(n_launches == 1);
    CHECK(given == 7);
  }

  TEST_CASE("stream: an error of the launch passes and what was under way is dropped") {
    Stream stream(cuda_device());
    std::uint64_t given = 7;
    const std::uint64_t taken = 1;
    const BatchBytes batch{&taken, sizeof taken, &given, sizeof given};
    stream.begin(batch, [](const void*, void*, LaunchQueue) {});
    CHECK_THROWS_AS(stream.begin(batch,
                                 [](const void*, void*, LaunchQueue) {
                                   throw DeviceError("a launch", DeviceFailure::kOther);
                                 }),
                    DeviceError);
    stream.finish();
    CHECK(given == 7);
  }

  TEST_CASE("stream: a device that does not exist is refused") {
    CHECK_THROWS_AS(Stream(DeviceChoice{1000}), DeviceError);
  }
}

}  // namespace
}  // namespace twinline
