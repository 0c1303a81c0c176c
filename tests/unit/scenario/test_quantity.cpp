#include <doctest/doctest.h>

#include "twinline/scenario/text/quantity.h"

TEST_SUITE_BEGIN("scenario.quantity");

using namespace twinline;

TEST_CASE("duration: every unit is a whole number of nanoseconds") {
  const auto ns = [](const char* text) { return parse_duration(text, "").value.value().ns(); };
  CHECK(ns("1 ns") == 1);
  CHECK(ns("2 us") == 2000);
  CHECK(ns("3 ms") == 3000000);
  CHECK(ns("1 s") == 1000000000);
  CHECK(ns("1 min") == 60000000000);
  CHECK(ns("1 h") == 3600000000000);
  CHECK(ns("1 d") == 86400000000000);
  CHECK(ns("1 wk") == 604800000000000);
  CHECK(ns(" 28.5min ") == 1710000000000);
  CHECK(ns("-0.1 s") == -100000000);
  CHECK(ns("1e-9 s") == 1);
}

TEST_CASE("duration: a heading's unit serves bare numbers only") {
  CHECK(parse_duration("5", "min").value.value() == SimTime::from_seconds(300));
  CHECK(parse_duration("5 s", "min").value.value() == SimTime::from_seconds(5));
}

TEST_CASE("duration: what is none has a reason") {
  for (const char* text : {"", "5", "min", "5 mni", "5 min later", "inf s", "nan s", "1e999 s",
                           "0x10 s", "+5 s", "300000 wk", "5,5 s", "5 mm", "--5 s"}) {
    CAPTURE(text);
    const Parsed<SimTime> parsed = parse_duration(text, "");
    CHECK_FALSE(parsed.value);
    CHECK_FALSE(parsed.problem.empty());
  }
}

TEST_CASE("number: the whole text or nothing") {
  CHECK(parse_number(" 1.5e3 ").value() == 1500);
  CHECK(parse_integer("-12").value() == -12);
  for (const char* text : {"", "1 2", "1x", "inf", "nan", "0x1p3"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text));
  }
  for (const char* text : {"", "1.0", "9223372036854775808", "1e3"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_integer(text));
  }
}

TEST_CASE("duration text: the shortest and it reads back") {
  CHECK(duration_text(SimTime::from_seconds(52 * 604800.0)) == "52 wk");
  CHECK(duration_text(SimTime::from_seconds(5400)) == "1.5 h");
  CHECK(duration_text(SimTime::from_seconds(86400)) == "1 d");
  CHECK(duration_text(SimTime()) == "0 s");
  CHECK(duration_text(SimTime::from_ns(-250)) == "-250 ns");
  for (const std::int64_t ns : {1LL, 999LL, 123456789LL, 3600000000001LL, 86400000000000LL}) {
    const std::string text = duration_text(SimTime::from_ns(ns));
    CAPTURE(text);
    CHECK(parse_duration(text, "").value.value().ns() == ns);
  }
}

TEST_SUITE_END();
