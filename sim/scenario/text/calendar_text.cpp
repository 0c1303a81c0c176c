#include "twinline/scenario/text/calendar_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace twinline {

namespace {

constexpr std::array<const char*, 7> kDays{{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}};
constexpr std::int64_t kSecondsOfDay = 86400;

SimTime from_whole_seconds(std::int64_t seconds) { return SimTime::from_ns(seconds * 1000000000); }

/// Two digits at a place of the text; -1 where there are none.
int two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' ||
      text[at + 1] > '9') {
    return -1;
  }
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// "hh:mm" in seconds; 24:00 is the end of the day. -1 where it is none.
std::int64_t clock_seconds(std::string_view text) {
  const int hours = two_digits(text, 0);
  const int minutes = two_digits(text, 3);
  if (text.size() != 5 || text[2] != ':' || hours < 0 || minutes < 0 || minutes > 59 ||
      hours > 24 || (hours == 24 && minutes != 0)) {
    return -1;
  }
  return hours * std::int64_t{3600} + minutes * std::int64_t{60};
}

std::optional<std::size_t> find_day(std::string_view name) {
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (name == kDays[i]) {
      return i;
    }
  }
  return std::nullopt;
}

/// "Mon-Fri,Sun" as flags by day; none where a name is unknown.
std::optional<std::array<bool, 7>> parse_days(std::string_view text) {
  std::array<bool, 7> days{};
  while (!text.empty()) {
    const std::size_t end = text.find(',');
    const std::string_view item = text.substr(0, end);
    const std::size_t dash = item.find('-');
    const auto first = find_day(item.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : find_day(item.substr(dash + 1));
    if (!first || !last) {
      return std::nullopt;
    }
    for (std::size_t day = *first;; day = (day + 1) % kDays.size()) {
      days[day] = true;
      if (day == *last) {
        break;
      }
    }
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
  }
  return days;
}

/// Days from 1970-01-01 of a Gregorian date (H. Hinnant, "chrono-compatible low-level date
/// algorithms").
std::int64_t days_from_epoch(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = y / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> kLength{{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kLength[static_cast<std::size_t>(month) - 1];
}

}  // namespace

Parsed<std::vector<WeekStretch>> parse_working_hours(std::string_view text) {
  using Result = Parsed<std::vector<WeekStretch>>;
  const Result failure = Result::fail("expected days and hours such as \"Mon-Fri 06:00-14:00\"");
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos || blank == 0) {
    return failure;
  }
  const auto days = parse_days(text.substr(0, blank));
  const std::string_view hours =
      text.substr(std::min(text.find_first_not_of(' ', blank), text.size()));
  const std::size_t dash = hours.find('-');
  if (!days || dash == std::string_view::npos) {
    return failure;
  }
  const std::int64_t from = clock_seconds(hours.substr(0, dash));
  const std::int64_t to = clock_seconds(hours.substr(dash + 1));
  if (from < 0 || to < 0 || from == kSecondsOfDay) {
    return failure;
  }
  std::vector<WeekStretch> stretches;
  for (std::size_t day = 0; day < days->size(); ++day) {
    if ((*days)[day]) {
      const std::int64_t midnight = static_cast<std::int64_t>(day) * kSecondsOfDay;
      const std::int64_t end = to > from ? to : to + kSecondsOfDay;
      stretches.push_back(
          {from_whole_seconds(midnight + from), from_whole_seconds(midnight + end)});
    }
  }
  return Result::ok(stretches);
}

Parsed<CalendarDate> parse_date(std::string_view text) {
  const auto failure =
      Parsed<CalendarDate>::fail("expected a date such as 2026-01-05T00:00:00, without a zone");
  const int century = two_digits(text, 0);
  const int years = two_digits(text, 2);
  const int month = two_digits(text, 5);
  const int day = two_digits(text, 8);
  if (text.size() < 10 || century < 0 || years < 0 || text[4] != '-' || text[7] != '-' ||
      month < 1 || month > 12 || day < 1) {
    return failure;
  }
  const int year = century * 100 + years;
  if (year < 1600 || day > days_in_month(year, month)) {
    return failure;
  }
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (text.size() > 10) {
    hour = two_digits(text, 11);
    minute = two_digits(text, 14);
    second = text.size() > 16 ? two_digits(text, 17) : 0;
    const bool marks = (text[10] == 'T' || text[10] == 't' || text[10] == ' ') &&
                       text.size() >= 16 && text[13] == ':' &&
                       (text.size() == 16 || (text.size() == 19 && text[16] == ':'));
    if (!marks || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return failure;
    }
  }
  std::array<char, 80> buffer{};  // of any six numbers
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day,
                hour, minute, second);
  const std::int64_t days = days_from_epoch(year, month, day);
  const std::int64_t day_of_week = (days % 7 + 7 + 3) % 7;  // 1970-01-01 was a Thursday
  const std::int64_t second_of_day = hour * std::int64_t{3600} + minute * std::int64_t{60} + second;
  CalendarDate date;
  date.text = buffer.data();
  date.since_monday = from_whole_seconds(day_of_week * kSecondsOfDay + second_of_day);
  date.epoch_s = days * kSecondsOfDay + second_of_day;
  return Parsed<CalendarDate>::ok(date);
}

Parsed<DateStretch> parse_date_stretch(std::string_view text) {
  using Result = Parsed<DateStretch>;
  constexpr std::string_view kBetween = " .. ";
  const std::size_t gap = text.find(kBetween);
  const std::string_view first = text.substr(0, gap);
  const std::string_view last =
      gap == std::string_view::npos ? "" : text.substr(gap + kBetween.size());
  const auto from = parse_date(first);
  const auto to = parse_date(last);
  constexpr std::size_t kDateOnly = 10;
  if (!from.value || !to.value || first.size() == kDateOnly || last.size() == kDateOnly) {
    return Result::fail(
        "expected two dates with times such as \"2026-01-10 06:00 .. 2026-01-10 14:00\"");
  }
  if (to.value->epoch_s <= from.value->epoch_s) {
    return Result::fail("expected an end after the begin");
  }
  return Result::ok({from.value->epoch_s, to.value->epoch_s});
}

}  // namespace twinline
