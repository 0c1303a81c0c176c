#pragma once

#include <cstdint>
#include <limits>

namespace twinline {

struct FieldAccess;

/// A point in simulated time, or a span of it: a whole number of nanoseconds (range 292 years).
/// Seconds as double exist only at the edges; the engine adds and compares integers, so equal
/// runs are equal to the last bit. See docs/adr/0001-sim-time.md.
class SimTime {
 public:
  constexpr SimTime() = default;

  static constexpr SimTime from_ns(std::int64_t ns) { return SimTime(ns); }

  /// Nearest nanosecond, halves away from zero.
  /// @pre |seconds| < 9.2e9 (292 years).
  static constexpr SimTime from_seconds(double seconds) {
    const double ns = seconds * 1e9;
    return SimTime(static_cast<std::int64_t>(ns < 0 ? ns - 0.5 : ns + 0.5));
  }

  /// Later than any event: the value of "never".
  static constexpr SimTime max() { return SimTime(std::numeric_limits<std::int64_t>::max()); }

  constexpr std::int64_t ns() const { return ns_; }
  constexpr double seconds() const { return static_cast<double>(ns_) * 1e-9; }
  constexpr double hours() const { return seconds() / 3600.0; }

  friend constexpr SimTime operator+(SimTime a, SimTime b) { return SimTime(a.ns_ + b.ns_); }
  friend constexpr SimTime operator-(SimTime a, SimTime b) { return SimTime(a.ns_ - b.ns_); }
  friend constexpr SimTime operator*(SimTime a, std::int64_t n) { return SimTime(a.ns_ * n); }
  constexpr SimTime& operator+=(SimTime other) {
    ns_ += other.ns_;
    return *this;
  }
  constexpr SimTime& operator-=(SimTime other) {
    ns_ -= other.ns_;
    return *this;
  }
  friend constexpr bool operator==(SimTime a, SimTime b) { return a.ns_ == b.ns_; }
  friend constexpr bool operator!=(SimTime a, SimTime b) { return a.ns_ != b.ns_; }
  friend constexpr bool operator<(SimTime a, SimTime b) { return a.ns_ < b.ns_; }
  friend constexpr bool operator<=(SimTime a, SimTime b) { return a.ns_ <= b.ns_; }
  friend constexpr bool operator>(SimTime a, SimTime b) { return a.ns_ > b.ns_; }
  friend constexpr bool operator>=(SimTime a, SimTime b) { return a.ns_ >= b.ns_; }

 private:
  friend struct FieldAccess;
  constexpr explicit SimTime(std::int64_t ns) : ns_(ns) {}
  std::int64_t ns_ = 0;
};

}  // namespace twinline
