// Runs the real program on a scenario whose step uses a process model.
#include <string>

#include <doctest/doctest.h>

#include "support/program.h"
#include "support/queue_scenario.h"

TEST_SUITE_BEGIN("twinline.offload_cli");

namespace {

using twinline::test::ProgramFolder;
using Outcome = twinline::test::ProgramOutcome;

constexpr const char* kFilm = R"toml([scenario]
name         = "film"
duration     = "20 h"
replications = 5
seed         = 5

[[characteristic]]
name = "film"
unit = "nm"

[[physics]]
name    = "grow"
model   = "cvd_deposition"
inputs  = { temperature = "uniform(884 K, 900 K)", time = "task.process_time", gas = "1e21 1/m^3" }
outputs = { thickness = "film" }

[[part]]
name  = "wafers"
route = "main"

[[route]]
name  = "main"
steps = [ { step = "s1", station = "furnace", process = "uniform(5 min, 15 min)", physics = "grow" } ]

[[station]]
name     = "furnace"
machines = 3

[[release]]
name   = "starts"
part   = "wafers"
pieces = 5
every  = "exponential(5 min)"
)toml";

class Workplace : public ProgramFolder {
 public:
  Workplace() { write("film/scenario.toml", kFilm); }
  Outcome run(const std::string& arguments) const {
    return ProgramFolder::run(TWINLINE_PROGRAM, arguments, "");
  }
  std::string tables(const std::string& results) const {
    std::string all;
    for (const char* file : {"summary.csv", "kpis.csv", "jobs.csv", "physics.csv"}) {
      all += text(results + "/" + file);
    }
    return all;
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("offload: tables are the same bytes for any cohort and batch size") {
  const Workplace place;
  const Outcome one = place.run("run film --quiet --threads 1 --out one");
  CAPTURE(one.err);
  REQUIRE(one.code == 0);
  CHECK(place.tables("one").size() > 10000);
  for (const char* options :
       {"--cohort 5", "--cohort 3 --batch-items 7", "--threads 2 --cohort 2"}) {
    CAPTURE(options);
    CHECK(place.run(std::string("run film --quiet --force --out other ") + options).code == 0);
    CHECK(place.tables("other") == place.tables("one"));
  }
  CHECK(contains(place.text("one/offload.csv"), "\nfilm,cvd_deposition,"));
  CHECK(contains(place.text("one/manifest.json"), "\"warnings\": []"));
  CHECK(contains(place.text("one/manifest.json"), "\"offload.csv\""));
}

TEST_CASE("offload: a scenario without models has no such table") {
  const ProgramFolder place;
  place.write("fab/scenario.toml", twinline::test::queue_scenario(2));
  CHECK(place.run(TWINLINE_PROGRAM, "run fab --quiet --cohort 4 --out results", "").code == 0);
  CHECK(place.has("results/summary.csv"));
  CHECK(!place.has("results/offload.csv"));
}

TEST_CASE("offload: senseless options are refused") {
  const Workplace place;
  const auto refused = [&](const std::string& arguments, const std::string& reason) {
    CAPTURE(arguments);
    const Outcome outcome = place.run(arguments);
    CAPTURE(outcome.err);
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, reason));
  };
  refused("run film --cohort 0", "--cohort: expected a whole number from 1 to 100000, received 0");
  refused("run film --cohort -3", "--cohort: expected a whole number from 1");
  refused("run film --cohort many", "--cohort");
  refused("run film --batch-items 0", "--batch-items: expected a whole number from 1");
  refused("run film --batch-item 5", "did you mean \"--batch-items\"?");
  refused("compare film --set-b stations.furnace.machines=4 --cohort 0", "--cohort: expected");
  refused("sweep film --plan p.toml --cohort 2", "--cohort");
  CHECK(!place.has("results"));
}

TEST_SUITE_END();
