// Runs the real program on the plants of scenarios/, as they lie and with their physics.
#include <string>

#include <doctest/doctest.h>

#include "support/program.h"

TEST_SUITE_BEGIN("twinline.plant_scenarios_cli");

namespace {

using twinline::test::ProgramFolder;
using Outcome = twinline::test::ProgramOutcome;

struct Case {
  const char* name;
  const char* horizon;
  const char* physics;  ///< as the scenario's README has it
  int uses;             ///< outputs of models, each a row of physics.csv
};

constexpr Case kCases[] = {
    {"battery_line", "--warm-up '1 wk' --duration '1 wk'",
     "--set station.formation.physics=form --set station.cover_tightening.physics=tighten "
     "--set station.pack_leak_test.physics=leak --set station.pack_test.physics=pulse",
     5},
    {"car_plant", "--warm-up '2 d' --duration '3 d'",
     "--set station.ecoat.physics=film_build --set station.topcoat_oven.physics=bake", 5},
    {"electronics_line", "--warm-up '2 d' --duration '1 wk'",
     "--set station.printer.physics=paste --set station.reflow.physics=profile "
     "--set 'station.box_build.physics=screw_robot|screws'",
     4},
};

Outcome run(const ProgramFolder& place, const Case& plant, const std::string& options) {
  return place.run(TWINLINE_PROGRAM, std::string("run '" TWINLINE_SCENARIO_DIR "/") + plant.name +
                                         "' --quiet --replications 2 " + plant.horizon + " " +
                                         options);
}

std::string tables(const ProgramFolder& place, const std::string& results) {
  std::string all;
  for (const char* file : {"summary.csv", "kpis.csv", "stations.csv", "machines.csv", "buffers.csv",
                           "quality.csv", "physics.csv"}) {
    all += place.text(results + "/" + file);
  }
  return all;
}

/// Outputs of models that were evaluated: rows of physics.csv whose column n is not 0.
int evaluated(const std::string& table) {
  int uses = 0;
  for (std::size_t row = table.find('\n') + 1; row < table.size();
       row = table.find('\n', row) + 1) {
    std::size_t cell = row;
    for (int column = 0; column < 9; ++column) cell = table.find(',', cell) + 1;
    uses += table[cell] != '0' ? 1 : 0;
  }
  return uses;
}

/// Pieces of a gate (of all machines together) that were outside its limits in replication 0.
double outside(const std::string& quality, const std::string& scenario, const std::string& gate) {
  const std::size_t begin = quality.find("\n" + scenario + ",0,0,1," + gate + ",");
  if (begin == std::string::npos) return -1;
  std::size_t at = begin + 1;
  double sum = 0;
  for (int column = 0; column < 20; ++column) {
    if (column >= 18) sum += std::stod(quality.substr(at));
    at = quality.find(',', at) + 1;
  }
  return sum;
}

}  // namespace

TEST_CASE("plant scenarios: equal bytes for one and two threads with and without physics") {
  for (const Case& plant : kCases) {
    CAPTURE(plant.name);
    const ProgramFolder place;
    for (const std::string& physics : {std::string(), std::string(plant.physics)}) {
      CAPTURE(physics);
      const Outcome one = run(place, plant, "--force --threads 1 --out one " + physics);
      CAPTURE(one.err);
      REQUIRE(one.code == 0);
      REQUIRE(run(place, plant, "--force --threads 2 --cohort 2 --out two " + physics).code == 0);
      CHECK((tables(place, "one") == tables(place, "two")));
      CHECK(evaluated(place.text("one/physics.csv")) == (physics.empty() ? 0 : 2 * plant.uses));
    }
  }
}

TEST_CASE("plant scenarios: what the models give makes the gates judge") {
  for (const auto& [plant, gate] : {std::pair{kCases[0], "pack_sealed"},
                                    {kCases[1], "topcoat_cured"},
                                    {kCases[2], "screws_tight"}}) {
    CAPTURE(gate);
    const ProgramFolder place;
    REQUIRE(run(place, plant, "--out without").code == 0);
    REQUIRE(run(place, plant, std::string("--out with ") + plant.physics).code == 0);
    CHECK(outside(place.text("without/quality.csv"), plant.name, gate) == 0);
    CHECK(outside(place.text("with/quality.csv"), plant.name, gate) > 0);
  }
}

TEST_CASE("plant scenarios: capacity names the station that sets the pace and no overload") {
  const ProgramFolder place;
  for (const auto& [name, station] : {std::pair{"battery_line", "formation "},
                                      {"car_plant", "underbody "},
                                      {"electronics_line", "functional_test "}}) {
    CAPTURE(name);
    const Outcome answer = place.run(
        TWINLINE_PROGRAM, std::string("capacity '" TWINLINE_SCENARIO_DIR "/") + name + "'");
    CHECK(answer.code == 0);
    const std::string row = answer.out.substr(answer.out.find('\n') + 1);
    CHECK(row.rfind(station, 0) == 0);
    CHECK(row.substr(0, row.find('\n')).find("<- sets the pace") != std::string::npos);
    CHECK(answer.out.find("overloaded") == std::string::npos);
  }
}

TEST_SUITE_END();
