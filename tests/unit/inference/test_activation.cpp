#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include "twinline/inference/activation.h"

namespace twinline::inference {
namespace {

/// Distance from the exact value in units of the last place of the float nearest to it.
double float_ulps(float computed, long double exact) {
  int exponent = 0;
  std::frexp(static_cast<float>(exact), &exponent);
  const long double unit =
      std::ldexp(1.0L, std::max(exponent, std::numeric_limits<float>::min_exponent) - 24);
  return static_cast<double>(std::fabs(static_cast<long double>(computed) - exact) / unit);
}

/// The largest error over floats of every size and many in (-20, 20).
double worst_error(const std::function<float(float)>& f,
                   const std::function<long double(long double)>& exact) {
  std::mt19937_64 bits(5);
  double worst = 0;
  for (int i = 0; i < 400'000; ++i) {
    const auto word = static_cast<std::uint32_t>(bits());
    float x = 0;
    std::memcpy(&x, &word, sizeof x);
    if (i % 2 == 0) x = 20.0F * static_cast<float>(static_cast<std::int32_t>(word)) * 0x1p-31F;
    if (!std::isfinite(x)) continue;
    worst = std::max(worst, float_ulps(f(x), exact(static_cast<long double>(x))));
  }
  return worst;
}

TEST_SUITE("inference.activation") {
  TEST_CASE("sigmoid: rounds the exact value but for rare last bits") {
    const auto exact = [](long double x) { return 1.0L / (1.0L + std::exp(-x)); };
    CHECK(worst_error([](float x) { return sigmoid(x); }, exact) < 0.51);
  }

  TEST_CASE("tanh: rounds the exact value but for rare last bits") {
    const auto exact = [](long double x) { return std::tanh(x); };
    CHECK(worst_error([](float x) { return tanh(x); }, exact) < 0.51);
  }

  TEST_CASE("exp_below: rounds the exact value but for rare last bits") {
    const auto f = [](float x) { return exp_below(x < 0 ? x : -x, 0.0F); };
    const auto exact = [](long double x) { return std::exp(-std::fabs(x)); };
    CHECK(worst_error(f, exact) < 0.51);
  }

  TEST_CASE("functions: infinite arguments give limits and NaN stays NaN") {
    const float infinity = std::numeric_limits<float>::infinity();
    const float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(sigmoid(infinity) == 1.0F);
    CHECK(sigmoid(-infinity) == 0.0F);
    CHECK(tanh(infinity) == 1.0F);
    CHECK(tanh(-infinity) == -1.0F);
    CHECK(std::signbit(tanh(-0.0F)));
    CHECK(relu(-infinity) == 0.0F);
    CHECK(leaky_relu(-4.0F, 0.25F) == -1.0F);
    for (const float y : {sigmoid(nan), tanh(nan), relu(nan), leaky_relu(nan, 0.1F)}) {
      CHECK(std::isnan(y));
    }
  }
}

}  // namespace
}  // namespace twinline::inference
