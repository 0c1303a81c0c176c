#include "twinline/experiment/statistics/metamodel.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

#include "twinline/core/accumulators.h"
#include "twinline/core/error.h"
#include "twinline/results/summary.h"

namespace twinline {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// A column of a factor's main effect.
struct ModelColumn {
  std::string name;
  std::vector<double> values;
};

std::vector<ModelColumn> main_columns(const ModelFactor& factor) {
  const std::size_t n = factor.values.size();
  if (factor.numeric) {
    const auto [low, high] = std::minmax_element(factor.values.begin(), factor.values.end());
    const double middle = (*low + *high) / 2;
    const double half = *high > *low ? (*high - *low) / 2 : 1;
    ModelColumn column{factor.name, std::vector<double>(n)};
    for (std::size_t i = 0; i < n; ++i) column.values[i] = (factor.values[i] - middle) / half;
    return {column};
  }
  std::vector<ModelColumn> columns;
  const std::size_t last = factor.levels.size() - 1;
  for (std::size_t level = 0; level < last; ++level) {
    ModelColumn column{factor.name + "[" + factor.levels[level] + "]", std::vector<double>(n, 0.0)};
    for (std::size_t i = 0; i < n; ++i) {
      const auto own = static_cast<std::size_t>(factor.values[i]);
      if (own == level) column.values[i] = 1;
      if (own == last) column.values[i] = -1;
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

ModelColumn product(const ModelColumn& a, const ModelColumn& b, const std::string& name) {
  ModelColumn column{name, a.values};
  for (std::size_t i = 0; i < b.values.size(); ++i) column.values[i] *= b.values[i];
  return column;
}

std::vector<double> point_means(const std::vector<std::vector<double>>& responses) {
  std::vector<double> means;
  for (const std::vector<double>& point : responses) {
    Tally tally;
    for (const double value : point) tally.add(value);
    means.push_back(tally.mean());
  }
  return means;
}

std::vector<double> replication_responses(const std::vector<std::vector<double>>& responses,
                                          std::size_t replication) {
  std::vector<double> y;
  for (const std::vector<double>& point : responses) y.push_back(point[replication]);
  return y;
}

/// Standard errors from the spread of the coefficients over the replications.
void test_by_replications(MetaModel& model, const DesignMatrix& x,
                          const std::vector<std::vector<double>>& responses) {
  const std::size_t n = responses.front().size();
  std::vector<Tally> spread(model.terms.size());
  for (std::size_t r = 0; r < n; ++r) {
    const LinearFit fit = fit_linear(x, replication_responses(responses, r));
    for (std::size_t j = 0; j < spread.size(); ++j) spread[j].add(fit.coefficients[j].value);
  }
  model.test_df = static_cast<double>(n - 1);
  for (std::size_t j = 0; j < spread.size(); ++j) {
    const double error = spread[j].standard_deviation() / std::sqrt(static_cast<double>(n));
    model.terms[j].coefficient = tested(model.fit.coefficients[j].value, error, model.test_df);
  }
}

/// F of the deviations of the point means from the model against the interaction of points and
/// replications, which common random numbers leave free of what all points share.
void test_lack_of_fit(MetaModel& model, const std::vector<std::vector<double>>& responses,
                      const std::vector<double>& means) {
  const auto points = static_cast<double>(responses.size());
  const auto n = static_cast<double>(responses.front().size());
  std::vector<double> by_replication;
  for (std::size_t r = 0; r < responses.front().size(); ++r) {
    Tally tally;
    for (const double value : replication_responses(responses, r)) tally.add(value);
    by_replication.push_back(tally.mean());
  }
  Tally overall;
  for (const double mean : means) overall.add(mean);
  double squares = 0;
  for (std::size_t p = 0; p < responses.size(); ++p) {
    for (std::size_t r = 0; r < by_replication.size(); ++r) {
      const double free = responses[p][r] - means[p] - by_replication[r] + overall.mean();
      squares += free * free;
    }
  }
  const double df = (n - 1) * (points - 1);
  if (!(model.fit.residual_df > 0) || !(df > 0) || !(squares > 0)) return;
  model.lack_of_fit_f = n * model.fit.residual_sum / model.fit.residual_df / (squares / df);
  model.lack_of_fit_p = f_tail(model.lack_of_fit_f, model.fit.residual_df, df);
}

}  // namespace

DesignMatrix model_matrix(const std::vector<ModelFactor>& factors, ModelOrder order,
                          std::vector<std::string>& names) {
  std::vector<ModelColumn> columns;
  std::vector<std::vector<ModelColumn>> main;
  const std::size_t n = factors.empty() ? 0 : factors.front().values.size();
  columns.push_back({"mean", std::vector<double>(n, 1.0)});
  for (const ModelFactor& factor : factors) {
    main.push_back(main_columns(factor));
    columns.insert(columns.end(), main.back().begin(), main.back().end());
  }
  if (order >= ModelOrder::kInteractions) {
    for (std::size_t i = 0; i < main.size(); ++i) {
      for (std::size_t j = i + 1; j < main.size(); ++j) {
        for (const ModelColumn& a : main[i]) {
          for (const ModelColumn& b : main[j])
            columns.push_back(product(a, b, a.name + " x " + b.name));
        }
      }
    }
  }
  if (order >= ModelOrder::kQuadratic) {
    for (std::size_t i = 0; i < factors.size(); ++i) {
      if (!factors[i].numeric || factors[i].levels.size() < 3) continue;
      columns.push_back(product(main[i][0], main[i][0], factors[i].name + "^2"));
    }
  }
  DesignMatrix x;
  x.n_rows = n;
  names.clear();
  for (ModelColumn& column : columns) {
    names.push_back(std::move(column.name));
    x.columns.push_back(std::move(column.values));
  }
  return x;
}

ModelOrder richest_order(const std::vector<ModelFactor>& factors, std::size_t spare) {
  std::vector<std::string> names;
  for (const ModelOrder order : {ModelOrder::kQuadratic, ModelOrder::kInteractions}) {
    const DesignMatrix x = model_matrix(factors, order, names);
    if (x.n_rows >= x.columns.size() + spare && full_column_rank(x)) return order;
  }
  const DesignMatrix x = model_matrix(factors, ModelOrder::kMain, names);
  if (!full_column_rank(x)) {
    throw ArgumentError("the " + std::to_string(x.n_rows) +
                        " points cannot tell the main effects of the factors apart");
  }
  return ModelOrder::kMain;
}

MetaModel fit_metamodel(const std::vector<ModelFactor>& factors,
                        const std::vector<std::vector<double>>& responses, ModelOrder order,
                        double confidence) {
  std::vector<std::string> names;
  const DesignMatrix x = model_matrix(factors, order, names);
  const std::vector<double> means = point_means(responses);
  MetaModel model;
  model.order = order;
  model.fit = fit_linear(x, means);
  model.test_df = model.fit.residual_df;
  model.lack_of_fit_f = kNoValue;
  model.lack_of_fit_p = kNoValue;
  for (std::size_t j = 0; j < names.size(); ++j) {
    model.terms.push_back({names[j], model.fit.coefficients[j], kNoValue});
  }
  if (responses.front().size() >= 2) {
    test_by_replications(model, x, responses);
    test_lack_of_fit(model, responses, means);
  }
  if (model.test_df > 0) {
    const boost::math::students_t_distribution<double> student(model.test_df);
    const double t = boost::math::quantile(student, (1 + confidence) / 2);
    for (Term& term : model.terms) term.half_width = t * term.coefficient.standard_error;
  }
  return model;
}

std::vector<LevelMean> level_means(const ModelFactor& factor,
                                   const std::vector<std::vector<double>>& responses,
                                   double confidence) {
  std::vector<LevelMean> result;
  std::vector<double> numbers = factor.values;
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  for (std::size_t level = 0; level < numbers.size(); ++level) {
    std::vector<double> by_replication(responses.front().size(), 0.0);
    std::size_t n_points = 0;
    for (std::size_t p = 0; p < responses.size(); ++p) {
      if (factor.values[p] != numbers[level]) continue;
      ++n_points;
      for (std::size_t r = 0; r < by_replication.size(); ++r) by_replication[r] += responses[p][r];
    }
    for (double& sum : by_replication) sum /= static_cast<double>(n_points);
    const Interval interval = student_interval(by_replication, confidence);
    result.push_back({factor.levels[level], interval.mean, interval.half_width, n_points});
  }
  return result;
}

}  // namespace twinline
