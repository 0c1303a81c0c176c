#include "twinline/core/empirical.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>

#include "twinline/core/error.h"

namespace twinline {

namespace {

struct Weighted {
  double value;
  double weight;
};

std::vector<Weighted> checked(const std::vector<double>& values,
                              const std::vector<double>& weights) {
  if (values.empty()) {
    throw ArgumentError("empirical: at least one value is needed");
  }
  if (!weights.empty() && weights.size() != values.size()) {
    throw ArgumentError("empirical: " + std::to_string(values.size()) + " values but " +
                        std::to_string(weights.size()) + " weights");
  }
  std::vector<Weighted> points;
  double total = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double weight = weights.empty() ? 1.0 : weights[i];
    if (!std::isfinite(values[i])) {
      throw ArgumentError("empirical: value " + std::to_string(i + 1) + " must be a finite number");
    }
    if (!(weight >= 0) || !std::isfinite(weight)) {
      throw ArgumentError("empirical: weight " + std::to_string(i + 1) + " must be >= 0");
    }
    total += weight;
    if (weight > 0) {
      points.push_back({values[i], weight});
    }
  }
  if (points.empty() || !std::isfinite(total)) {
    throw ArgumentError("empirical: the sum of the weights must be positive and finite");
  }
  std::stable_sort(points.begin(), points.end(),
                   [](const Weighted& a, const Weighted& b) { return a.value < b.value; });
  return points;
}

/// Appends (probability, value) pairs: two for an atom, one for an observation, whose probability
/// is counted at the middle of its weight.
void append_points(EmpiricalTable& table, const std::vector<Weighted>& points, bool discrete) {
  const std::size_t first = table.value.size();
  double below = 0;
  for (const Weighted& point : points) {
    table.cumulative.push_back(discrete ? below : below + 0.5 * point.weight);
    table.value.push_back(point.value);
    below += point.weight;
    if (discrete) {
      table.cumulative.push_back(below);
      table.value.push_back(point.value);
    }
  }
  const double low = table.cumulative[first];
  const double span = table.cumulative.back() - low;
  for (std::size_t i = first; i < table.cumulative.size(); ++i) {
    table.cumulative[i] = (table.cumulative[i] - low) / span;
  }
  table.cumulative.back() = 1.0;
}

}  // namespace

Distribution empirical(EmpiricalTable& table, const std::vector<double>& values,
                       const std::vector<double>& weights, bool discrete) {
  const std::vector<Weighted> points = checked(values, weights);
  if (points.front().value == points.back().value) {
    return constant(points.front().value);
  }
  const std::size_t first = table.value.size();
  append_points(table, points, discrete);

  Distribution result;
  result.kind = DistributionKind::kEmpirical;
  result.a = static_cast<double>(first);
  result.b = static_cast<double>(table.value.size() - first);
  // Moments of the piecewise linear quantile function, the second one about the mean.
  for (std::size_t i = first + 1; i < table.value.size(); ++i) {
    const double p = table.cumulative[i] - table.cumulative[i - 1];
    result.mean += p * 0.5 * (table.value[i - 1] + table.value[i]);
  }
  for (std::size_t i = first + 1; i < table.value.size(); ++i) {
    const double p = table.cumulative[i] - table.cumulative[i - 1];
    const double left = table.value[i - 1] - result.mean;
    const double right = table.value[i] - result.mean;
    result.variance += p * (left * left + left * right + right * right) / 3.0;
  }
  return result;
}

double empirical_quantile(const Distribution& distribution, const EmpiricalTable& table, double u) {
  const auto first = static_cast<std::size_t>(distribution.a);
  const auto count = static_cast<std::size_t>(distribution.b);
  const double* cumulative = table.cumulative.data() + first;
  const double* value = table.value.data() + first;
  const auto i = static_cast<std::size_t>(
      std::lower_bound(cumulative + 1, cumulative + count - 1, u) - cumulative);
  const double fraction = (u - cumulative[i - 1]) / (cumulative[i] - cumulative[i - 1]);
  return value[i - 1] + fraction * (value[i] - value[i - 1]);
}

}  // namespace twinline
