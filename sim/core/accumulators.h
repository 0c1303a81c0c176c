#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "twinline/core/int128.h"
#include "twinline/core/sim_time.h"

namespace twinline {

/// A whole number that changes in time (a queue length, work in process), its exact time integral
/// and its maximum. Times must not go back.
class TimeWeighted {
 public:
  TimeWeighted() = default;
  explicit TimeWeighted(SimTime start, std::int64_t value = 0)
      : value_(value), max_(value), start_(start), last_(start) {}

  void set(SimTime now, std::int64_t value) {
    area_ += static_cast<Int128>(value_) * (now - last_).ns();
    last_ = now;
    value_ = value;
    max_ = std::max(max_, value);
  }
  void add(SimTime now, std::int64_t delta) { set(now, value_ + delta); }

  std::int64_t value() const { return value_; }
  std::int64_t max() const { return max_; }
  /// Integral of the value since the start or the last reset, in units x ns: exact.
  Int128 area(SimTime now) const {
    return area_ + static_cast<Int128>(value_) * (now - last_).ns();
  }
  SimTime elapsed(SimTime now) const { return now - start_; }
  /// Time average; the present value where no time has passed.
  double mean(SimTime now) const {
    const SimTime span = elapsed(now);
    return span.ns() == 0 ? static_cast<double>(value_)
                          : static_cast<double>(area(now)) / static_cast<double>(span.ns());
  }

  /// Forgets the past (end of the warm-up) and keeps the value.
  void reset(SimTime now) { *this = TimeWeighted(now, value_); }

  /// Joins a later stretch of the same quantity. Both count up to their last set(); the value and
  /// the clock become those of `later`.
  void merge(const TimeWeighted& later) {
    area_ += later.area_;
    start_ = later.start_ - (last_ - start_);
    max_ = std::max(max_, later.max_);
    value_ = later.value_;
    last_ = later.last_;
  }

 private:
  friend struct FieldAccess;
  Int128 area_ = 0;
  std::int64_t value_ = 0;
  std::int64_t max_ = 0;
  SimTime start_;  // after a merge: as if the stretches had followed each other
  SimTime last_;
};

/// Count, exact sum and extremes of time spans (waiting, cycle and repair times).
class TimeTally {
 public:
  void add(SimTime span) {
    ++count_;
    sum_ += span.ns();
    min_ = std::min(min_, span);
    max_ = std::max(max_, span);
  }
  std::int64_t count() const { return count_; }
  Int128 sum_ns() const { return sum_; }
  /// 0 where nothing was added, like the three below.
  double mean_seconds() const {
    return count_ == 0 ? 0.0 : static_cast<double>(sum_) * 1e-9 / static_cast<double>(count_);
  }
  double sum_seconds() const { return static_cast<double>(sum_) * 1e-9; }
  SimTime min() const { return count_ == 0 ? SimTime() : min_; }
  SimTime max() const { return count_ == 0 ? SimTime() : max_; }
  void reset() { *this = TimeTally(); }
  void merge(const TimeTally& other) {
    count_ += other.count_;
    sum_ += other.sum_;
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
  }

 private:
  friend struct FieldAccess;
  Int128 sum_ = 0;
  std::int64_t count_ = 0;
  SimTime min_ = SimTime::max();
  SimTime max_ = SimTime::from_ns(std::numeric_limits<std::int64_t>::min());
};

/// Count and mean of observations, as a plain sum: for the hot path, where numbers are of one size.
class Average {
 public:
  void add(double x) {
    ++count_;
    sum_ += x;
  }
  std::int64_t count() const { return count_; }
  double mean() const { return count_ == 0 ? 0.0 : sum_ / static_cast<double>(count_); }
  void merge(const Average& other) {
    count_ += other.count_;
    sum_ += other.sum_;
  }

 private:
  friend struct FieldAccess;
  std::int64_t count_ = 0;
  double sum_ = 0;
};

/// Mean and variance of observations by updating (Welford 1962; merging by Chan, Golub and LeVeque
/// 1979): no cancellation however large the mean.
class Tally {
 public:
  void add(double x) {
    ++count_;
    const double delta = x - mean_;
    mean_ += delta / static_cast<double>(count_);
    squares_ += delta * (x - mean_);
    min_ = std::min(min_, x);
    max_ = std::max(max_, x);
  }
  std::int64_t count() const { return count_; }
  /// 0 where nothing was added.
  double mean() const { return mean_; }
  /// Unbiased sample variance; 0 for fewer than two observations.
  double variance() const { return count_ < 2 ? 0.0 : squares_ / static_cast<double>(count_ - 1); }
  double standard_deviation() const { return std::sqrt(variance()); }
  double min() const { return count_ == 0 ? 0.0 : min_; }
  double max() const { return count_ == 0 ? 0.0 : max_; }
  void reset() { *this = Tally(); }
  void merge(const Tally& other) {
    if (other.count_ == 0) {
      return;
    }
    const auto n = static_cast<double>(count_);
    const auto m = static_cast<double>(other.count_);
    const double delta = other.mean_ - mean_;
    count_ += other.count_;
    mean_ += delta * (m / (n + m));
    squares_ += other.squares_ + delta * delta * (n * m / (n + m));
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
  }

 private:
  std::int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  // sum of squared deviations from the mean
  double min_ = std::numeric_limits<double>::infinity();
  double max_ = -std::numeric_limits<double>::infinity();
};

/// Count, mean, variance and extremes of many observations of one size, as sums about the first of
/// them: no division an observation, and no cancellation where the spread is small beside the mean.
class Spread {
 public:
  void add(double x) {
    if (count_ == 0) origin_ = x;
    ++count_;
    const double d = x - origin_;
    sum_ += d;
    squares_ += d * d;
    low_ = std::min(low_, x);
    high_ = std::max(high_, x);
  }
  /// n of them at once, in a fixed order of its own.
  void add(const double* x, std::size_t n);
  std::int64_t count() const { return count_; }
  /// 0 where nothing was added, like all below.
  double mean() const { return count_ == 0 ? 0.0 : origin_ + sum_ / static_cast<double>(count_); }
  /// Unbiased; 0 for fewer than two observations.
  double variance() const {
    if (count_ < 2) return 0.0;
    const auto n = static_cast<double>(count_);
    return std::max(0.0, (squares_ - sum_ * sum_ / n) / (n - 1));
  }
  double standard_deviation() const { return std::sqrt(variance()); }
  double min() const { return count_ == 0 ? 0.0 : low_; }
  double max() const { return count_ == 0 ? 0.0 : high_; }
  void merge(const Spread& other);

 private:
  friend struct FieldAccess;
  std::int64_t count_ = 0;
  double origin_ = 0;
  double sum_ = 0;  // of the distances from the origin
  double squares_ = 0;
  double low_ = std::numeric_limits<double>::infinity();
  double high_ = -std::numeric_limits<double>::infinity();
};

inline void Spread::add(const double* x, std::size_t n) {
  constexpr std::size_t kRows = 8;  // sums side by side: registers of vectors, whatever their width
  std::size_t i = 0;
  if (n >= kRows) {
    if (count_ == 0) origin_ = x[0];
    std::array<double, kRows> sum{};
    std::array<double, kRows> squares{};
    std::array<double, kRows> low;
    std::array<double, kRows> high;
    low.fill(low_);
    high.fill(high_);
    for (; i + kRows <= n; i += kRows) {
      for (std::size_t k = 0; k < kRows; ++k) {
        const double d = x[i + k] - origin_;
        sum[k] += d;
        squares[k] += d * d;
        low[k] = x[i + k] < low[k] ? x[i + k] : low[k];
        high[k] = x[i + k] > high[k] ? x[i + k] : high[k];
      }
    }
    for (std::size_t k = 0; k < kRows; ++k) {
      sum_ += sum[k];
      squares_ += squares[k];
      low_ = std::min(low_, low[k]);
      high_ = std::max(high_, high[k]);
    }
    count_ += static_cast<std::int64_t>(i);
  }
  for (; i < n; ++i) add(x[i]);
}

inline void Spread::merge(const Spread& other) {
  if (count_ == 0) {
    *this = other;
    return;
  }
  if (other.count_ == 0) return;
  const double shift = other.origin_ - origin_;
  const auto n = static_cast<double>(other.count_);
  squares_ += other.squares_ + 2 * shift * other.sum_ + n * shift * shift;
  sum_ += other.sum_ + n * shift;
  count_ += other.count_;
  low_ = std::min(low_, other.low_);
  high_ = std::max(high_, other.high_);
}

/// Time spent in each of N states, one at any instant, so the totals sum to the elapsed time
/// exactly. A state is an index or an enumerator below N; times must not go back.
template <std::size_t N>
class StateClock {
 public:
  static_assert(N > 0 && N <= 256);

  StateClock() = default;
  template <typename State>
  StateClock(State state, SimTime start)
      : since_(start), state_(static_cast<std::uint8_t>(state)) {}

  template <typename State>
  void enter(State state, SimTime now) {
    totals_[state_] += now - since_;
    since_ = now;
    state_ = static_cast<std::uint8_t>(state);
  }
  std::size_t state() const { return state_; }
  /// When the present state (or the statistics, if later) began.
  SimTime since() const { return since_; }
  template <typename State>
  SimTime total(State state, SimTime now) const {
    const auto index = static_cast<std::size_t>(state);
    return index == state_ ? totals_[index] + (now - since_) : totals_[index];
  }
  /// Forgets the past and stays in the state.
  void reset(SimTime now) { *this = StateClock(state_, now); }
  /// Adds the closed times of another clock (those before its last enter()).
  void merge(const StateClock& other) {
    for (std::size_t i = 0; i < N; ++i) {
      totals_[i] += other.totals_[i];
    }
  }

 private:
  std::array<SimTime, N> totals_{};
  SimTime since_;
  std::uint8_t state_ = 0;
};

}  // namespace twinline
