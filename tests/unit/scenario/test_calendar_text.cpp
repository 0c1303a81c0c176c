#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "twinline/scenario/text/calendar_text.h"

TEST_SUITE_BEGIN("scenario.calendar_text");

using namespace twinline;

TEST_CASE("working hours: one stretch a day") {
  const auto stretches = parse_working_hours("Mon-Wed,Sun 06:00-14:30").value.value();
  REQUIRE(stretches.size() == 4);
  CHECK(stretches[0].from.hours() == doctest::Approx(6));
  CHECK(stretches[0].to.hours() == doctest::Approx(14.5));
  CHECK(stretches[2].from.hours() == doctest::Approx(54));
  CHECK(stretches[3].from.hours() == doctest::Approx(150));
}

TEST_CASE("working hours: over midnight and around the week") {
  const auto night = parse_working_hours("Sun 22:00-06:00").value.value();
  REQUIRE(night.size() == 1);
  CHECK(night[0].to.hours() - night[0].from.hours() == doctest::Approx(8));
  CHECK(night[0].to > kWeek);
  CHECK(parse_working_hours("Sat-Mon 00:00-24:00").value.value().size() == 3);
}

TEST_CASE("working hours: what is none") {
  for (const char* text : {"", "Mon", "06:00-14:00", "Mon 6-14", "Mon 06:00", "Mon 24:00-06:00",
                           "Mon 06:60-14:00", "Mon-Foo 06:00-14:00", "Mon, 06:00-14:00 ", "Mon "}) {
    CAPTURE(text);
    CHECK_FALSE(parse_working_hours(text).value);
  }
}

TEST_CASE("date: its day of the week and its normal form") {
  const auto hours = [](const char* text) {
    return parse_date(text).value.value().since_monday.hours();
  };
  CHECK(hours("2026-01-05") == 0.0);  // a Monday
  CHECK(hours("2026-01-11T23:30:00") == doctest::Approx(167.5));
  CHECK(hours("1970-01-01") == doctest::Approx(72));
  CHECK(hours("2018-01-01 06:00") == doctest::Approx(6));
  CHECK(parse_date("2024-02-29 06:00").value.value().text == "2024-02-29T06:00:00");
}

TEST_CASE("date: what is none") {
  for (const char* text : {"", "2026-1-5", "2026-02-30", "2100-02-29", "2026-13-01",
                           "2026-01-05T25:00:00", "2026-01-05T00:00:00Z", "2026-01-05x", "06:00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text).value);
  }
}

TEST_CASE("dates: a stretch between two") {
  const auto seconds = [](const char* text) {
    const DateStretch stretch = parse_date_stretch(text).value.value();
    return std::make_pair(stretch.from_s, stretch.to_s);
  };
  CHECK(seconds("1970-01-02 00:00 .. 1970-01-02T00:00:01") == std::make_pair(86400L, 86401L));
  CHECK(seconds("1969-12-31 23:00 .. 1970-01-01 00:00") == std::make_pair(-3600L, 0L));
  // A leap year in between: 2 x 365 + 366 days.
  const auto years = seconds("2023-01-10 06:00 .. 2026-01-09 06:00");
  CHECK(years.second - years.first == 1095 * 86400L);
}

TEST_CASE("dates: what is no stretch") {
  const std::string form =
      "expected two dates with times such as \"2026-01-10 06:00 .. 2026-01-10 14:00\"";
  for (const char* text :
       {"", " .. ", "2026-01-10 06:00", "2026-01-10 .. 2026-01-11", "2026-01-10 06:00 .. 14:00",
        "2026-01-10 06:00..2026-01-10 14:00", "2026-01-10 06:00 .. 2026-01-11",
        "2026-01-10 06:00 .. 2026-01-10 14:00 .. 2026-01-10 15:00",
        "2026-01-10 06:00 .. 2026-01-10 24:00", " 2026-01-10 06:00 .. 2026-01-10 14:00"}) {
    CAPTURE(text);
    CHECK(parse_date_stretch(text).problem == form);
  }
  for (const char* text :
       {"2026-01-10 06:00 .. 2026-01-10 06:00", "2026-01-10 06:00 .. 2026-01-09 14:00"}) {
    CAPTURE(text);
    CHECK(parse_date_stretch(text).problem == "expected an end after the begin");
  }
}

TEST_SUITE_END();
