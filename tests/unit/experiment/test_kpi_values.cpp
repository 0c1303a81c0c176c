#include <doctest/doctest.h>

#include "twinline/core/error.h"
#include "twinline/experiment/kpi_values.h"

TEST_SUITE_BEGIN("experiment.kpi_values");

using namespace twinline;

namespace {

Plant small_plant() {
  Plant plant;
  plant.run.name = "fab";
  plant.parts.resize(1);
  plant.parts[0].name = "p.1";
  plant.stations.resize(2);
  plant.stations[0].name = "litho";
  plant.stations[1].name = "etch";
  plant.outcomes.gates.resize(1);
  plant.outcomes.gates[0].name = "film";
  return plant;
}

std::string error_of(const std::string& text) {
  try {
    parse_kpi(text, small_plant());
  } catch (const ArgumentError& error) {
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("kpi: a word alone is of the plant and others say of what") {
  const KpiChoice plant = parse_kpi("cycle_time_h", small_plant());
  CHECK(plant.scope == Scope::kPlant);
  CHECK(plant.kpi == Kpi::kCycleTime);
  const KpiChoice station = parse_kpi("station.etch.queue_time_h", small_plant());
  CHECK(station.scope == Scope::kStation);
  CHECK(station.entity == 1);
  CHECK(station.kpi == Kpi::kQueueTime);
  CHECK(parse_kpi("part.p.1.cycle_time_h", small_plant()).scope == Scope::kPart);
  const KpiChoice gate = parse_kpi("gate.film.cpk", small_plant());
  CHECK(gate.scope == Scope::kGate);
  CHECK(gate.kpi == Kpi::kCpk);
}

TEST_CASE("kpi: what is no KPI is refused with the nearest spelling") {
  CHECK(contains(error_of("cycle_tme_h"), "did you mean \"cycle_time_h\"?"));
  CHECK(contains(error_of("statoin.etch.wip"), "did you mean \"station\"?"));
  CHECK(contains(error_of("station.etsh.utilization"), "did you mean \"etch\"?"));
  CHECK(contains(error_of("etch.wip"), "expected a KPI such as"));
  CHECK(contains(error_of("utilization"), "only for: group, station, operator, resource"));
  CHECK(contains(error_of("cpk"), "only for: gate"));
  CHECK(contains(error_of("station.etch.on_time_fraction"), "not given for the scope station"));
}

TEST_CASE("kpi: its value is found where it has one") {
  const std::vector<KpiValue> kpis = {{Scope::kPlant, 0, Kpi::kWip, 3},
                                      {Scope::kStation, 1, Kpi::kQueueTime, 7}};
  CHECK(value_of({Scope::kStation, 1, Kpi::kQueueTime}, kpis) == 7.0);
  CHECK_FALSE(value_of({Scope::kStation, 0, Kpi::kQueueTime}, kpis));
  CHECK_FALSE(value_of({Scope::kStation, 1, Kpi::kMtbf}, kpis));
}

TEST_SUITE_END();
