#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/core/calendar.h"
#include "twinline/core/error.h"

namespace twinline {
namespace {

SimTime at(std::int64_t ns) { return SimTime::from_ns(ns); }

std::vector<std::uint32_t> drain(Calendar& calendar) {
  std::vector<std::uint32_t> subjects;
  while (!calendar.empty()) {
    subjects.push_back(calendar.pop().subject);
  }
  return subjects;
}

using Subjects = std::vector<std::uint32_t>;

TEST_SUITE("core.calendar") {
  TEST_CASE("an empty calendar has no next time") {
    Calendar calendar;
    CHECK(calendar.empty());
    CHECK(calendar.size() == 0);
    CHECK(calendar.next_time() == SimTime::max());
    CHECK(calendar.now() == SimTime());
    CHECK_THROWS_AS(calendar.pop(), InvariantError);
    CHECK(calendar.size() == 0);
  }

  TEST_CASE("an event comes back as it was scheduled") {
    Calendar calendar;
    calendar.schedule(at(77), 5, 200, 0xfffffff0U, 0xabcdefU);
    CHECK(calendar.next_time() == at(77));
    const Event event = calendar.pop();
    CHECK(event.time == at(77));
    CHECK((event.order >> 56U) == 5);
    CHECK(event.kind() == 200);
    CHECK(event.subject == 0xfffffff0U);
    CHECK(event.epoch() == 0xabcdefU);
    CHECK(calendar.now() == at(77));
    CHECK(calendar.empty());
  }

  TEST_CASE("the epoch keeps 24 bits and leaves the kind alone") {
    Calendar calendar;
    calendar.schedule(at(1), 0, 3, 0, 0x12345678U);
    const Event event = calendar.pop();
    CHECK(event.kind() == 3);
    CHECK(event.epoch() == 0x345678U);
  }

  TEST_CASE("time goes before priority and priority before sequence") {
    Calendar calendar;
    calendar.schedule(at(20), 0, 0, 1, 0);
    calendar.schedule(at(10), 9, 0, 2, 0);
    calendar.schedule(at(10), 1, 0, 3, 0);
    calendar.schedule(at(10), 9, 0, 4, 0);
    calendar.schedule(at(10), 1, 0, 5, 0);
    CHECK(drain(calendar) == Subjects{3, 5, 2, 4, 1});
  }

  TEST_CASE("events due now respect priority and those scheduled before") {
    Calendar calendar;
    calendar.schedule(at(10), 5, 0, 1, 0);
    calendar.schedule(at(10), 5, 0, 2, 0);
    calendar.schedule(at(10), 7, 0, 3, 0);
    CHECK(calendar.pop().subject == 1);
    calendar.schedule(at(10), 5, 0, 4, 0);
    calendar.schedule(at(10), 6, 0, 5, 0);
    calendar.schedule(at(10), 0, 0, 6, 0);
    calendar.schedule(at(11), 0, 0, 7, 0);
    CHECK(calendar.next_time() == at(10));
    CHECK(drain(calendar) == Subjects{6, 2, 4, 5, 3, 7});
  }

  TEST_CASE("a chain of zero delays comes before later events") {
    Calendar calendar;
    calendar.schedule(at(0), 0, 0, 0, 0);
    calendar.schedule(at(1), 0, 0, 99999, 0);
    for (std::uint32_t i = 0; i < 1000; ++i) {
      CHECK(calendar.pop().subject == i);
      calendar.schedule(calendar.now(), 0, 0, i + 1, 0);
    }
    CHECK(drain(calendar) == Subjects{1000, 99999});
  }

  TEST_CASE("events 290 years apart and at the end of time keep their order") {
    Calendar calendar;
    const SimTime end = SimTime::max();
    calendar.schedule(end, 1, 0, 5, 0);
    calendar.schedule(end, 0, 0, 4, 0);
    calendar.schedule(end - at(1), 0, 0, 3, 0);
    calendar.schedule(SimTime::from_seconds(9.15e9), 0, 0, 2, 0);
    calendar.schedule(at(1), 0, 0, 1, 0);
    CHECK(calendar.pop().subject == 1);
    calendar.schedule(end, 1, 0, 6, 0);
    CHECK(drain(calendar) == Subjects{2, 3, 4, 5, 6});
    calendar.schedule(end, 0, 0, 7, 0);
    CHECK(calendar.next_time() == end);
    CHECK(drain(calendar) == Subjects{7});
  }

  TEST_CASE("many events at the end of time keep their order") {
    Calendar calendar;
    Subjects expected;
    for (std::uint32_t i = 0; i < 500; ++i) {
      calendar.schedule(SimTime::max(), static_cast<std::uint8_t>(i < 250 ? 1 : 0), 0, i, 0);
      expected.push_back((i + 250) % 500);
    }
    CHECK(drain(calendar) == expected);
  }

  TEST_CASE("upcoming events are known as far as they are prepared") {
    Calendar calendar;
    for (std::uint32_t i = 0; i < 1000; ++i) {
      calendar.schedule(SimTime::from_ns(i * 1'000'000 + 1), 0, 0, i, 0);
    }
    for (std::int64_t i = 0; i < 1000; ++i) {
      calendar.prepare(9);
      for (std::int64_t k = 0; k < 9 && i + k < 1000; ++k) {
        const Event* event = calendar.upcoming(static_cast<std::size_t>(k));
        REQUIRE(event != nullptr);
        REQUIRE(event->time.ns() == (i + k) * 1'000'000 + 1);
      }
      REQUIRE(calendar.pop().time.ns() == i * 1'000'000 + 1);
    }
  }

  TEST_CASE("an event may be put before one already looked at") {
    Calendar calendar;
    for (std::uint32_t i = 0; i < 200; ++i) {
      calendar.schedule(at(1000000 + i), 0, 0, 1000 + i, 0);
    }
    CHECK(calendar.next_time() == at(1000000));
    Subjects expected;
    for (std::uint32_t i = 0; i < 200; ++i) {
      calendar.schedule(at(1000 - i), 0, 0, 199 - i, 0);
      expected.push_back(i);
    }
    for (std::uint32_t i = 0; i < 200; ++i) {
      expected.push_back(1000 + i);
    }
    CHECK(drain(calendar) == expected);
  }

  TEST_CASE("scheduling in the past is an invariant error that changes nothing") {
    Calendar calendar;
    CHECK_THROWS_AS(calendar.schedule(at(-1), 0, 0, 0, 0), InvariantError);
    calendar.schedule(at(100), 0, 0, 1, 0);
    calendar.schedule(at(200), 0, 0, 2, 0);
    CHECK(calendar.pop().subject == 1);
    CHECK_THROWS_WITH_AS(calendar.schedule(at(99), 0, 0, 3, 0),
                         "internal error: event scheduled at 99 ns, before the present 100 ns",
                         InvariantError);
    CHECK(calendar.size() == 1);
    CHECK(drain(calendar) == Subjects{2});
  }

  TEST_CASE("a calendar restored from its parts has the same future") {
    Calendar original;
    for (std::uint32_t i = 0; i < 300; ++i) {
      original.schedule(at(i * 7919 % 1000), static_cast<std::uint8_t>(i % 3), 1, i, i);
    }
    for (int i = 0; i < 100; ++i) {
      original.pop();
    }
    original.schedule(original.now(), 1, 2, 1000, 0);
    Calendar copy = Calendar::restore(original.now(), original.next_sequence(), original.pending());
    CHECK(copy.size() == original.size());
    CHECK(copy.now() == original.now());
    original.schedule(at(700), 1, 2, 1001, 0);
    copy.schedule(at(700), 1, 2, 1001, 0);
    CHECK(copy.pending().size() == 202);
    CHECK(drain(copy) == drain(original));
  }

  TEST_CASE("restoring refuses events of the past and sequence numbers to come") {
    Calendar calendar;
    calendar.schedule(at(5), 0, 0, 0, 0);
    const std::vector<Event> events = calendar.pending();
    CHECK_THROWS_AS(Calendar::restore(at(6), 1, events), InvariantError);
    CHECK_THROWS_AS(Calendar::restore(at(5), 0, events), InvariantError);
    CHECK(Calendar::restore(at(5), 1, events).size() == 1);
  }
}

}  // namespace
}  // namespace twinline
