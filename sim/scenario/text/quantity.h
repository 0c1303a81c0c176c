#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/scenario/text/unit.h"

namespace twinline {

/// Outcome of reading a text: a value, or why there is none ("expected a duration such as ...").
template <typename T>
struct Parsed {
  std::optional<T> value;
  std::string problem;  ///< without what was received; "" where there is a value

  static Parsed ok(T result) { return {std::move(result), ""}; }
  static Parsed fail(std::string why) { return {std::nullopt, std::move(why)}; }
};

/// What a number in a text measures.
class Dimension {
 public:
  static const Dimension kNumber;    ///< a bare number
  static const Dimension kDuration;  ///< a number with ns, us, ms, s, min, h, d or wk; in seconds
  /// A number with any unit of the same kind as `unit`, read into that; bare for pure numbers.
  static Dimension of(const Unit& unit, std::string_view unit_text) {
    return {Kind::kPhysical, unit, unit_text};
  }

  bool is_duration() const { return kind_ == Kind::kDuration; }
  bool is_physical() const { return kind_ == Kind::kPhysical; }
  const Unit& unit() const { return unit_; }
  std::string_view unit_text() const { return unit_text_; }

 private:
  enum class Kind { kNumber, kDuration, kPhysical };
  constexpr Dimension(Kind kind, const Unit& unit, std::string_view unit_text)
      : kind_(kind), unit_(unit), unit_text_(unit_text) {}

  Kind kind_;
  Unit unit_;
  std::string_view unit_text_;
};
inline constexpr Dimension Dimension::kNumber{Kind::kNumber, {}, "1"};
inline constexpr Dimension Dimension::kDuration{Kind::kDuration, {}, "s"};

/// A whole text as a decimal number: finite, nothing before or after it.
std::optional<double> parse_number(std::string_view text);

/// A whole text as an integer.
std::optional<long long> parse_integer(std::string_view text);

/// A quantity of a dimension; durations in seconds, of at most 292 years.
/// @param unit the unit of a bare number (from a table's heading); "" = it must carry one
/// @param difference of two values (a standard deviation): the zero of the unit does not count
Parsed<double> parse_quantity(std::string_view text, const Dimension& dimension,
                              std::string_view unit, bool difference = false);

/// A duration, to the nearest nanosecond.
Parsed<SimTime> parse_duration(std::string_view text, std::string_view unit);

/// Is this a unit of durations?
bool is_duration_unit(std::string_view unit);

/// A duration for people: the largest unit in which it has few digits, as in "1.5 h", "52 wk".
std::string duration_text(SimTime time);

/// A number in its shortest form, as in "0.25".
std::string number_text(double value);

}  // namespace twinline
