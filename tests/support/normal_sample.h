#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "twinline/core/random.h"
#include "twinline/math/normal_quantile.h"

namespace twinline::test {

/// The i-th uniform number of a test's own stream.
inline double uniform(std::uint64_t seed, std::uint32_t stream, std::uint32_t i) {
  return RandomStreams{seed, 0}.uniform(Purpose::kOther, stream, 0, i);
}

/// The i-th standard normal number.
inline double normal(std::uint64_t seed, std::uint32_t stream, std::uint32_t i) {
  return math::normal_quantile(uniform(seed, stream, i));
}

/// Sojourn times of the first n jobs of an M/M/1 queue that starts empty, by Lindley's recursion.
inline std::vector<double> mm1_sojourns(std::uint64_t seed, std::uint32_t stream, double arrivals,
                                        double services, std::uint32_t n) {
  std::vector<double> sojourns;
  double wait = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double service = -std::log(uniform(seed, 2 * stream, i)) / services;
    sojourns.push_back(wait + service);
    const double gap = -std::log(uniform(seed, 2 * stream + 1, i)) / arrivals;
    wait = std::fmax(0.0, wait + service - gap);
  }
  return sojourns;
}

/// Does a share of successes of n trials agree with p? The normal approximation, erring with
/// probability 0.001.
inline bool share_agrees(std::size_t successes, std::size_t n, double p) {
  const double share = static_cast<double>(successes) / static_cast<double>(n);
  return std::fabs(share - p) <= 3.2905 * std::sqrt(p * (1 - p) / static_cast<double>(n));
}

/// Is a share of successes compatible with a probability of at least p? Errs with 0.001.
inline bool share_at_least(std::size_t successes, std::size_t n, double p) {
  const double share = static_cast<double>(successes) / static_cast<double>(n);
  return share >= p - 3.0902 * std::sqrt(p * (1 - p) / static_cast<double>(n));
}

}  // namespace twinline::test
