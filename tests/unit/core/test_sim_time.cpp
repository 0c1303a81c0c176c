#include <doctest/doctest.h>

#include "twinline/core/sim_time.h"

namespace twinline {
namespace {

TEST_SUITE("core.sim_time") {
  TEST_CASE("seconds are rounded to the nearest nanosecond with halves away from zero") {
    CHECK(SimTime::from_seconds(1.0).ns() == 1000000000);
    CHECK(SimTime::from_seconds(1.4e-9).ns() == 1);
    CHECK(SimTime::from_seconds(0.5e-9).ns() == 1);
    CHECK(SimTime::from_seconds(-0.5e-9).ns() == -1);
    CHECK(SimTime::from_seconds(-1.4e-9).ns() == -1);
    CHECK(SimTime::from_seconds(0.1).ns() == 100000000);
    CHECK(SimTime::from_seconds(9.1e9).ns() == 9100000000000000000);
  }

  TEST_CASE("arithmetic is exact where double is not") {
    const SimTime tenth = SimTime::from_seconds(0.1);
    SimTime sum;
    for (int i = 0; i < 10; ++i) {
      sum += tenth;
    }
    CHECK(sum == SimTime::from_seconds(1.0));
    CHECK(tenth * 10 == sum);
    sum -= tenth;
    CHECK(sum == SimTime::from_ns(900000000));
    CHECK((sum + tenth) - sum == tenth);
  }

  TEST_CASE("order and units") {
    const SimTime hour = SimTime::from_seconds(3600);
    CHECK(hour.hours() == doctest::Approx(1.0));
    CHECK(hour.seconds() == doctest::Approx(3600.0));
    CHECK(SimTime() < hour);
    CHECK(hour <= hour);
    CHECK(hour >= hour);
    CHECK(hour != SimTime());
    CHECK(SimTime::max() > SimTime::from_seconds(9.2e9));
  }
}

}  // namespace
}  // namespace twinline
