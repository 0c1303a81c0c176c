#include <filesystem>

#include <doctest/doctest.h>

#include "small_scenario.h"
#include "twinline/scenario/describe.h"

TEST_SUITE_BEGIN("scenario.load");

using namespace twinline;
using test::SmallScenario;

TEST_CASE("settings: as written and their defaults") {
  SmallScenario scenario;
  scenario.scenario =
      "[scenario]\nname = \"x\"\nduration = \"52 wk\"\nwarm_up = \"8 wk\"\nseed = 7\n"
      "replications = 3\nstart = 2026-01-05T00:00:00\nconfidence = 0.99\n";
  scenario.more =
      "[output]\njobs = false\nwip_every = \"6 h\"\nevents = true\nevents_to = \"2 d\"\n";
  const Plant plant = scenario.plant();
  CHECK(plant.run.name == "x");
  CHECK(plant.run.start == "2026-01-05T00:00:00");
  CHECK(plant.run.duration.hours() == doctest::Approx(8736));
  CHECK(plant.horizon().hours() == doctest::Approx(10080));
  CHECK(plant.run.seed == 7);
  CHECK(plant.run.replications == 3);
  CHECK(plant.run.confidence == 0.99);
  CHECK_FALSE(plant.output.jobs);
  CHECK(plant.output.events);
  CHECK(plant.output.wip_interval.hours() == doctest::Approx(6));
  CHECK(plant.output.events_to.hours() == doctest::Approx(48));
  const Plant plain = SmallScenario().plant();
  CHECK(plain.run.name.rfind("twinline_test_", 0) == 0);  // the folder's
  CHECK(plain.run.seed == 1);
  CHECK(plain.output.events_to == SimTime::max());
}

TEST_CASE("overrides: by name in both spellings and into tables and in order") {
  SmallScenario scenario;
  scenario.options.set = {"stations.etch.machines=5", "station.litho.dispatch=priority|fifo",
                          "parts.pa.size=3",          "scenario.duration=20 d",
                          "scenario.duration=30 d",   "route.main.steps.s2.process=1 h",
                          "release.1.every=[]",       "release.pa.every=2 h"};
  const Plant plant = scenario.plant();
  CHECK(plant.stations[1].n_machines == 5);
  CHECK(plant.stations[0].n_ranking == 2);
  CHECK(plant.parts[0].pieces == 3);
  CHECK(plant.run.duration.hours() == doctest::Approx(720));
  CHECK(plant.distributions[plant.steps[1].process].mean == 3600);
  CHECK(plant.distributions[plant.releases[0].every].mean == 7200);
}

TEST_CASE("overrides: TOML values and new inner tables and CSV stations") {
  SmallScenario scenario;
  scenario.head = "stations = \"stations.csv\"";
  scenario.station = "";
  scenario.files["stations.csv"] = "name,machines\nlitho,1\netch,2\n";
  scenario.files["other.csv"] = "step,station,process\nonly,litho,1 h\n";
  scenario.options.set = {"stations.etch.machines=4", "stations.litho.batch.max=2",
                          "stations.litho.dispatch=[\"spt\", \"fifo\"]",
                          "route.main.steps=other.csv", "output.wip_every=1 h"};
  const Plant plant = scenario.plant();
  CHECK(plant.stations[1].n_machines == 4);
  CHECK(plant.stations[0].batch.enabled);
  CHECK(plant.stations[0].n_ranking == 2);
  REQUIRE(plant.steps.size() == 1);
  CHECK(plant.step_names[0] == "only");
}

TEST_CASE("resolved: tables and overrides merged in") {
  SmallScenario scenario;
  scenario.options.set = {"scenario.seed=42"};
  const std::string json = scenario.load().resolved;
  CHECK(json.find("\"seed\": 42") != std::string::npos);
  CHECK(json.find("\"process\": \"55 min\"") != std::string::npos);
  CHECK(json.find("route.csv") == std::string::npos);
}

TEST_CASE("a folder and its file are the same scenario") {
  const test::TemporaryFolder folder;
  folder.write("scenario.toml",
               "[scenario]\nduration = \"1 d\"\n[[part]]\nname = \"p\"\nroute = \"r\"\n[[route]]\n"
               "name = \"r\"\nsteps = [ { step = \"a\", station = \"m\", process = \"1 h\" } ]\n"
               "[[station]]\nname = \"m\"\n[[release]]\npart = \"p\"\nconwip = 1\n");
  const LoadedScenario by_folder = load_scenario(folder.path());
  const LoadedScenario by_file = load_scenario(folder.path() / "scenario.toml");
  CHECK(by_folder.resolved == by_file.resolved);
  CHECK(by_folder.files == by_file.files);
}

TEST_CASE("no scenario: the path and the reason") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_WITH_AS(load_scenario(folder.path() / "none"), doctest::Contains("no such file"),
                       ScenarioError);
  CHECK_THROWS_WITH_AS(load_scenario(folder.path()), doctest::Contains("scenario.toml: error"),
                       ScenarioError);
}

TEST_CASE("files: links out of the folder need permission") {
  const test::TemporaryFolder outside;
  outside.write("route.csv", "step,station,process\ns1,litho,1 h\n");
  const test::TemporaryFolder folder;
  folder.write("scenario.toml",
               "[scenario]\nduration = \"1 d\"\n[[part]]\nname = \"p\"\nroute = \"r\"\n[[route]]\n"
               "name = \"r\"\nsteps = \"link.csv\"\n[[station]]\nname = \"litho\"\n[[release]]\n"
               "part = \"p\"\nconwip = 1\n");
  std::filesystem::create_symlink(outside.path() / "route.csv", folder.path() / "link.csv");
  CHECK_THROWS_WITH_AS(load_scenario(folder.path()), doctest::Contains("outside"), ScenarioError);
  LoadOptions options;
  options.allow_outside = true;
  CHECK(load_scenario(folder.path(), options).plant.steps.size() == 1);
}

TEST_CASE("warnings: what is allowed but odd") {
  SmallScenario scenario;
  scenario.station += "\n[[station]]\nname = \"idle\"\n";
  scenario.part += "\n[[part]]\nname = \"pb\"\nroute = \"main\"\n";
  scenario.more = "[[resource]]\nname = \"reticle\"\n";
  const std::vector<std::string> warnings = scenario.load().warnings;
  REQUIRE(warnings.size() == 3);
  CHECK(warnings[0].find("warning: part \"pb\": no job of it is ever released") !=
        std::string::npos);
  CHECK(warnings[1].find("station \"idle\": no step is done here") != std::string::npos);
  CHECK(warnings[2].find("resource \"reticle\": no step needs it") != std::string::npos);
}

TEST_CASE("describe: what was read with units") {
  SmallScenario scenario;
  scenario.scenario =
      "[scenario]\nname = \"tiny\"\nduration = \"52 wk\"\nwarm_up = \"8 wk\"\nreplications = 2\n";
  CHECK(describe_text(scenario.plant()) ==
        "tiny\n"
        "\n"
        "2 replications of 52 wk after 8 wk of warm-up, seed 1\n"
        "\n"
        "1 part, 1 route, 3 steps, 2 stations, 3 machines, 1 release stream\n"
        "\n"
        "  part  route  steps  pieces  raw time\n"
        "  pa    main   3      25      1.58 h\n"
        "\n"
        "  station  group  machines  steps  features\n"
        "  litho           1         2\n"
        "  etch            2         1\n"
        "\n"
        "  release  part  jobs                                   priority  due after\n"
        "  pa       pa    every 3.00 h on average, 56.00 a week  0         -\n");
}

TEST_CASE("describe: physics, conditions, gauges, controllers and gates by name") {
  SmallScenario scenario;
  scenario.files["route.csv"] =
      "step,station,process,physics\ns1,litho,55 min,polish\ns2,etch,30 min,\n";
  scenario.more = R"toml(
[[characteristic]]
name = "removed"
unit = "nm"

[[characteristic]]
name = "seen"
unit = "nm"

[[condition]]
name     = "pad_age"
unit     = "h"
grows    = "1 s"
by       = "process_second"
stations = ["litho"]

[[physics]]
name    = "polish"
model   = "cmp"
inputs  = { time = "60 s", pressure = "20 kPa", platen_speed = "60 rpm", carrier_speed = "60 rpm", pad_age = "machine.pad_age" }
outputs = { removed_mean = "removed" }

[[metrology]]
name    = "thickness"
after   = "s2"
measure = "removed"
into    = "seen"

[[control]]
name   = "time"
adjust = "polish.time"
after  = "s2"
from   = "seen"
target = "150 nm"
slope  = "2.3 nm/s"
start  = "60 s"

[[gate]]
name  = "removal"
after = "s2"
check = "removed"
low   = "100 nm"
)toml";
  const std::string text = describe_text(scenario.plant());
  CAPTURE(text);
  CHECK(text.find("\n"
                  "  physics      polish (cmp)\n"
                  "  conditions   pad_age\n"
                  "  gauges       thickness\n"
                  "  controllers  time\n"
                  "  gates        removal\n"
                  "\n  release ") != std::string::npos);
}

TEST_SUITE_END();
