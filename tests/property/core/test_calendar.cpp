#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/reference_calendar.h"
#include "twinline/core/calendar.h"
#include "twinline/core/random.h"

namespace twinline {
namespace {

using testing::ReferenceCalendar;
using testing::same;

/// Random numbers of one test run, in order.
class Draws {
 public:
  explicit Draws(std::uint32_t run) : run_(run) {}
  double uniform() { return streams_.uniform(Purpose::kOther, 0, run_, visit_++); }
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(uniform() * static_cast<double>(n));
  }

 private:
  RandomStreams streams_{20240607, 0};
  std::uint32_t run_;
  std::uint32_t visit_ = 0;
};

/// One workload: delays spread over `octaves` powers of two, some zero, some on a coarse grid.
struct Workload {
  const char* name;
  std::int64_t population;
  std::int64_t octaves;
  double zero_share;
  std::int64_t grid_ns;  // 1: none
  std::int64_t priorities;
};

std::int64_t delay(const Workload& work, SimTime now, Draws& draws) {
  if (draws.uniform() < work.zero_share) {
    return 0;
  }
  const std::int64_t scale = std::int64_t{1} << draws.below(work.octaves + 1);
  const std::int64_t raw = draws.below(scale + 1) / work.grid_ns * work.grid_ns;
  const std::int64_t left = (SimTime::max() - now).ns();
  return raw < left ? raw : left;
}

void schedule_both(const Workload& work, Draws& draws, Calendar& calendar,
                   ReferenceCalendar& reference) {
  const SimTime time = calendar.now() + SimTime::from_ns(delay(work, calendar.now(), draws));
  const auto priority = static_cast<std::uint8_t>(draws.below(work.priorities));
  const auto subject = static_cast<std::uint32_t>(draws.below(1000));
  calendar.schedule(time, priority, 1, subject, 7);
  reference.schedule(time, priority, 1, subject, 7);
}

/// Pops from both and compares; false at the first difference.
bool agree(Calendar& calendar, ReferenceCalendar& reference, bool look_first) {
  if (look_first && calendar.next_time() != reference.next_time()) {
    return false;
  }
  return calendar.size() == reference.size() && same(calendar.pop(), reference.pop());
}

/// The population swings between nothing and twice its mean, so that the lists fill and run dry.
bool follows_reference(const Workload& work, std::uint32_t run, int steps) {
  Draws draws(run);
  Calendar calendar;
  ReferenceCalendar reference;
  bool growing = true;
  for (int i = 0; i < steps; ++i) {
    const auto size = static_cast<std::int64_t>(calendar.size());
    growing = size == 0 || (growing && size < 2 * work.population);
    if (draws.uniform() < 0.1) calendar.prepare(static_cast<std::size_t>(draws.below(33)));
    if (draws.uniform() < (growing ? 0.6 : 0.4) || size == 0) {
      schedule_both(work, draws, calendar, reference);
    } else if (!agree(calendar, reference, draws.uniform() < 0.3)) {
      return false;
    }
    if (i == steps / 2) {
      Calendar copy = calendar;
      calendar = copy;
    }
  }
  while (!reference.empty()) {
    if (!agree(calendar, reference, false)) {
      return false;
    }
  }
  return calendar.empty();
}

const Workload kWorkloads[] = {
    {"few", 3, 40, 0.1, 1, 2},           {"some", 40, 40, 0.1, 1, 3},
    {"many", 3000, 40, 0.05, 1, 3},      {"whole range", 500, 62, 0.0, 1, 2},
    {"nanoseconds", 500, 6, 0.2, 1, 3},  {"ties", 2000, 40, 0.1, 1 << 30, 3},
    {"one instant", 300, 3, 0.95, 1, 9}, {"priorities", 500, 20, 0.3, 1 << 18, 256},
};

TEST_SUITE("core.calendar") {
  TEST_CASE("any schedule is popped in the order of the reference") {
    for (const Workload& work : kWorkloads) {
      for (std::uint32_t run = 0; run < 6; ++run) {
        INFO(std::string(work.name), " run ", run);
        CHECK(follows_reference(work, run, 40000));
      }
    }
  }

  TEST_CASE("bursts at one instant among other events keep the order") {
    for (std::uint32_t run = 0; run < 20; ++run) {
      Draws draws(run);
      Calendar calendar;
      ReferenceCalendar reference;
      bool equal = true;
      for (int round = 0; round < 30; ++round) {
        const Workload spread{"", 0, draws.below(50), 0.1, 1, 4};
        const std::int64_t burst = draws.below(400);
        const SimTime instant =
            calendar.now() + SimTime::from_ns(delay(spread, calendar.now(), draws));
        for (std::int64_t i = 0; i < burst; ++i) {
          const auto priority = static_cast<std::uint8_t>(draws.below(4));
          calendar.schedule(instant, priority, 0, 0, 0);
          reference.schedule(instant, priority, 0, 0, 0);
          schedule_both(spread, draws, calendar, reference);
        }
        for (std::int64_t i = draws.below(2 * burst + 1); i > 0 && !reference.empty(); --i) {
          equal = equal && agree(calendar, reference, i % 2 == 0);
        }
      }
      CHECK(equal);
    }
  }

  TEST_CASE("a copy made at any moment has the same future") {
    for (const Workload& work : kWorkloads) {
      Draws draws(77);
      Calendar calendar;
      ReferenceCalendar reference;
      for (int i = 0; i < 5000; ++i) {
        schedule_both(work, draws, calendar, reference);
        if (i % 3 != 0) {
          calendar.pop();
          reference.pop();
        }
      }
      Calendar copy = calendar;
      ReferenceCalendar reference_copy = reference;
      Draws continued = draws;
      bool equal = true;
      for (int i = 0; i < 3000; ++i) {
        schedule_both(work, draws, calendar, reference);
        equal = equal && agree(calendar, reference, false);
      }
      for (int i = 0; i < 3000; ++i) {
        schedule_both(work, continued, copy, reference_copy);
        equal = equal && agree(copy, reference_copy, false);
      }
      CHECK_MESSAGE(equal, std::string(work.name));
    }
  }

  TEST_CASE("pending lists all events in order") {
    for (const Workload& work : kWorkloads) {
      Draws draws(5);
      Calendar calendar;
      ReferenceCalendar reference;
      for (int i = 0; i < 4000; ++i) {
        schedule_both(work, draws, calendar, reference);
        if (i % 4 == 0) {
          calendar.pop();
          reference.pop();
        }
      }
      const std::vector<Event> pending = calendar.pending();
      REQUIRE(pending.size() == reference.size());
      bool equal = true;
      std::size_t i = 0;
      for (const Event& event : reference.events()) {
        equal = equal && same(event, pending[i++]);
      }
      CHECK_MESSAGE(equal, std::string(work.name));
    }
  }
}

}  // namespace
}  // namespace twinline
