#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/batch/device_error.h"
#include "twinline/batch/quantile_batch.h"
#include "twinline/core/distribution.h"
#include "twinline/core/random.h"

// The batch on a device against the same draws made one by one, as the simulation makes
// them. Equal means equal bits.

namespace twinline {
namespace {

constexpr std::uint32_t kStream = 3;
constexpr std::size_t kDraws = 100'003;  // no multiple of a tile or a block

DrawBatch make_batch(std::size_t n_draws) {
  DrawBatch batch;
  batch.seed = 0x9bec8a16f0aa802aU;
  batch.replication = 7;
  batch.context = (static_cast<std::uint32_t>(Purpose::kOther) << 24U) | kStream;
  for (std::size_t i = 0; i < n_draws; ++i) {
    batch.entity.push_back(static_cast<std::uint32_t>(i / 16));
    batch.visit.push_back(static_cast<std::uint32_t>(i % 16));
  }
  return batch;
}

double uniform_alone(const DrawBatch& batch, std::size_t i) {
  const RandomStreams streams{batch.seed, batch.replication};
  return streams.uniform(Purpose::kOther, kStream, batch.entity[i], batch.visit[i]);
}

DeviceChoice device() {
  std::string note;
  return choose_device(TWINLINE_TEST_DEVICE, note);
}

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

TEST_SUITE("batch.quantile_batch") {
  TEST_CASE("uniform_batch: equals the draws of the simulation bit for bit") {
    const DrawBatch batch = make_batch(kDraws);
    std::vector<double> value;
    uniform_batch(batch, value, device());
    REQUIRE(value.size() == kDraws);
    std::size_t n_different = 0;
    for (std::size_t i = 0; i < kDraws; ++i) {
      if (!same_bits(value[i], uniform_alone(batch, i))) ++n_different;
    }
    CHECK(n_different == 0);
  }

  TEST_CASE("exponential_batch: equals the quantile of the simulation bit for bit") {
    constexpr double kMeanS = 3.29 * 3600;
    const DrawBatch batch = make_batch(kDraws);
    const EmpiricalTable no_table;
    std::vector<double> value;
    exponential_batch(batch, kMeanS, value, device());
    REQUIRE(value.size() == kDraws);
    std::size_t n_different = 0;
    for (std::size_t i = 0; i < kDraws; ++i) {
      const double alone = quantile(exponential(kMeanS), no_table, uniform_alone(batch, i));
      if (!same_bits(value[i], alone)) ++n_different;
    }
    CHECK(n_different == 0);
  }

  TEST_CASE("exponential_batch: mean is within four standard errors of the one asked for") {
    // n = 100003 with standard error = mean / sqrt(n); alpha = 6.3e-5 two-sided; fixed seed.
    std::vector<double> value;
    exponential_batch(make_batch(kDraws), 1.0, value, device());
    double sum = 0;
    for (const double x : value) sum += x;
    const double mean = sum / static_cast<double>(kDraws);
    CHECK(std::abs(mean - 1.0) < 4.0 / std::sqrt(static_cast<double>(kDraws)));
  }

  TEST_CASE("uniform_batch: a draw does not depend on what else is in the batch") {
    const DrawBatch whole = make_batch(1000);
    DrawBatch tail = whole;
    tail.entity.erase(tail.entity.begin(), tail.entity.begin() + 137);
    tail.visit.erase(tail.visit.begin(), tail.visit.begin() + 137);
    std::vector<double> all;
    std::vector<double> part;
    uniform_batch(whole, all, device());
    uniform_batch(tail, part, device());
    CHECK(std::vector<double>(all.begin() + 137, all.end()) == part);
  }

  TEST_CASE("uniform_batch: an empty batch gives no values") {
    std::vector<double> value{1.0, 2.0};
    uniform_batch(make_batch(0), value, device());
    CHECK(value.empty());
  }

  TEST_CASE("uniform_batch: arrays of unequal length are refused") {
    DrawBatch batch = make_batch(3);
    batch.visit.pop_back();
    std::vector<double> value;
    CHECK_THROWS_AS(uniform_batch(batch, value), DeviceError);
  }
}

}  // namespace
}  // namespace twinline
