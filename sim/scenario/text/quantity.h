#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "twinline/core/sim_time.h"

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
enum class Dimension {
  kNumber,    ///< a bare number
  kDuration,  ///< a number with ns, us, ms, s, min, h, d or wk; read into seconds
};

/// A whole text as a decimal number: finite, nothing before or after it.
std::optional<double> parse_number(std::string_view text);

/// A whole text as an integer.
std::optional<long long> parse_integer(std::string_view text);

/// A quantity of a dimension; durations in seconds, of at most 292 years.
/// @param unit the unit of a bare number (from a table's heading); "" = it must carry one
Parsed<double> parse_quantity(std::string_view text, Dimension dimension, std::string_view unit);

/// A duration, to the nearest nanosecond.
Parsed<SimTime> parse_duration(std::string_view text, std::string_view unit);

/// Is this a unit of durations?
bool is_duration_unit(std::string_view unit);

/// A duration for people: the largest unit in which it has few digits, as in "1.5 h", "52 wk".
std::string duration_text(SimTime time);

/// A number in its shortest form, as in "0.25".
std::string number_text(double value);

}  // namespace twinline
