#include <cmath>

#include <doctest/doctest.h>

#include "twinline/results/machine_figures.h"
#include "twinline/results/state_times.h"

TEST_SUITE_BEGIN("results.state_times");

using namespace twinline;

namespace {

constexpr double kTiny = 1e-12;

SimTime hours(std::int64_t h) { return SimTime::from_ns(h * 3'600'000'000'000); }

}  // namespace

TEST_CASE("e10: the week of 168 h gives the published fractions") {
  const E10Times week{100, 20, 8, 12, 10, 18};
  CHECK(week.operations() == 150);
  CHECK(week.total() == 168);
  CHECK(operational_uptime(week) == doctest::Approx(128.0 / 150).epsilon(kTiny));
  CHECK(std::round(operational_uptime(week) * 1e5) == 85333);
  CHECK(std::round(total_uptime(week) * 1e5) == 76190);
  CHECK(std::round(operational_utilization(week) * 1e5) == 66667);
  CHECK(std::round(total_utilization(week) * 1e5) == 59524);
  CHECK(mtbf_productive(week, 5) == 20);
  CHECK(mtbf_uptime(week, 5) == doctest::Approx(25.6).epsilon(kTiny));
  CHECK(ratio(week.unscheduled_down, 5) == 2);  // MTTR, all unscheduled downtime being repair
}

TEST_CASE("e10: no failure gives no time between failures") {
  CHECK(std::isnan(mtbf_productive({100, 0, 0, 0, 0, 0}, 0)));
}

TEST_CASE("e79: the vector of 4500 units at 50 an hour gives the published efficiencies") {
  const Oee week = oee(168, 128, 100, 90, 88.2);
  CHECK(std::round(week.availability * 1e6) == 761905);
  CHECK(week.operational == doctest::Approx(0.78125).epsilon(kTiny));
  CHECK(week.rate == doctest::Approx(0.9).epsilon(kTiny));
  CHECK(week.quality == doctest::Approx(0.98).epsilon(kTiny));
  CHECK(week.value == doctest::Approx(0.525).epsilon(kTiny));
  CHECK(week.availability * week.operational * week.rate * week.quality ==
        doctest::Approx(week.value).epsilon(kTiny));
}

TEST_CASE("e10_hours: every sub-state is booked to its state") {
  StateTimes times;
  std::array<SimTime, kMachineStates> machine{};
  std::int64_t n_hours = 1;
  for (const MachineState state : kMachineStateColumns) {
    machine[static_cast<std::size_t>(state)] = hours(n_hours);
    n_hours *= 2;
  }
  times.add(machine);
  const E10Times e10 = e10_hours(times);
  CHECK(e10.productive == 1 + 2 + 4);
  CHECK(e10.standby == 8 + 16 + 32 + 64);
  CHECK(e10.engineering == 128);
  CHECK(e10.scheduled_down == 256 + 512 + 1024);
  CHECK(e10.unscheduled_down == 2048 + 4096);
  CHECK(e10.nonscheduled == 8192);
  CHECK(e10.total() == 16383);
}

TEST_CASE("state times: the sum over machines may exceed 292 years") {
  StateTimes times;
  std::array<SimTime, kMachineStates> machine{};
  machine[0] = hours(24 * 365 * 200);
  times.add(machine);
  times.add(machine);
  CHECK(e10_hours(times).productive == 24 * 365 * 400);
}

TEST_CASE("utilization of available capacity: setup is use and downs do not count") {
  StateTimes times;
  std::array<SimTime, kMachineStates> machine{};
  machine[static_cast<std::size_t>(MachineState::kProcessing)] = hours(60);
  machine[static_cast<std::size_t>(MachineState::kSetup)] = hours(4);
  machine[static_cast<std::size_t>(MachineState::kIdle)] = hours(16);
  machine[static_cast<std::size_t>(MachineState::kRepair)] = hours(10);
  machine[static_cast<std::size_t>(MachineState::kMaintenanceDelay)] = hours(5);
  machine[static_cast<std::size_t>(MachineState::kNonscheduled)] = hours(5);
  times.add(machine);
  CHECK(utilization_available(times) == doctest::Approx(0.8).epsilon(kTiny));
}

TEST_SUITE_END();
