#include "twinline/core/distribution.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "twinline/core/empirical.h"
#include "twinline/core/error.h"
#include "twinline/math/elementary.h"
#include "twinline/math/normal_quantile.h"

namespace twinline {

namespace {

/// Plain double arithmetic: no promotion to long double, which costs much and adds nothing here.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

std::string text(double value) {
  char buffer[32];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, result.ptr};
}

void require(bool condition, const std::string& message) {
  if (!condition) {
    throw ArgumentError(message);
  }
}

void require_finite(const char* name, const char* parameter, double value) {
  require(std::isfinite(value), std::string(name) + ": " + parameter +
                                    " must be a finite number, received " + text(value));
}

void require_positive(const char* name, const char* parameter, double value) {
  require(std::isfinite(value) && value > 0,
          std::string(name) + ": " + parameter + " must be > 0, received " + text(value));
}

void require_not_negative(const char* name, const char* parameter, double value) {
  require(std::isfinite(value) && value >= 0,
          std::string(name) + ": " + parameter + " must be >= 0, received " + text(value));
}

void require_order(const char* name, const char* lower, double low, const char* upper,
                   double high) {
  require(low <= high, std::string(name) + ": " + lower + " " + text(low) + " must not exceed " +
                           upper + " " + text(high));
}

Distribution make(DistributionKind kind, double a, double b, double mean, double variance) {
  Distribution result;
  result.kind = kind;
  result.a = a;
  result.b = b;
  result.mean = mean;
  result.variance = variance;
  return result;
}

/// P(standard normal < x).
double normal_cdf(double x) {
  return std::isinf(x) ? (x > 0 ? 1.0 : 0.0)
                       : 0.5 * boost::math::erfc(-x * 0.70710678118654752440, Policy());
}

double normal_density(double x) {
  return std::isinf(x) ? 0.0 : 0.39894228040143267794 * math::exp(-0.5 * x * x);
}

/// log(1 + x) without cancellation for small x (Goldberg 1991, theorem 4).
double log_one_plus(double x) {
  const double y = 1.0 + x;
  return y == 1.0 ? x : x * (math::log(y) / (y - 1.0));
}

double triangular_quantile(const Distribution& f, double u) {
  const double span = f.c - f.a;
  const double left = f.b - f.a;
  return u * span < left ? f.a + std::sqrt(u * span * left)
                         : f.c - std::sqrt((1.0 - u) * span * (f.c - f.b));
}

double geometric_quantile(const Distribution& f, double u) {
  return f.a * std::fmax(1.0, std::ceil(log_one_plus(-u) / f.b));
}

double truncated_normal_quantile(const Distribution& f, double u) {
  // Bounds above the mean are mirrored (p, q are then upper tails), where probabilities keep
  // their digits.
  const bool mirrored = f.c > f.a;
  const double z = mirrored ? -math::normal_quantile(f.q + (1.0 - u) * (f.p - f.q))
                            : math::normal_quantile(f.p + u * (f.q - f.p));
  return std::fmin(f.d, std::fmax(f.c, f.a + f.b * z));
}

}  // namespace

Distribution constant(double value) {
  require_finite("constant", "value", value);
  return make(DistributionKind::kConstant, value, 0, value, 0);
}

Distribution uniform(double low, double high) {
  require_finite("uniform", "low", low);
  require_finite("uniform", "high", high);
  require_order("uniform", "low", low, "high", high);
  if (low == high) {
    return constant(low);
  }
  const double width = high - low;
  return make(DistributionKind::kUniform, low, high, low + 0.5 * width, width * width / 12.0);
}

Distribution exponential(double mean) {
  require_positive("exponential", "mean", mean);
  return make(DistributionKind::kExponential, mean, 0, mean, mean * mean);
}

Distribution triangular(double low, double mode, double high) {
  require_finite("triangular", "low", low);
  require_finite("triangular", "mode", mode);
  require_finite("triangular", "high", high);
  require_order("triangular", "low", low, "mode", mode);
  require_order("triangular", "mode", mode, "high", high);
  if (low == high) {
    return constant(low);
  }
  const double left = mode - low;
  const double width = high - low;
  const double variance = (width * width - left * width + left * left) / 18.0;
  Distribution result =
      make(DistributionKind::kTriangular, low, mode, low + (left + width) / 3.0, variance);
  result.c = high;
  return result;
}

Distribution normal(double mean, double standard_deviation) {
  require_finite("normal", "mean", mean);
  require_not_negative("normal", "standard deviation", standard_deviation);
  if (standard_deviation == 0) {
    return constant(mean);
  }
  return make(DistributionKind::kNormal, mean, standard_deviation, mean,
              standard_deviation * standard_deviation);
}

Distribution truncated_normal(double mean, double standard_deviation, double low, double high) {
  constexpr const char* kName = "truncated normal";
  require_finite(kName, "mean", mean);
  require_finite(kName, "low", low);
  require(!std::isnan(high), "truncated normal: high must be a number");
  require_not_negative(kName, "standard deviation", standard_deviation);
  require_order(kName, "low", low, "high", high);
  if (standard_deviation == 0 || low == high) {
    const double value = low == high ? low : mean;
    require(low <= value && value <= high,
            "truncated normal: mean " + text(mean) + " must lie between the bounds");
    return constant(value);
  }
  const bool mirrored = low > mean;
  const double alpha = (low - mean) / standard_deviation;
  const double beta = (high - mean) / standard_deviation;
  const double p = normal_cdf(mirrored ? -alpha : alpha);
  const double q = normal_cdf(mirrored ? -beta : beta);
  const double mass = mirrored ? p - q : q - p;
  require(mass > 1e-290,
          "truncated normal: no probability between low " + text(low) + " and high " + text(high));
  // Johnson, Kotz, Balakrishnan: Continuous Univariate Distributions 1, section 13.10.1.
  const double at_low = normal_density(alpha) / mass;
  const double at_high = normal_density(beta) / mass;
  const double shift = at_low - at_high;
  const double weighted = alpha * at_low - (std::isinf(beta) ? 0.0 : beta * at_high);
  const double variance =
      standard_deviation * standard_deviation * (1.0 + weighted - shift * shift);
  Distribution result = make(DistributionKind::kTruncatedNormal, mean, standard_deviation,
                             mean + standard_deviation * shift, std::fmax(0.0, variance));
  result.c = low;
  result.d = high;
  result.p = p;
  result.q = q;
  return result;
}

Distribution lognormal(double mean, double cv) {
  require_positive("lognormal", "mean", mean);
  require_not_negative("lognormal", "coefficient of variation", cv);
  if (cv == 0) {
    return constant(mean);
  }
  const double sigma_squared = log_one_plus(cv * cv);
  return make(DistributionKind::kLognormal, math::log(mean) - 0.5 * sigma_squared,
              std::sqrt(sigma_squared), mean, mean * mean * cv * cv);
}

Distribution weibull(double shape, double scale) {
  require_positive("weibull", "shape", shape);
  require_positive("weibull", "scale", scale);
  const double first = boost::math::tgamma(1.0 + 1.0 / shape);
  const double second = boost::math::tgamma(1.0 + 2.0 / shape);
  return make(DistributionKind::kWeibull, shape, scale, scale * first,
              scale * scale * (second - first * first));
}

Distribution gamma(double shape, double scale) {
  require_positive("gamma", "shape", shape);
  require_positive("gamma", "scale", scale);
  return make(DistributionKind::kGamma, shape, scale, shape * scale, shape * scale * scale);
}

Distribution erlang(int phases, double mean) {
  require(phases >= 1, "erlang: phases must be >= 1, received " + std::to_string(phases));
  require_positive("erlang", "mean", mean);
  return phases == 1 ? exponential(mean) : gamma(phases, mean / phases);
}

Distribution geometric(double slot, double success) {
  require_positive("geometric", "slot", slot);
  require(success > 0 && success <= 1,
          "geometric: the probability must lie in (0, 1], received " + text(success));
  if (success == 1) {
    return constant(slot);
  }
  return make(DistributionKind::kGeometric, slot, log_one_plus(-success), slot / success,
              slot * slot * (1.0 - success) / (success * success));
}

Distribution beta(double alpha, double beta, double low, double high) {
  require_positive("beta", "alpha", alpha);
  require_positive("beta", "beta", beta);
  require_finite("beta", "low", low);
  require_finite("beta", "high", high);
  require_order("beta", "low", low, "high", high);
  if (low == high) {
    return constant(low);
  }
  const double sum = alpha + beta;
  const double width = high - low;
  const double variance = width * width * (alpha / sum) * (beta / sum) / (sum + 1.0);
  Distribution result =
      make(DistributionKind::kBeta, alpha, beta, low + width * (alpha / sum), variance);
  result.c = low;
  result.d = high;
  return result;
}

double quantile(const Distribution& f, const EmpiricalTable& table, double u) {
  switch (f.kind) {
    case DistributionKind::kConstant:
    case DistributionKind::kUniform:
    case DistributionKind::kExponential:
      return sample(f, table, u);
    case DistributionKind::kTriangular:
      return triangular_quantile(f, u);
    case DistributionKind::kNormal:
      return f.a + f.b * math::normal_quantile(u);
    case DistributionKind::kTruncatedNormal:
      return truncated_normal_quantile(f, u);
    case DistributionKind::kGeometric:
      return geometric_quantile(f, u);
    case DistributionKind::kLognormal:
      return math::exp(f.a + f.b * math::normal_quantile(u));
    case DistributionKind::kWeibull:
      return f.b * math::pow(-math::log(1.0 - u), 1.0 / f.a);
    case DistributionKind::kGamma:
      return f.b * boost::math::gamma_p_inv(f.a, u, Policy());
    case DistributionKind::kBeta:
      return f.c + (f.d - f.c) * boost::math::ibeta_inv(f.a, f.b, u, Policy());
    case DistributionKind::kEmpirical:
      return empirical_quantile(f, table, u);
  }
  throw InvariantError("internal error: unknown kind of distribution");
}

}  // namespace twinline
