#include <cmath>
#include <tuple>

#include <doctest/doctest.h>

#include "small_plant.h"

TEST_SUITE_BEGIN("results.compute_kpis");

using namespace twinline;
using test::SmallPlant;

namespace {

doctest::Approx about(double value) { return doctest::Approx(value).epsilon(1e-12); }

}  // namespace

TEST_CASE("kpis: jobs of the plant and of the release agree") {
  const SmallPlant small;
  for (const Scope scope : {Scope::kPlant, Scope::kRelease, Scope::kPart}) {
    CAPTURE(scope_word(scope));
    CHECK(small.kpi(scope, 0, Kpi::kJobsFinished) == 3);
    CHECK(small.kpi(scope, 0, Kpi::kThroughputPerH) == about(0.03));
    CHECK(small.kpi(scope, 0, Kpi::kThroughputPerD) == about(0.72));
    CHECK(small.kpi(scope, 0, Kpi::kPiecesPerH) == about(0.75));
    CHECK(small.kpi(scope, 0, Kpi::kCycleTime) == about(20.0 / 3));
    CHECK(small.kpi(scope, 0, Kpi::kCycleTimeP50) == about(6));
    CHECK(small.kpi(scope, 0, Kpi::kCycleTimeP95) == about(9.6));
    CHECK(small.kpi(scope, 0, Kpi::kCycleTimeP05) == about(4.2));
    CHECK(small.kpi(scope, 0, Kpi::kFlowFactor) == about(10.0 / 3));
    CHECK(small.kpi(scope, 0, Kpi::kFlowFactorP50) == about(3));
    CHECK(small.kpi(scope, 0, Kpi::kOnTimeFraction) == about(0.5));
    CHECK(small.kpi(scope, 0, Kpi::kScrapFraction) == about(0.25));
    CHECK(small.kpi(scope, 0, Kpi::kReworkFraction) == about(1.0 / 3));
  }
}

TEST_CASE("kpis: the plant as a whole") {
  const SmallPlant small;
  CHECK(small.kpi(Scope::kPlant, 0, Kpi::kMovesPerD) == about(48));
  CHECK(small.kpi(Scope::kPlant, 0, Kpi::kWip) == about(3));
  CHECK(small.kpi(Scope::kPlant, 0, Kpi::kQueueLength) == about(1));
  CHECK(small.kpi(Scope::kPlant, 0, Kpi::kQueueTime) == about(5.0 / 8));
}

TEST_CASE("kpis: a station's time is shared out by the sub-states") {
  const SmallPlant small;
  const auto litho = [&](Kpi kpi) { return small.kpi(Scope::kStation, 0, kpi); };
  CHECK(litho(Kpi::kUtilization) == about(0.60));
  CHECK(litho(Kpi::kSetupFraction) == about(0.04));
  CHECK(litho(Kpi::kMaintenanceFraction) == about(0.06));
  CHECK(litho(Kpi::kDownFraction) == about(0.10));
  CHECK(litho(Kpi::kBlockedFraction) == about(0.05));
  CHECK(litho(Kpi::kHeldFraction) == about(0.03));
  CHECK(litho(Kpi::kStarvedFraction) == about(0.12));
  CHECK(litho(Kpi::kUtilizationAvailable) == about(64.0 / 84));
  CHECK(litho(Kpi::kAvailability) == about(0.80));
  CHECK(litho(Kpi::kOee) == about(0.50));
  CHECK(litho(Kpi::kMtbf) == about(20));
  CHECK(litho(Kpi::kMttr) == about(3));
  CHECK(litho(Kpi::kQueueLength) == about(1));
  CHECK(std::isnan(litho(Kpi::kBatchSize)));
}

TEST_CASE("kpis: energy is power times time in each state") {
  SmallPlant small;
  CHECK(std::isnan(small.kpi(Scope::kPlant, 0, Kpi::kEnergy)));
  Station& litho = small.plant.stations[0];
  litho.has_power = true;
  litho.power = {1000, 2000, 300, 500, 10};
  // 60 h productive, 4 h of setup, 20 h of standby, 16 h down.
  const double kwh = 60 * 1.0 + 4 * 2.0 + 20 * 0.3 + 16 * 0.5;
  CHECK(small.kpi(Scope::kStation, 0, Kpi::kEnergy) == about(kwh));
  CHECK(small.kpi(Scope::kStation, 0, Kpi::kEnergyPerJob) == about(kwh / 2));
  CHECK(small.kpi(Scope::kPlant, 0, Kpi::kEnergy) == about(kwh));
  CHECK(small.kpi(Scope::kGroup, 0, Kpi::kEnergy) == about(kwh));
  small.times[0][static_cast<std::size_t>(MachineState::kIdle)] = SimTime();
  small.times[0][static_cast<std::size_t>(MachineState::kNonscheduled)] = test::hours(12);
  CHECK(small.kpi(Scope::kStation, 0, Kpi::kEnergy) == about(kwh - 12 * 0.3 + 12 * 0.01));
  CHECK(small.kpi(Scope::kStation, 0, Kpi::kJobsPerScheduledHour) == about(2 / 88.0));
}

TEST_CASE("kpis: a group is all machines of its stations") {
  const SmallPlant small;
  CHECK(small.kpi(Scope::kStation, 1, Kpi::kBatchSize) == about(3));
  CHECK(small.kpi(Scope::kGroup, 0, Kpi::kBatchSize) == about(3));
  CHECK(small.kpi(Scope::kGroup, 0, Kpi::kUtilization) == about(100.0 / 300));
  CHECK(small.kpi(Scope::kGroup, 0, Kpi::kThroughputPerH) == about(0.04));
  CHECK(small.kpi(Scope::kGroup, 0, Kpi::kMtbf) == about(100.0 / 3));
}

TEST_CASE("kpis: what has no value is left out") {
  SmallPlant small;
  CHECK(std::isnan(small.kpi(Scope::kStation, 1, Kpi::kMtbf)));
  small.stats.stations[1].wait.reset();
  CHECK(std::isnan(small.kpi(Scope::kStation, 1, Kpi::kQueueTime)));
  CHECK(std::isnan(small.kpi(Scope::kPlant, 0, Kpi::kQueueWindowViolationFraction)));
  CHECK(std::isnan(small.kpi(Scope::kRelease, 1, Kpi::kJobsFinished)));  // no initial jobs
  small.plant.output.jobs = false;
  CHECK(std::isnan(small.kpi(Scope::kPart, 0, Kpi::kCycleTime)));
  CHECK(std::isnan(small.kpi(Scope::kPlant, 0, Kpi::kCycleTimeP50)));
  CHECK(small.kpi(Scope::kPlant, 0, Kpi::kCycleTime) == about(20.0 / 3));
}

TEST_CASE("kpis: values are sorted by scope and entity and KPI without doubles") {
  const SmallPlant small;
  const std::vector<KpiValue> values = compute_kpis(small.data());
  for (std::size_t i = 1; i < values.size(); ++i) {
    const auto key = [&](std::size_t k) {
      return std::make_tuple(values[k].scope, values[k].entity, values[k].kpi);
    };
    REQUIRE(key(i - 1) < key(i));
  }
}

TEST_CASE("quantile: linear between order statistics as NumPy has it") {
  const std::vector<double> sorted = {1, 2, 4, 8};
  CHECK(quantile_of_sorted(sorted, 0) == 1);
  CHECK(quantile_of_sorted(sorted, 0.5) == 3);
  CHECK(quantile_of_sorted(sorted, 0.25) == 1.75);
  CHECK(quantile_of_sorted(sorted, 1) == 8);
  CHECK(quantile_of_sorted({5}, 0.3) == 5);
}

TEST_SUITE_END();
