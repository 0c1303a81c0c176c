#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

#include "twinline/batch/device_choice.h"
#include "twinline/batch/device_error.h"
#include "twinline/batch/device_info.h"
#include "twinline/batch/stream.h"

namespace twinline {
namespace {

bool has_cuda() { return probe_cuda().unusable_reason.empty(); }

DeviceFailure failure_of_word(const std::string& word) {
  std::string note;
  try {
    choose_device(word, note);
  } catch (const DeviceError& error) {
    CHECK(std::string(error.what()).find(word) != std::string::npos);
    CHECK(std::string(error.what()).find("twinline devices") != std::string::npos);
    return error.failure();
  }
  return DeviceFailure::kOther;
}

TEST_SUITE("batch.device_choice") {
  TEST_CASE("choose_device: the CPU is always there and needs no note") {
    std::string note = "old";
    CHECK_FALSE(choose_device("cpu", note).is_cuda());
    CHECK(note.empty());
  }

  TEST_CASE("choose_device: auto falls back to the CPU and says why in one line") {
    std::string note;
    CHECK(choose_device("auto", note).is_cuda() == has_cuda());
    CHECK(note.empty() == has_cuda());
    CHECK(note.find('\n') == std::string::npos);
    if (!has_cuda()) CHECK(note.find(probe_cuda().unusable_reason) != std::string::npos);
  }

  TEST_CASE("choose_device: a CUDA device that is not there is an error") {
    CHECK(failure_of_word("cuda:1000") == DeviceFailure::kDeviceLost);
    if (!has_cuda()) {
      CHECK(failure_of_word("cuda") == DeviceFailure::kDeviceLost);
      CHECK(failure_of_word("cuda:0") == DeviceFailure::kDeviceLost);
    }
  }

  TEST_CASE("choose_device: other words are refused") {
    std::string note;
    for (const char* word : {"", "gpu", "CPU", "cuda:", "cuda:x", "cuda:-1", "cuda:1x", "cuda0"}) {
      CAPTURE(word);
      CHECK_THROWS_AS(choose_device(word, note), std::invalid_argument);
    }
  }
}

TEST_SUITE("batch.stream") {
  TEST_CASE("stream: on a CPU a batch is done when it is begun on the host's own arrays") {
    Stream stream;
    const int taken = 3;
    int given = 0;
    stream.begin({&taken, sizeof taken, &given, sizeof given},
                 [&](const void* in, void* out, LaunchQueue queue) {
                   CHECK(in == &taken);
                   CHECK(out == &given);
                   CHECK(queue == nullptr);
                   given = 4;
                 });
    CHECK(given == 4);
    stream.finish();
    CHECK(given == 4);
  }

  TEST_CASE("stream: a CUDA device that is not there is a lost device") {
    if (has_cuda()) return;
    try {
      const Stream stream(DeviceChoice{0});
      FAIL("no error");
    } catch (const DeviceError& error) {
      CHECK(error.failure() == DeviceFailure::kDeviceLost);
    }
  }
}

}  // namespace
}  // namespace twinline
