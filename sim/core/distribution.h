#pragma once

#include <cstdint>
#include <vector>

#include "twinline/math/elementary.h"

namespace twinline {

enum class DistributionKind : std::uint8_t {
  kConstant,         ///< a = value
  kUniform,          ///< a = low, b = high
  kExponential,      ///< a = mean
  kTriangular,       ///< a = low, b = mode, c = high
  kNormal,           ///< a = mean, b = standard deviation
  kTruncatedNormal,  ///< a, b as before; [c, d] = bounds; p, q = probabilities at them
  kLognormal,        ///< a = mu, b = sigma of the logarithm
  kWeibull,          ///< a = shape, b = scale
  kGamma,            ///< a = shape, b = scale (Erlang is the gamma of integer shape)
  kBeta,             ///< a = alpha, b = beta, scaled to [c, d]
  kGeometric,        ///< a = slot, b = log of the probability of going on
  kEmpirical,        ///< table of cumulative points; a = first index, b = number of points
};

/// A random quantity as plain numbers in SI units (durations in seconds), sampled by inverse
/// transform so that one uniform number makes one value. Made only by the functions below.
struct alignas(32) Distribution {
  DistributionKind kind = DistributionKind::kConstant;
  double a = 0, b = 0, c = 0, d = 0;
  double p = 0, q = 0;
  double mean = 0;      ///< exact mean
  double variance = 0;  ///< exact variance
  bool is_constant() const { return kind == DistributionKind::kConstant; }
};

/// The points of all empirical distributions of a plant: value at cumulative probability, linear in
/// between (a step where two neighbours share a value or a probability).
struct EmpiricalTable {
  std::vector<double> cumulative;  ///< rising, last of each distribution = 1
  std::vector<double> value;
};

/// All of these throw ArgumentError with the reason when a parameter is out of range or not finite,
/// and give a constant where the spread is zero. Formulas: docs/methods/distributions.md.
Distribution constant(double value);
Distribution uniform(double low, double high);
Distribution exponential(double mean);
Distribution triangular(double low, double mode, double high);
Distribution normal(double mean, double standard_deviation);
/// Normal conditioned on [low, high]; high may be infinite.
/// `mean` and `standard_deviation` are those before the truncation.
Distribution truncated_normal(double mean, double standard_deviation, double low, double high);
/// By its own mean and coefficient of variation (not those of the logarithm).
Distribution lognormal(double mean, double cv);
Distribution weibull(double shape, double scale);
Distribution gamma(double shape, double scale);
Distribution erlang(int phases, double mean);
/// The slots up to and with the first success: slot x k with probability p (1 - p)^(k - 1).
Distribution geometric(double slot, double success);
Distribution beta(double alpha, double beta, double low, double high);
/// Appends the points to `table`. `discrete`: each value is an atom with the given weight;
/// otherwise the values are observations and the quantile function is linear between them, from the
/// smallest to the largest. Empty weights: all alike.
Distribution empirical(EmpiricalTable& table, const std::vector<double>& values,
                       const std::vector<double>& weights, bool discrete);

/// Quantile at u in (0, 1): the inverse of the cumulative distribution function, never falling in
/// u. Weibull, gamma and beta quantiles take 0.1 to several microseconds, the others tens of
/// nanoseconds.
double quantile(const Distribution& distribution, const EmpiricalTable& table, double u);

/// quantile() with the frequent kinds inline.
inline double sample(const Distribution& distribution, const EmpiricalTable& table, double u) {
  switch (distribution.kind) {
    case DistributionKind::kConstant:
      return distribution.a;
    case DistributionKind::kUniform:
      return distribution.a + u * (distribution.b - distribution.a);
    case DistributionKind::kExponential:
      return -distribution.a * math::log_normal(1.0 - u);
    default:
      return quantile(distribution, table, u);
  }
}

}  // namespace twinline
