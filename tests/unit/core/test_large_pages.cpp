#include <cstdint>
#include <numeric>

#include <doctest/doctest.h>

#include "twinline/core/large_pages.h"

namespace twinline {
namespace {

TEST_SUITE("core.large_pages") {
  TEST_CASE("a vector keeps its values while it grows from small to large pieces of memory") {
    LargeVector<std::uint32_t> values;
    for (std::uint32_t i = 0; i < 2'000'000; ++i) values.push_back(i);
    const LargeVector<std::uint32_t> copy = values;
    values.clear();
    values.shrink_to_fit();
    CHECK(copy.size() == 2'000'000);
    CHECK(std::accumulate(copy.begin(), copy.end(), std::uint64_t{0}) == 1'999'999'000'000);
  }

  TEST_CASE("a large piece begins a large page and a small one does not take one") {
    constexpr std::uintptr_t kPage = LargePageAllocator<std::uint64_t>::kPage;
    const LargeVector<std::uint64_t> large(1'000'000);
    CHECK(reinterpret_cast<std::uintptr_t>(large.data()) % kPage == 0);
    CHECK(LargePageAllocator<std::uint64_t>::alignment(1000) ==
          std::align_val_t{alignof(std::uint64_t)});
  }

  TEST_CASE("what is aligned to a cache line stays so") {
    struct alignas(64) Line {
      std::uint64_t word = 0;
    };
    for (const std::size_t n : {1U, 3U, 100'000U}) {
      const LargeVector<Line> lines(n);
      CHECK(reinterpret_cast<std::uintptr_t>(lines.data()) % 64 == 0);
    }
  }
}

}  // namespace
}  // namespace twinline
