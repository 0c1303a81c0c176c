#include <limits>

#include <doctest/doctest.h>

#include "small_plant.h"
#include "twinline/results/console_table.h"

TEST_SUITE_BEGIN("results.console_table");

using namespace twinline;
using test::SmallPlant;

namespace {

std::string shown(const Plant& plant, const std::vector<std::vector<KpiValue>>& replications) {
  return console_table(plant, summarize(replications, plant.run.confidence));
}

}  // namespace

TEST_CASE("console: one replication has no interval") {
  const SmallPlant small;
  CHECK(shown(small.plant, {compute_kpis(small.data())}) ==
        "plant                         mean      one replication: no interval\n"
        "  throughput      jobs/d      0.720\n"
        "  moves           moves/d     48.0\n"
        "  cycle time      h           6.67\n"
        "  flow factor                 3.33\n"
        "  WIP             jobs        3.00\n"
        "  on time         %           50.0\n"
        "  scrap           %           25.0\n"
        "  rework          %           33.3\n"
        "\n"
        "station       busy   setup    down      PM blocked    idle    queue    wait h\n"
        "  litho       60.0     4.0    10.0     6.0     5.0    15.0      1.0       2.5   <- "
        "bottleneck\n"
        "  etch        20.0     0.0     0.0     0.0     0.0    80.0      0.0       0.0\n");
}

TEST_CASE("console: several replications show intervals and parts") {
  Plant plant;
  plant.run.name = "two";
  plant.parts.resize(2);
  plant.parts[0].name = "pa";
  plant.parts[1].name = "pb";
  const auto replication = [](double x) {
    return std::vector<KpiValue>{
        {Scope::kPlant, 0, Kpi::kThroughputPerH, 20 + x}, {Scope::kPlant, 0, Kpi::kCycleTime, 0.2},
        {Scope::kPart, 0, Kpi::kThroughputPerD, 240},     {Scope::kPart, 0, Kpi::kCycleTime, 0.2},
        {Scope::kPart, 0, Kpi::kCycleTimeP95, 0.5},       {Scope::kPart, 0, Kpi::kFlowFactor, 1.5},
        {Scope::kPart, 1, Kpi::kCycleTime, 0.1}};
  };
  CHECK(shown(plant, {replication(-0.1), replication(0), replication(0.1)}) ==
        "plant                         mean      95 % interval\n"
        "  throughput      jobs/h      20.0      19.8 .. 20.2\n"
        "  cycle time      min         12.0      12.0 .. 12.0\n"
        "\n"
        "part          jobs/d  cycle min      P95  flow factor  on time\n"
        "  pa             240       12.0     30.0         1.50        -\n"
        "  pb               -       6.00        -            -        -\n"
        "\n"
        "station       busy   setup    down      PM    idle    queue    wait h\n");
}

TEST_CASE("console: at most twelve stations sorted by load") {
  Plant plant;
  std::vector<KpiValue> kpis;
  for (Id i = 0; i < 30; ++i) {
    plant.stations.emplace_back();
    plant.stations.back().name = "s" + std::to_string(i);
    kpis.push_back({Scope::kStation, i, Kpi::kUtilizationAvailable, i / 100.0});
  }
  const std::string text = shown(plant, {kpis});
  CHECK(text.find("s29") < text.find("s28"));
  CHECK(text.find("s29") < text.find("<- bottleneck"));
  CHECK(text.find("<- bottleneck") < text.find("s28"));
  CHECK(text.find("s18 ") != std::string::npos);
  CHECK(text.find("s17 ") == std::string::npos);
  CHECK(text.find("  18 more stations in stations.csv\n") != std::string::npos);
}

TEST_CASE("rounding: three digits or as many as the interval supports") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  CHECK(rounded(23756.4, none) == "23756");
  CHECK(rounded(0.0123456, none) == "0.0123");
  CHECK(rounded(2.3104, 0.04) == "2.31");
  CHECK(rounded(0.49812, 0.00004) == "0.49812");
  CHECK(rounded(41.73, 0.8) == "41.7");
  CHECK(rounded(0, 0) == "0");
  CHECK(rounded_interval(41.73, 0.8) == "40.9 .. 42.5");
}

TEST_SUITE_END();
