#include "twinline/experiment/optimize/optimize.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace twinline {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr int kMostRepeats = 50;
constexpr std::size_t kMostFinalists = 5;
/// What broken limits cost at most, in sizes of the first objective.
constexpr double kPenalty = 3;
/// The model and the descent take turns this often.
constexpr std::uint64_t kRounds = 8;
/// Steps of the descent in a real factor: parts of its range.
constexpr double kFirstStep = 16;
constexpr double kLastStep = 1024;

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
    // The model looks far and a descent near, in turn, each descent from the best that is new.
    const std::uint64_t share = std::max<std::uint64_t>(plan_.n_designs() / kRounds, 1);
    bool more = true;
    while (more && left()) {
      std::optional<std::size_t> best;
      more = explore(search, search.enumerates() ? plan_.n_designs() : share, best);
      if (best && !search.enumerates()) descend(*best);
    }
    result.designs = merits_.size();
    result.settled = !more;
  }

  bool left() const { return merits_.size() < plan_.n_designs(); }

  /// Looks at `n` new designs, the best of which is `best`.
  /// @return false where the search proposes nothing new any more
  bool explore(DesignSearch& search, std::uint64_t n, std::optional<std::size_t>& best) {
    const std::uint64_t end = merits_.size() + n;
    int repeats = 0;
    while (left() && merits_.size() < end) {
      const std::vector<double> x = search.next();
      if (x.empty()) return false;
      const std::size_t before = merits_.size();
      const std::size_t index = look_at(x);
      search.tell(merits_.at(index));
      const bool is_new = merits_.size() > before;
      if (is_new && (!best || better(index, *best))) best = index;
      repeats = is_new ? 0 : repeats + 1;
      if (repeats == kMostRepeats) return false;
    }
    return true;
  }

  /// Evaluates a design for the search and rates it. @return its index in the log
  std::size_t look_at(const std::vector<double>& x) {
    const std::size_t index = evaluate(x, false);
    if (merits_.count(index) == 0) merits_[index] = merit(log_[index]);
    return index;
  }

  bool better(std::size_t a, std::size_t b) const {
    if (log_[a].feasible != log_[b].feasible) return log_[a].feasible;
    return merits_.at(a) > merits_.at(b);
  }

  /// Goes from a design to better neighbours until there is none: one factor a step up or down, or
  /// one up and another down. Steps of real factors shrink.
  void descend(std::size_t at) {
    std::vector<double> steps;
    for (const SearchFactor& factor : plan_.factors) {
      steps.push_back(factor.range.integer ? 1 : width(factor) / kFirstStep);
    }
    while (left()) {
      if (step_to_better(at, steps)) continue;
      bool finer = false;
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const SearchFactor& factor = plan_.factors[i];
        if (factor.range.integer || steps[i] <= width(factor) / kLastStep) continue;
        steps[i] /= 2;
        finer = true;
      }
      if (!finer) return;
    }
  }

  static double width(const SearchFactor& factor) { return factor.range.high - factor.range.low; }

  bool step_to_better(std::size_t& at, const std::vector<double>& steps) {
    const std::size_t n = plan_.factors.size();
    for (std::size_t i = 0; i < n; ++i) {
      for (const double up : {1.0, -1.0}) {
        for (std::size_t j = i; j < n; ++j) {
          std::vector<double> x = log_[at].x;
          x[i] += up * steps[i];
          if (j != i) x[j] -= up * steps[j];
          if (!inside(x) || !left()) continue;
          const std::size_t index = look_at(x);
          if (!better(index, at)) continue;
          at = index;
          return true;
        }
      }
    }
    return false;
  }

  bool inside(const std::vector<double>& x) const {
    for (std::size_t i = 0; i < x.size(); ++i) {
      const SearchRange& range = plan_.factors[i].range;
      if (x[i] < range.low || x[i] > range.high) return false;
    }
    return true;
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
    // Bounded, so that a design that chokes does not hide the slopes of all others.
    const double broken = violation(evaluation);
    const double value = objective - kPenalty * size_ * broken / (1 + broken);
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
  std::map<std::size_t, double> merits_;  ///< of the designs looked at, by index in the log
  double size_ = 0;                       ///< of the first objective with a value
  double worst_ = 0;                      ///< merit so far
};

}  // namespace

OptimizeResult optimize(const OptimizePlan& plan, std::vector<Evaluation>& log,
                        const Sampler& sample, const std::function<void()>& record,
                        double confidence) {
  return Optimizer(plan, log, sample, record, confidence).run();
}

}  // namespace twinline
