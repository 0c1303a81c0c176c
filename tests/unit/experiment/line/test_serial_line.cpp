#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/experiment/line/line_formula.h"
#include "twinline/experiment/line/serial_line.h"
#include "twinline/scenario/load.h"

namespace {

using namespace twinline;

Plant plant_of(const std::string& scenario, std::vector<std::string> set = {}) {
  LoadOptions options;
  options.set = std::move(set);
  return load_scenario(std::string(TWINLINE_SCENARIO_DIR) + "/verification/" + scenario, options)
      .plant;
}

LineAnswer answer(const Plant& plant) { return line_throughput(plant, serial_line(plant)); }

std::string broken(const std::string& scenario, std::vector<std::string> set) {
  return answer(plant_of(scenario, std::move(set))).broken;
}

}  // namespace

TEST_SUITE("experiment.serial_line") {
  TEST_CASE("serial line: a plant without buffers and belts is none") {
    CHECK_FALSE(may_be_line(plant_of("jackson")));
    CHECK(may_be_line(plant_of("buzacott")));
    CHECK(may_be_line(plant_of("bernoulli_2")));
  }
  TEST_CASE("serial line: machines and buffers are read in the order of the route") {
    const Plant plant = plant_of("bernoulli_3_uneven", {"buffer.b2.capacity=7"});
    const SerialLine line = serial_line(plant);
    REQUIRE(line.broken.empty());
    REQUIRE(line.machines.size() == 3);
    CHECK(plant.stations[line.machines[1].station].name == "m2");
    CHECK(line.capacity == std::vector<std::uint32_t>{2, 7});
    CHECK(line.counts == BufferCounts::kWaiting);
    CHECK(line.blocking == Blocking::kBeforeService);
    CHECK(line.machines[1].work.mean == 3600);
    CHECK(line.machines[1].failures[0].repair.mean == doctest::Approx(3600 / .8));
  }
  TEST_CASE("serial line: load and unload and speed change the time of a job") {
    const SerialLine line = serial_line(plant_of(
        "bernoulli_2", {"route.main.steps.s1.load=6 min", "route.main.steps.s1.unload=12 min"}));
    CHECK(line.machines[0].work.mean == doctest::Approx(1.3 * 3600));
  }
  TEST_CASE("serial line: what is no line names the station") {
    const auto says = [](const char* set, const std::string& text) {
      CAPTURE(set);
      CHECK(broken("exponential_line", {set}) == text);
    };
    says("station.m2.machines=2", "station \"m2\" has 2 machines");
    says("route.main.steps.s2.sampling=0.5", "station \"m2\" is skipped by some jobs");
    says("route.main.steps.s2.scrap_probability=0.1", "station \"m2\" scraps jobs");
    says("release.jobs.conwip=4",
         "station \"m1\" can starve: release \"jobs\" keeps 4 jobs, the line holds 5");
    says("route.main.steps.s1.load=exponential(1 min)", "");
    CHECK(broken("mm1k", {}) == "release \"jobs\" loses jobs that find no room");
    CHECK(broken("carrier_loop", {}) != "");
  }
}

TEST_SUITE("experiment.line_formula") {
  TEST_CASE("line formula: picks what fits and says how exact it is") {
    const auto picks = [](const std::string& scenario, const std::string& formula,
                          const std::string& accuracy) {
      const LineAnswer given = answer(plant_of(scenario));
      CHECK(given.broken == "");
      CHECK(given.formula == formula);
      CHECK(given.accuracy == accuracy);
      CHECK(given.assumptions.size() >= 2);
    };
    picks("bernoulli_2", "two Bernoulli machines (Li and Meerkov 2009)", "exact");
    picks("bernoulli_5", "Markov chain of Bernoulli machines", "exact");
    picks("gershwin_uneven", "two machines of one cycle (Gershwin 1994)", "exact");
    picks("tandem_blocking_3",
          "Markov chain of exponential machines (Hunt 1956, Gershwin and Berman 1981)", "exact");
    std::vector<std::string> busy = {"buffer.b1.capacity=4", "buffer.b2.capacity=5"};
    for (const char* machine : {"m1", "m2", "m3"}) {
      const std::string mode = "station." + std::string(machine) + ".failure.slot.";
      busy.push_back(mode + "type=operation_dependent");
      busy.push_back(mode + "interruption=resume");
    }
    const LineAnswer three = answer(plant_of("bernoulli_3", busy));
    CHECK(three.formula ==
          "decomposition into two machines of one cycle (Gershwin 1994, Dallery et al. 1988)");
    CHECK(three.jobs_per_h > .8);
    CHECK(three.jobs_per_h < .9);
    picks("buzacott", "Buzacott (1967), a line that moves and stops as one", "exact");
  }
  TEST_CASE("line formula: what no formula knows names the station") {
    const auto says = [](const char* scenario, const char* set, const std::string& text) {
      CAPTURE(set);
      CHECK(broken(scenario, {set}) == text);
    };
    says("exponential_line", "route.main.steps.s2.process=uniform(1 h; 2 h)",
         "station \"m2\" has process times that are neither constant nor exponential");
    says("exponential_line", "route.main.steps.s2.process=1 h",
         "station \"m2\" has other process times than those before it (constant, exponential)");
    says("bernoulli_2", "route.main.steps.s2.process=2 h",
         "station \"m2\" has another constant process time than those before it");
    says("bernoulli_2", "buffer.b1.counts=waiting_and_work",
         "station \"m2\" has a buffer that does not count waiting jobs and block before service "
         "with a place");
    says("bernoulli_2", "station.m2.failure.slot.repair=geometric(1 h; 0.8)",
         "station \"m2\" fails in a way that no formula knows");
    says("gershwin_deterministic", "buffer.b1.capacity=3",
         "station \"m2\" has a buffer of less than 4 places, its own counted");
    says("gershwin_berman", "station.m2.failure.breakdown.type=time_dependent",
         "station \"m2\" fails in another way than those before it");
  }
  TEST_CASE("line formula: the cycle is that of the scenario") {
    const LineAnswer given =
        answer(plant_of("gershwin_deterministic",
                        {"route.main.steps.s1.process=30 s", "route.main.steps.s2.process=30 s",
                         "station.m1.failure.breakdown.every=geometric(30 s; 0.01)",
                         "station.m1.failure.breakdown.repair=geometric(30 s; 0.1)",
                         "station.m2.failure.breakdown.every=geometric(30 s; 0.01)",
                         "station.m2.failure.breakdown.repair=geometric(30 s; 0.1)"}));
    CHECK(given.cycle_s == 30);
    CHECK(given.jobs_per_h == doctest::Approx(120 * .840936).epsilon(1e-6));
  }
}
