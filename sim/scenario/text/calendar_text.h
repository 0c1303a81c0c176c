#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/scenario/text/quantity.h"

namespace twinline {

/// A stretch of a week, from Monday 00:00 on; `to` may lie in the week after.
struct WeekStretch {
  SimTime from;
  SimTime to;
};

constexpr SimTime kWeek = SimTime::from_ns(std::int64_t{604800} * 1000000000);

/// Reads "Mon-Fri 06:00-14:00", "Sat,Sun 22:00-06:00" or "Mon-Sun 00:00-24:00" into one stretch a
/// day. A stretch whose end is not after its begin ends on the next day.
Parsed<std::vector<WeekStretch>> parse_working_hours(std::string_view text);

/// A date, with or without a time of day: "2026-01-05", "2026-01-05T06:00:00".
struct CalendarDate {
  std::string text;          ///< as YYYY-MM-DDThh:mm:ss
  SimTime since_monday;      ///< since Monday 00:00 of its week
  std::int64_t epoch_s = 0;  ///< [s] since 1970-01-01
};
Parsed<CalendarDate> parse_date(std::string_view text);

/// A stretch of the calendar [s since 1970-01-01], without its last instant.
struct DateStretch {
  std::int64_t from_s = 0;
  std::int64_t to_s = 0;
};

/// Reads two dates with times of day: "2026-01-10 06:00 .. 2026-01-10 14:00". Without times it
/// were unclear whether the last day belongs to it. The end must be after the begin.
Parsed<DateStretch> parse_date_stretch(std::string_view text);

}  // namespace twinline
