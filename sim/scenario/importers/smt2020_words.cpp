#include "twinline/scenario/importers/smt2020_words.h"

#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <system_error>

#include "twinline/scenario/text/spelling.h"

namespace twinline::smt2020 {

namespace {

std::string received(const Cell& cell) {
  return ", received " + (cell.empty() ? std::string("an empty cell") : in_quotes(cell.text));
}

/// Days from 1970-01-01 to a date of the Gregorian calendar (H. Hinnant, "chrono-compatible
/// low-level date algorithms", days_from_civil).
std::int64_t days_since_1970(std::int64_t year, std::int64_t month, std::int64_t day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = y / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  const std::int64_t next =
      month == 12 ? days_since_1970(year + 1, 1, 1) : days_since_1970(year, month + 1, 1);
  return next - days_since_1970(year, month, 1);
}

}  // namespace

std::string number_text(double value) {
  std::array<char, 64> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                    std::chars_format::general, 12);
  return std::string(buffer.data(), result.ptr);
}

std::string required(const Cell& cell, Diagnostics& problems) {
  if (cell.empty()) fault(problems, cell, "must not be empty");
  return cell.text;
}

double number(const Cell& cell, double low, Diagnostics& problems) {
  double value = 0;
  const char* end = cell.text.data() + cell.text.size();
  const auto result = std::from_chars(cell.text.data(), end, value);
  if (cell.empty() || result.ec != std::errc() || result.ptr != end || !std::isfinite(value) ||
      value < low) {
    fault(problems, cell, "expected a number >= " + number_text(low) + received(cell));
    return 0;
  }
  return value;
}

std::int64_t whole(const Cell& cell, std::int64_t low, Diagnostics& problems) {
  double value = 0;
  const char* end = cell.text.data() + cell.text.size();
  const auto result = std::from_chars(cell.text.data(), end, value);
  const bool sound = !cell.empty() && result.ec == std::errc() && result.ptr == end &&
                     value == std::floor(value) && value >= static_cast<double>(low) && value < 1e9;
  if (!sound) {
    fault(problems, cell, "expected a whole number >= " + std::to_string(low) + received(cell));
    return low;
  }
  return static_cast<std::int64_t>(value);
}

std::string translated(const Cell& cell, Words words, Diagnostics& problems) {
  std::string known;
  for (const auto& [theirs, ours] : words) {
    if (cell.text == theirs) return ours;
    known += (known.empty() ? "" : ", ") + std::string(theirs);
  }
  const char* expected = words.size() == 1 ? "expected " : "expected one of ";
  fault(problems, cell, expected + known + received(cell));
  return "";
}

std::string time_unit(const Cell& cell, Diagnostics& problems) {
  return translated(cell, {{"sec", "s"}, {"min", "min"}, {"hr", "h"}, {"day", "d"}}, problems);
}

std::string duration(const Cell& value, const Cell& unit, Diagnostics& problems) {
  return number_text(number(value, 0, problems)) + ' ' + time_unit(unit, problems);
}

std::string random_duration(const RandomDuration& spec, Diagnostics& problems) {
  const std::string kind = translated(
      spec.kind, {{"constant", "constant"}, {"exponential", "exponential"}, {"uniform", "uniform"}},
      problems);
  const double mean = number(spec.mean, 0, problems);
  const std::string unit = time_unit(spec.unit, problems);
  if (kind == "uniform") {
    if (!spec.width) {
      fault(problems, spec.kind, "this table has no column for the half-width of a uniform");
      return "";
    }
    const double half = number(*spec.width, 0, problems);
    if (half > mean) {
      fault(problems, *spec.width, "the half-width exceeds the mean " + number_text(mean));
    }
    return "uniform(" + number_text(mean - half) + ' ' + unit + "; " + number_text(mean + half) +
           ' ' + unit + ')';
  }
  if (spec.width && !spec.width->empty() && number(*spec.width, 0, problems) != 0) {
    fault(problems, *spec.width, "only a uniform has a second parameter");
  }
  const std::string value = number_text(mean) + ' ' + unit;
  return kind == "exponential" ? "exponential(" + value + ')' : value;
}

std::int64_t date_seconds(const Cell& cell, Diagnostics& problems) {
  const std::string_view pattern = "00/00/00 00:00:00";
  bool sound = cell.text.size() == pattern.size();
  for (std::size_t i = 0; sound && i < pattern.size(); ++i) {
    const char c = cell.text[i];
    sound = pattern[i] == '0' ? (c >= '0' && c <= '9') : c == pattern[i];
  }
  if (sound) {
    const auto two = [&](std::size_t at) {
      return static_cast<std::int64_t>((cell.text[at] - '0') * 10 + (cell.text[at + 1] - '0'));
    };
    const std::int64_t month = two(0), day = two(3), year = 2000 + two(6);
    const std::int64_t hour = two(9), minute = two(12), second = two(15);
    if (month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month) && hour < 24 &&
        minute < 60 && second < 60) {
      return days_since_1970(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
    }
  }
  fault(problems, cell, "expected a date MM/DD/YY hh:mm:ss" + received(cell));
  return 0;
}

std::string iso_date(std::int64_t seconds) {
  const std::time_t time = static_cast<std::time_t>(seconds);
  std::tm date{};
  gmtime_r(&time, &date);
  std::array<char, 32> buffer{};
  const std::size_t length =
      std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%S", &date);
  return std::string(buffer.data(), length);
}

}  // namespace twinline::smt2020
