#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/verification.h"
#include "twinline/experiment/capacity.h"

namespace {

using namespace twinline;

/// The static load gives the exact rates of the scenario without simulating.
void check_rates(const std::string& scenario) {
  const Plant plant = load_verification(scenario);
  const std::vector<StationLoad> loads = station_loads(plant);
  int checked = 0;
  for (const ExpectedRow& row : read_expected(scenario)) {
    for (const StationLoad& load : loads) {
      const Station& station = plant.stations[load.station];
      if (row.scope != "station" || row.name != station.name) continue;
      CAPTURE(row.name);
      CAPTURE(row.kpi);
      if (row.kpi == "throughput_per_h") {
        CHECK(load.rate_per_h == doctest::Approx(row.exact).epsilon(1e-9));
        ++checked;
      } else if (row.kpi == "utilization") {
        CHECK(load.offered_h_per_h / station.n_machines ==
              doctest::Approx(row.exact).epsilon(1e-9));
        ++checked;
      }
    }
  }
  CHECK(checked >= 1);
}

}  // namespace

TEST_SUITE("analytic.capacity") {
  TEST_CASE("capacity: exact rates of a Jackson network") { check_rates("jackson"); }
  TEST_CASE("capacity: exact rates with sampling and rework and scrap") {
    check_rates("rework_rates");
  }
  TEST_CASE("capacity: utilization of batches and of several servers") {
    check_rates("batch_full_heavy");
    check_rates("mm3");
  }
}
