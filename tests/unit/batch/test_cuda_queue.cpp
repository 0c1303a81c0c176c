#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "fake_cuda.h"
#include "twinline/batch/device_choice.h"
#include "twinline/batch/device_error.h"
#include "twinline/batch/device_info.h"
#include "twinline/batch/stream.h"

// What the host does around a CUDA device, on a runtime that has none and is late on purpose.

namespace twinline {
namespace {

constexpr DeviceChoice kDevice{1};

/// One number in, its double out; n_given says more where a test wants large buffers.
void begin_double(Stream& stream, const double& taken, double& given) {
  stream.begin({&taken, sizeof taken, &given, sizeof given},
               [](const void* in, void* out, LaunchQueue queue) {
                 fake_cuda::enqueue(queue, [=] {
                   *static_cast<double*>(out) = 2 * *static_cast<const double*>(in);
                 });
               });
}

template <class Call>
DeviceFailure failure_of_call(const Call& call) {
  try {
    call();
  } catch (const DeviceError& error) {
    return error.failure();
  }
  FAIL("no error");
  return DeviceFailure::kOther;
}

TEST_SUITE("batch.cuda_queue") {
  TEST_CASE("stream: begin returns before the kernel ran and the input may change at once") {
    fake_cuda::reset();
    Stream stream(kDevice);
    double taken = 3;
    double given = 0;
    begin_double(stream, taken, given);
    taken = 100;
    CHECK(given == 0);
    stream.finish();
    CHECK(given == 6);
    CHECK(fake_cuda::current_device() == 1);
  }

  TEST_CASE("stream: two are under way and a third waits for the first alone") {
    fake_cuda::reset();
    Stream stream(kDevice);
    const std::vector<double> taken{1, 2, 3, 4, 5};
    std::vector<double> given(5, 0.0);
    for (std::size_t b = 0; b < taken.size(); ++b) {
      begin_double(stream, taken[b], given[b]);
      for (std::size_t earlier = 0; earlier <= b; ++earlier) {
        CHECK(given[earlier] == (earlier + 2 <= b ? 2 * taken[earlier] : 0.0));
      }
    }
    stream.finish();
    CHECK(given == std::vector<double>{2, 4, 6, 8, 10});
    stream.finish();
    begin_double(stream, taken[4], given[0]);
    stream.finish();
    CHECK(given[0] == 10);
  }

  TEST_CASE("stream: there is room until two are under way, and again once the first is done") {
    fake_cuda::reset();
    Stream stream(kDevice);
    const std::vector<double> taken{1, 2, 3};
    std::vector<double> given(3, 0.0);
    CHECK(stream.has_room());
    begin_double(stream, taken[0], given[0]);
    CHECK(stream.has_room());
    begin_double(stream, taken[1], given[1]);
    CHECK_FALSE(stream.has_room());
    begin_double(stream, taken[2], given[2]);  // waits for the first, the third is not done
    CHECK_FALSE(stream.has_room());
    stream.finish();
    CHECK(stream.has_room());
    begin_double(stream, taken[0], given[0]);
    begin_double(stream, taken[1], given[1]);
    fake_cuda::lose_device();
    CHECK(stream.has_room());  // begin() finds the loss
    CHECK(failure_of_call([&] { begin_double(stream, taken[2], given[2]); }) ==
          DeviceFailure::kDeviceLost);
  }

  TEST_CASE("stream: buffers grow while another batch is under way and all is released") {
    fake_cuda::reset();
    {
      Stream stream(kDevice);
      std::vector<std::vector<double>> given;
      const std::vector<double> taken(5000, 7.0);
      for (const std::size_t n : {1UL, 5000UL, 10UL, 800UL, 4000UL}) given.emplace_back(n, 0.0);
      for (std::vector<double>& numbers : given) {
        const std::size_t n_bytes = numbers.size() * sizeof(double);
        const std::size_t n = numbers.size();
        stream.begin({taken.data(), n_bytes, numbers.data(), n_bytes},
                     [n](const void* in, void* out, LaunchQueue queue) {
                       fake_cuda::enqueue(queue, [=] {
                         for (std::size_t i = 0; i < n; ++i) {
                           static_cast<double*>(out)[i] = static_cast<const double*>(in)[i] + 1;
                         }
                       });
                     });
      }
      stream.finish();
      for (const auto& numbers : given) CHECK(numbers == std::vector<double>(numbers.size(), 8.0));
      Stream moved = std::move(stream);
      begin_double(moved, taken[0], given[0][0]);
    }
    CHECK(fake_cuda::n_held() == 0);
  }

  TEST_CASE("stream: full memory is told from other errors and a smaller batch goes on") {
    fake_cuda::reset();
    fake_cuda::limit_memory(100'000);
    Stream stream(kDevice);
    const double taken = 3;
    double given = 0;
    double dropped = 0;
    begin_double(stream, taken, dropped);
    CHECK(failure_of_call([&] {
            stream.begin({&taken, sizeof taken, &given, 200'000},
                         [](const void*, void*, LaunchQueue) {});
          }) == DeviceFailure::kOutOfMemory);
    stream.finish();
    CHECK(dropped == 0);
    begin_double(stream, taken, given);
    stream.finish();
    CHECK(given == 6);
  }

  TEST_CASE("stream: a device lost while batches are under way ends them and the CPU goes on") {
    fake_cuda::reset();
    const double taken = 3;
    double given = 0;
    {
      Stream stream(kDevice);
      begin_double(stream, taken, given);
      fake_cuda::lose_device();
      CHECK(failure_of_call([&] { stream.finish(); }) == DeviceFailure::kDeviceLost);
      CHECK(failure_of_call([&] { begin_double(stream, taken, given); }) ==
            DeviceFailure::kDeviceLost);
      stream.finish();  // nothing is under way
    }
    CHECK(given == 0);
    CHECK(fake_cuda::n_held() == 0);
    Stream cpu;
    cpu.begin({&taken, sizeof taken, &given, sizeof given},
              [&](const void*, void*, LaunchQueue) { given = 2 * taken; });
    CHECK(given == 6);
  }

  TEST_CASE("probe_cuda: a device too old for the kernels is listed and not chosen") {
    fake_cuda::reset();
    const DeviceInfo info = probe_cuda();
    CHECK(info.unusable_reason.empty());
    REQUIRE(info.devices.size() == 2);
    CHECK(info.devices[0].unusable_reason ==
          "kernels were compiled for compute capability 8.0 and later");
    CHECK(info.devices[1].unusable_reason.empty());
    CHECK(info.devices[1].compute_capability == "9.0");

    std::string note;
    CHECK(choose_device("auto", note).cuda_index == 1);
    CHECK(note.empty());
    CHECK(choose_device("cuda", note).cuda_index == 1);
    CHECK(choose_device("cuda:1", note).cuda_index == 1);
    CHECK_THROWS_AS(choose_device("cuda:0", note), DeviceError);
    CHECK_THROWS_AS(choose_device("cuda:2", note), DeviceError);
  }

  TEST_CASE("probe_cuda: a driver that fails is the reason") {
    fake_cuda::reset();
    fake_cuda::lose_device();
    std::string note;
    CHECK_FALSE(choose_device("auto", note).is_cuda());
    CHECK(note == "kernels run on the CPU: no CUDA device: a fake error");
  }
}

}  // namespace
}  // namespace twinline
