#include <doctest/doctest.h>

#include "twinline/core/event.h"

namespace twinline {
namespace {

Event event(std::int64_t ns, std::uint64_t priority, std::uint64_t sequence) {
  return {SimTime::from_ns(ns), priority << 56U | sequence, 0, 0};
}

TEST_SUITE("core.event") {
  TEST_CASE("events are ordered by time then priority then sequence") {
    CHECK(event(1, 9, 9) < event(2, 0, 0));
    CHECK(event(1, 1, 9) < event(1, 2, 0));
    CHECK(event(1, 1, 3) < event(1, 1, 4));
    CHECK_FALSE(event(1, 1, 3) < event(1, 1, 3));
    CHECK_FALSE(event(2, 0, 0) < event(1, 9, 9));
    CHECK(event(1, 1, 9) < event(1, 255, 0));
  }

  TEST_CASE("kind and epoch share the tag") {
    const Event one{SimTime(), 0, 7, 0xab123456U};
    CHECK(one.kind() == 0xab);
    CHECK(one.epoch() == 0x123456U);
  }
}

}  // namespace
}  // namespace twinline
