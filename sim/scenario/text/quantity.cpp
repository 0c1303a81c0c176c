#include "twinline/scenario/text/quantity.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <system_error>

#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

struct TimeUnit {
  const char* name;
  double ns;
};

constexpr std::array<TimeUnit, 8> kUnits{{{"ns", 1},
                                          {"us", 1e3},
                                          {"ms", 1e6},
                                          {"s", 1e9},
                                          {"min", 60e9},
                                          {"h", 3600e9},
                                          {"d", 86400e9},
                                          {"wk", 604800e9}}};

constexpr double kLongestNs = 9.2e18;

/// Units of other dimensions, so that "5 mm" is called a length and not a misspelling.
constexpr std::array<const char*, 12> kOtherUnits{
    {"mm", "m", "km", "kg", "g", "W", "kW", "kWh", "degC", "K", "kPa", "%"}};

const TimeUnit* find_unit(std::string_view name) {
  for (const TimeUnit& unit : kUnits) {
    if (name == unit.name) {
      return &unit;
    }
  }
  return nullptr;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return "";
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string unknown_unit(std::string_view name) {
  for (const char* other : kOtherUnits) {
    if (name == other) {
      return "expected a duration, and " + in_quotes(name) + " is no unit of time";
    }
  }
  std::vector<std::string> names;
  for (const TimeUnit& unit : kUnits) {
    names.emplace_back(unit.name);
  }
  return "unknown unit " + in_quotes(name) + ", expected one of ns us ms s min h d wk" +
         did_you_mean(name, names);
}

/// A duration in ns, and the number that was written.
Parsed<double> parse_ns(std::string_view text, std::string_view default_unit) {
  text = trimmed(text);
  double number = 0;
  const char* end = text.data() + text.size();
  const std::from_chars_result result = std::from_chars(text.data(), end, number);
  if (result.ec == std::errc::result_out_of_range) {
    return Parsed<double>::fail("this number is out of range");
  }
  if (result.ec != std::errc() || !std::isfinite(number)) {
    return Parsed<double>::fail("expected a duration such as \"30 min\"");
  }
  std::string_view name =
      trimmed(std::string_view(result.ptr, static_cast<std::size_t>(end - result.ptr)));
  if (name.empty() && default_unit.empty()) {
    return Parsed<double>::fail("expected a duration with its unit, such as \"" +
                                std::string(text) + " min\"");
  }
  name = name.empty() ? default_unit : name;
  const TimeUnit* unit = find_unit(name);
  if (unit == nullptr) {
    return Parsed<double>::fail(unknown_unit(name));
  }
  const double ns = number * unit->ns;
  if (!(std::fabs(ns) < kLongestNs)) {
    return Parsed<double>::fail("expected a duration below 292 years");
  }
  return Parsed<double>::ok(ns);
}

/// A number with a unit of the same kind as the dimension's, in that unit.
Parsed<double> parse_physical(std::string_view text, const Dimension& dimension, bool difference) {
  text = trimmed(text);
  double number = 0;
  const char* end = text.data() + text.size();
  const std::from_chars_result result = std::from_chars(text.data(), end, number);
  const std::string wanted(dimension.unit_text());
  const bool pure = dimension.unit().powers == UnitPowers{};
  if (result.ec != std::errc() || !std::isfinite(number)) {
    return Parsed<double>::fail(pure ? std::string("expected a number")
                                     : "expected a quantity such as \"5 " + wanted + "\"");
  }
  const std::string_view name =
      trimmed(std::string_view(result.ptr, static_cast<std::size_t>(end - result.ptr)));
  if (name.empty() && !pure) {
    return Parsed<double>::fail("expected a quantity with its unit, such as \"" +
                                std::string(text) + " " + wanted + "\"");
  }
  const std::optional<Unit> unit = name.empty() ? Unit{} : parse_unit(name);
  if (!unit) return Parsed<double>::fail("unknown unit " + in_quotes(name));
  if (unit->powers != dimension.unit().powers) {
    return Parsed<double>::fail("expected a unit like " + wanted + ", and " + in_quotes(name) +
                                " measures something else");
  }
  const double si = number * unit->factor + (difference ? 0 : unit->offset);
  const double value = (si - (difference ? 0 : dimension.unit().offset)) / dimension.unit().factor;
  if (!std::isfinite(value)) return Parsed<double>::fail("this number is out of range");
  return Parsed<double>::ok(value);
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  double value = 0;
  const char* end = text.data() + text.size();
  const std::from_chars_result result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<long long> parse_integer(std::string_view text) {
  text = trimmed(text);
  long long value = 0;
  const char* end = text.data() + text.size();
  const std::from_chars_result result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end) {
    return std::nullopt;
  }
  return value;
}

Parsed<double> parse_quantity(std::string_view text, const Dimension& dimension,
                              std::string_view unit, bool difference) {
  if (dimension.is_physical()) return parse_physical(text, dimension, difference);
  if (dimension.is_duration()) {
    Parsed<double> ns = parse_ns(text, unit);
    if (ns.value) {
      ns.value = *ns.value / 1e9;
    }
    return ns;
  }
  const std::optional<double> number = parse_number(text);
  if (!number) {
    return Parsed<double>::fail("expected a number without a unit");
  }
  return Parsed<double>::ok(*number);
}

Parsed<SimTime> parse_duration(std::string_view text, std::string_view unit) {
  const Parsed<double> ns = parse_ns(text, unit);
  if (!ns.value) {
    return Parsed<SimTime>::fail(ns.problem);
  }
  return Parsed<SimTime>::ok(SimTime::from_ns(std::llround(*ns.value)));
}

bool is_duration_unit(std::string_view unit) { return find_unit(unit) != nullptr; }

std::string number_text(double value) {
  constexpr double kExactIntegers = 1e15;  // below, integers are written without an exponent
  if (std::fabs(value) < kExactIntegers && value == std::trunc(value)) {
    return std::to_string(static_cast<long long>(value));
  }
  std::array<char, 32> buffer{};
  const std::to_chars_result result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return std::string(buffer.data(), result.ptr);
}

std::string duration_text(SimTime time) {
  if (time.ns() == 0) {
    return "0 s";
  }
  const auto ns = static_cast<double>(time.ns());
  // The unit with the shortest number wins; the larger one where two are equally short.
  std::string best;
  for (auto unit = kUnits.rbegin(); unit != kUnits.rend(); ++unit) {
    const double value = ns / unit->ns;
    if (std::fabs(value) < 1 && unit->ns > 1) {
      continue;
    }
    const std::string text = number_text(value) + " " + unit->name;
    if (best.empty() || text.size() + 1 < best.size()) {
      best = text;
    }
  }
  return best;
}

}  // namespace twinline
