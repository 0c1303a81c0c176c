#include "twinline/experiment/optimize/optimize.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace twinline {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr int kMostRepeats = 50;
constexpr std::size_t kMostFinalists = 5;
/// What a limit broken by its own size costs, in sizes of the first objective.
constexpr double kPenalty = 10;

class Optimizer {
 public:
  Optimizer(const OptimizePlan& plan, std::vector<Evaluation>& log, const Sampler& sample,
            const std::function<void()>& record, double confidence)
      : plan_(plan), log_(log), sample_(sample), record_(record), confidence_(confidence) {}

  OptimizeResult run() {
    OptimizeResult result;
    search(result);
    for (const std::size_t finalist : finalists()) {
      const std::vector<double> x = log_[finalist].x;  // the log may move
      const std::size_t confirmed = evaluate(x, true);
      if (!log_[confirmed].feasible) continue;
      result.best = confirmed;
      break;
    }
    return result;
  }

 private:
  void search(OptimizeResult& result) {
    std::vector<SearchRange> ranges;
    for (const SearchFactor& factor : plan_.factors) ranges.push_back(factor.range);
    DesignSearch search(ranges, plan_.n_designs(), plan_.search_seed);
    std::set<std::vector<double>> seen;
    int repeats = 0;
    while (seen.size() < plan_.n_designs() && repeats < kMostRepeats) {
      const std::vector<double> x = search.next();
      if (x.empty()) break;
      repeats = seen.insert(x).second ? 0 : repeats + 1;
      search.tell(merit(log_[evaluate(x, false)]));
    }
    result.designs = seen.size();
    result.settled = repeats == kMostRepeats || seen.size() < plan_.n_designs();
  }

  /// Index of the design's evaluation, from the log or run now.
  std::size_t evaluate(const std::vector<double>& x, bool confirmation) {
    const auto known = std::find_if(log_.begin(), log_.end(), [&](const Evaluation& e) {
      return e.confirmation == confirmation && e.x == x;
    });
    if (known != log_.end()) return static_cast<std::size_t>(known - log_.begin());
    Evaluation evaluation;
    evaluation.confirmation = confirmation;
    evaluation.x = x;
    evaluation.first = confirmation ? plan_.replications : 0;
    evaluation.n = confirmation ? plan_.confirm : plan_.replications;
    rate(evaluation, sample_(x, evaluation.first, evaluation.n));
    log_.push_back(std::move(evaluation));
    record_();
    return log_.size() - 1;
  }

  Interval interval_of(const std::vector<double>& values, std::size_t n) const {
    return values.size() == n ? student_interval(values, confidence_)
                              : Interval{kNoValue, kNoValue, 0};
  }

  void rate(Evaluation& evaluation, const std::vector<std::vector<double>>& values) const {
    std::vector<double> objective(evaluation.n, 0.0);
    for (const ObjectiveTerm& term : plan_.objective) {
      for (std::size_t r = 0; r < objective.size(); ++r) {
        if (term.kpi == ObjectiveTerm::kNotOne) {
          objective[r] += term.weight * evaluation.x[term.factor];
        } else {
          const std::vector<double>& kpi = values[term.kpi];
          objective[r] += kpi.size() == evaluation.n ? term.weight * kpi[r] : kNoValue;
        }
      }
    }
    const bool whole = std::none_of(objective.begin(), objective.end(),
                                    [](double value) { return std::isnan(value); });
    evaluation.objective = interval_of(whole ? objective : std::vector<double>(), evaluation.n);
    for (const std::vector<double>& kpi : values) {
      evaluation.kpis.push_back(interval_of(kpi, evaluation.n));
    }
    evaluation.feasible = whole && violation(evaluation) == 0;
  }

  /// Sum over the limits of what is too much, over the size of the limit; NaN without a value.
  double violation(const Evaluation& evaluation) const {
    double sum = 0;
    for (const KpiLimit& limit : plan_.limits) {
      const double mean = evaluation.kpis[limit.kpi].mean;
      const double excess = limit.at_most ? mean - limit.limit : limit.limit - mean;
      const double size = limit.limit == 0 ? 1 : std::fabs(limit.limit);
      sum += std::isnan(excess) ? kNoValue : std::max(0.0, excess) / size;
    }
    return sum;
  }

  /// What the search maximises: the objective less a penalty. A design without a value is a little
  /// worse than the worst before it.
  double merit(const Evaluation& evaluation) {
    const double objective =
        plan_.maximize ? evaluation.objective.mean : -evaluation.objective.mean;
    if (size_ == 0 && std::isfinite(objective)) size_ = objective == 0 ? 1 : std::fabs(objective);
    const double value = objective - kPenalty * size_ * violation(evaluation);
    if (!std::isfinite(value)) return worst_ - (size_ == 0 ? 1 : size_);
    worst_ = std::min(worst_, value);
    return value;
  }

  /// The best feasible designs of the search, best first.
  std::vector<std::size_t> finalists() const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < log_.size(); ++i) {
      if (!log_[i].confirmation && log_[i].feasible) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const double difference = log_[a].objective.mean - log_[b].objective.mean;
      return plan_.maximize ? difference > 0 : difference < 0;
    });
    if (order.size() > kMostFinalists) order.resize(kMostFinalists);
    return order;
  }

  const OptimizePlan& plan_;
  std::vector<Evaluation>& log_;
  const Sampler& sample_;
  const std::function<void()>& record_;
  double confidence_;
  double size_ = 0;   ///< of the first objective with a value
  double worst_ = 0;  ///< merit so far
};

}  // namespace

OptimizeResult optimize(const OptimizePlan& plan, std::vector<Evaluation>& log,
                        const Sampler& sample, const std::function<void()>& record,
                        double confidence) {
  return Optimizer(plan, log, sample, record, confidence).run();
}

}  // namespace twinline
