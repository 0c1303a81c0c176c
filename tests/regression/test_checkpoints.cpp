// Runs and sweeps that are stopped again and again: they end with the bytes of one that was not.
#include <string>

#include <doctest/doctest.h>

#include "support/program.h"

TEST_SUITE_BEGIN("twinline.checkpoints");

namespace {

using Outcome = twinline::test::ProgramOutcome;

class Program : public twinline::test::ProgramFolder {
 public:
  Outcome run(const std::string& arguments, const std::string& before = "") const {
    return ProgramFolder::run(TWINLINE_PROGRAM, arguments, before);
  }
};

/// Two replications of a second or two each.
constexpr const char* kScenario = R"toml([scenario]
name         = "queue"
duration     = "2920 d"
replications = 2
seed         = 5

[output]
jobs          = false
wip_every     = "30 d"
events        = true
events_from   = "100 d"
events_to     = "2920 d"
events_parts  = ["rare"]
events_columns = ["time_s", "event", "part", "job"]

[[part]]
name  = "p"
route = "main"

[[part]]
name  = "rare"
route = "main"

[[route]]
name  = "main"
steps = [ { step = "s1", station = "server", process = "exponential(40 s)" } ]

[[station]]
name = "server"

[[release]]
name  = "starts"
part  = "p"
every = "exponential(60 s)"

[[release]]
name  = "rare"
part  = "rare"
every = "exponential(5 h)"
)toml";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string tables(const Program& place, const std::string& folder) {
  std::string all;
  for (const char* file : {"summary.csv", "kpis.csv", "machines.csv", "wip.csv", "events.csv"}) {
    all += place.text(folder + "/" + file);
  }
  return all;
}

/// Stops the command after a second, by SIGTERM and by SIGKILL in turn, until it ends by itself.
/// @return how often it was stopped
int run_to_the_end(const Program& place, const std::string& arguments) {
  for (int stops = 0; stops < 60; ++stops) {
    const bool kill = stops % 2 == 1;
    const Outcome part = place.run(arguments, std::string("timeout --preserve-status --signal ") +
                                                  (kill ? "KILL 1.5" : "TERM 1"));
    CAPTURE(part.err);
    if (part.code == 0) return stops;
    REQUIRE((kill ? part.code == 137 || part.code == -1 : part.code == 143));
  }
  FAIL("it never ends");
  return 0;
}

}  // namespace

TEST_CASE("checkpoints: a run stopped many times ends with the same bytes") {
  const Program place;
  place.write("fab/scenario.toml", kScenario);
  REQUIRE(place.run("run fab --out whole --threads 2 --quiet").code == 0);
  const int stops =
      run_to_the_end(place, "run fab --out cut --threads 1 --quiet --checkpoint-every 1s --resume");
  CHECK(stops > 0);
  CHECK((tables(place, "cut") == tables(place, "whole")));
  CHECK(contains(place.text("cut/events.csv"), ",finish,rare,"));
  CHECK_FALSE(place.has("cut/checkpoint"));
  const Outcome again = place.run("run fab --out cut --resume");
  CHECK(again.code == 0);
  CHECK(contains(again.out, "the results are complete"));
}

TEST_CASE("checkpoints: an unfinished run is neither lost nor mixed up") {
  const Program place;
  place.write("fab/scenario.toml", kScenario);
  const std::string run = "run fab --out cut --threads 1 --quiet ";
  REQUIRE(
      place.run(run + "--checkpoint-every 1s", "timeout --preserve-status --signal TERM 1").code ==
      143);
  const Outcome plain = place.run(run);
  CHECK(plain.code == 2);
  CHECK(contains(plain.err,
                 "holds an unfinished run: go on with --resume, or start anew with --force"));
  const Outcome other = place.run(run + "--resume --seed 6");
  CHECK(other.code == 1);
  CHECK(contains(other.err, "the checkpoint is of another scenario"));
  CHECK(place.run(run + "--force --duration '30 d'").code == 0);
  CHECK_FALSE(place.has("cut/checkpoint"));
  CHECK(place.run(run + "--resume").code == 2);  // results of another length lie there
}

TEST_CASE("checkpoints: options that cannot be are refused") {
  const Program place;
  place.write("fab/scenario.toml", kScenario);
  const Outcome short_time = place.run("run fab --checkpoint-every 10ms");
  CHECK(short_time.code == 2);
  CHECK(contains(short_time.err, "expected a duration of 1 s or more, received \"10ms\""));
  CHECK(place.run("run fab --checkpoint-every often").code == 2);
  CHECK(place.run("run fab --until-half-width 5% --of cycle_time_h --checkpoint-every 1s").code ==
        2);
}

TEST_CASE("checkpoints: tasks of a sweep go on from where they stood") {
  const Program place;
  place.write("fab/scenario.toml", kScenario);
  place.write("plan.toml", R"toml([plan]
design = "grid"

[[factor]]
path   = "stations.server.machines"
values = [1, 2]

[results]
tables = ["kpis.csv", "machines.csv", "wip.csv", "events.csv"]
)toml");
  const std::string sweep = "sweep fab --plan plan.toml --quiet --replications 1 ";
  REQUIRE(place.run(sweep + "--out whole").code == 0);
  const int stops = run_to_the_end(place, sweep + "--out cut --threads 1 --checkpoint-every 1s");
  CHECK(stops > 0);
  CHECK((tables(place, "cut") == tables(place, "whole")));
  CHECK((place.text("cut/sweep.csv") == place.text("whole/sweep.csv")));
  CHECK_FALSE(place.has("cut/checkpoint"));
}

TEST_SUITE_END();
