#include <algorithm>
#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "small_gates.h"
#include "twinline/results/event_log.h"
#include "twinline/results/tables.h"

TEST_SUITE_BEGIN("results.tables");

using namespace twinline;
using test::hours;
using test::SmallGates;
using test::SmallPlant;

namespace {

const Table& table(const std::string& file) {
  const auto& tables = replication_tables();
  return *std::find_if(tables.begin(), tables.end(),
                       [&](const Table& t) { return t.file == file; });
}

std::string rows(const SmallPlant& small, const std::string& file) {
  const ReplicationData data = small.data(4);
  const std::vector<KpiValue> kpis = compute_kpis(data);
  const std::string key = key_cells(small.plant, data.replication, data.seed);
  CsvText out;
  table(file).rows({data, kpis, key}, out);
  return out.take();
}

/// A plant in which every table applies and has a row.
SmallPlant full() {
  SmallPlant small = SmallGates();
  small.plant.output.wip_interval = hours(1);
  small.stats.wip_series = {{hours(11), 3, 1}};
  QueueWindow window;
  window.opens = 0;
  window.closes = 1;
  window.limit = hours(2);
  small.plant.windows = {window};
  small.stats.windows.resize(1);
  small.stats.windows[0].closed = 4;
  small.stats.windows[0].violations = 1;
  small.stats.windows[0].span.add(hours(3));
  small.plant.operator_pools.resize(1);
  small.plant.operator_pools[0].name = "crew";
  small.plant.operator_pools[0].count = 4;
  small.stats.operators.resize(1);
  small.stats.operators[0].busy = TimeWeighted(hours(10), 3);
  small.plant.buffers.resize(1);
  small.plant.buffers[0].name = "store";
  small.plant.buffers[0].capacity = 6;
  small.plant.stations[0].buffer = 0;  // of the second step
  small.plant.routes[0].n_steps = 2;
  small.stats.blocked.resize(1);
  small.buffers = {{3, 0, 0, 3}};
  small.stats.buffer_levels = {2};
  small.plant.options = {{"colour", {"white", "red"}, {0.5, 1}, 1, 2}};
  small.plant.watches = {{0, 0}};
  small.stats.watches = {{20, 4, 19, 3}};
  small.plant.belts.resize(1);
  small.plant.stations[0].belt = 0;
  small.plant.belts[0].n_positions = 1;
  small.plant.belts[0].pitch = hours(1);
  small.plant.line_positions = {{0, 3, 0, 0}};
  small.stats.positions.resize(1);
  small.stats.paces.resize(1);
  small.plant.resources.resize(1);
  small.plant.resources[0].name = "reticle";
  small.plant.resources[0].count = 2;
  small.stats.resources.resize(1);
  small.stats.resources[0].busy = TimeWeighted(hours(10), 1);
  small.add_fleet();
  return small;
}

}  // namespace

TEST_CASE("tables: every row has a cell for every column") {
  const SmallPlant small = full();
  for (const Table& t : replication_tables()) {
    CAPTURE(t.file);
    REQUIRE(t.applies(small.plant));
    const std::string text = header_line(key_columns(), t.columns) + rows(small, t.file);
    const auto n_commas = static_cast<std::ptrdiff_t>(key_columns().size() + t.columns.size() - 1);
    std::size_t at = 0;
    std::size_t n_rows = 0;
    for (std::size_t end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
      const std::string row = text.substr(at, end - at);
      CHECK_MESSAGE(std::count(row.begin(), row.end(), ',') == n_commas, row);
      ++n_rows;
    }
    CHECK(n_rows >= 2);
  }
}

TEST_CASE("tables: column and file names are not used twice") {
  std::set<std::string> files;
  for (const Table& t : replication_tables()) {
    CHECK(files.insert(t.file).second);
    std::set<std::string> names;
    for (const Column& column : key_columns()) names.insert(column.name);
    for (const Column& column : t.columns)
      CHECK_MESSAGE(names.insert(column.name).second, column.name);
  }
}

TEST_CASE("tables: fleets and their vehicles and the zones") {
  SmallPlant small;
  small.add_fleet();
  CHECK(rows(small, "fleets.csv") == "small,0,4,7,agv,2,1,0,0,1.5,2,4,4,0.4,0.05,0.6\n");
  CHECK(rows(small, "vehicles.csv") ==
        "small,0,4,7,agv,1,144000,108000,72000,18000,10800,7200,360000,7,0,2\n"
        "small,0,4,7,agv,2,288000,21600,14400,3600,25200,7200,360000,0,0,0\n");
  CHECK(rows(small, "zones.csv") == "small,0,4,7,crossing,1,0,0,9,1,12,12\n");
  CHECK(small.kpi(Scope::kFleet, 0, Kpi::kQueueTime) == 1.5);
  CHECK(small.kpi(Scope::kFleet, 0, Kpi::kUtilization) == doctest::Approx(0.4));
  CHECK(small.kpi(Scope::kFleet, 0, Kpi::kDeliveryTime) == 4);
  CHECK(small.kpi(Scope::kFleet, 0, Kpi::kTrafficFraction) == doctest::Approx(0.05));
  CHECK(small.kpi(Scope::kFleet, 0, Kpi::kEmptyTravelFraction) == doctest::Approx(0.6));
  CHECK(small.kpi(Scope::kFleet, 0, Kpi::kChargingFraction) == doctest::Approx(0.02));
}

TEST_CASE("tables: people are loaded by the takt that the pace makes") {
  SmallPlant small = full();
  small.stats.positions[0].jobs = 4;
  small.stats.positions[0].work = hours(2);
  CHECK(rows(small, "positions.csv").find(",litho,4,4,1800,0.5,") != std::string::npos);
  CHECK(std::isnan(small.kpi(Scope::kStation, 0, Kpi::kPace)));
  small.plant.belts[0].pace_control = 0;
  Control& control = small.plant.outcomes.controls.emplace_back();
  control.low = 1;
  control.high = 2;
  for (const double pace : {1.0, 1.5}) small.stats.paces[0].add(pace);
  CHECK(rows(small, "positions.csv").find(",litho,4,4,1800,0.625,") != std::string::npos);
  CHECK(small.kpi(Scope::kStation, 0, Kpi::kPace) == 1.25);
  control.high = 1;  // switched off
  CHECK(std::isnan(small.kpi(Scope::kStation, 0, Kpi::kPace)));
}

TEST_CASE("tables: those without rows do not apply") {
  const SmallPlant small;
  for (const char* file : {"wip.csv", "queue_windows.csv", "operators.csv", "resources.csv",
                           "quality.csv", "physics.csv"}) {
    CHECK_MESSAGE(!table(file).applies(small.plant), file);
  }
}

TEST_CASE("jobs: due dates and scrap") {
  CHECK(rows(SmallPlant(), "jobs.csv") ==
        "small,0,4,7,starts,0,pa,0,8,12,4,2,2,12,0,0,25,25\n"
        "small,0,4,7,starts,1,pa,0,20,26,6,2,3,25,1,1,25,25\n"
        "small,0,4,7,starts,2,pa,0,30,40,10,2,5,,,0,25,25\n"
        "small,0,4,7,starts,3,pa,0,40,41,1,2,0.5,90,0,0,25,0\n");
}

TEST_CASE("machines: sub-states and E10 states both sum to the total") {
  const std::string text = rows(SmallPlant(), "machines.csv");
  CHECK(text.substr(0, text.find('\n')) ==
        "small,0,4,7,litho,front,litho_1,"
        "180000,36000,0,43200,10800,18000,0,0,14400,21600,0,32400,3600,0,"
        "216000,72000,0,36000,36000,0,360000,"
        "0,2,50,0,3,0,0.6,0.8,0.5,20,3");
}

TEST_CASE("windows and operators and resources: the rows of a hand calculation") {
  const SmallPlant small = full();
  CHECK(rows(small, "queue_windows.csv") == "small,0,4,7,main,s1,s2,2,4,1,0.25,3,3\n");
  CHECK(rows(small, "operators.csv") == "small,0,4,7,crew,4,3,3,0.75,0,,0,0,1,0,0,0\n");
  CHECK(rows(small, "resources.csv") == "small,0,4,7,reticle,2,1,1,0.5\n");
  CHECK(rows(small, "wip.csv") == "small,0,4,7,11,3,1\n");
  CHECK(rows(full(), "buffer_levels.csv") == "small,0,4,7,11,store,2\n");
}

TEST_CASE("tables: a name with a comma stays one cell") {
  SmallPlant small;
  small.plant.run.name = "fab, north";
  CHECK(rows(small, "wip.csv").empty());
  CHECK(key_cells(small.plant, 0, 1) == "\"fab, north\",0,0,1");
}

TEST_SUITE_END();
