// Runs the real program: what it prints, what it returns, what it leaves in the folder.
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/program.h"
#include "support/queue_scenario.h"

TEST_SUITE_BEGIN("twinline.cli");

namespace {

using twinline::test::ProgramFolder;
using twinline::test::queue_scenario;
using Outcome = twinline::test::ProgramOutcome;

/// A folder with the scenario in `fab`, where the program is run.
class Workplace : public ProgramFolder {
 public:
  Workplace() { write("fab/scenario.toml", queue_scenario(3, "\n[output]\nevents = true\n")); }
  Outcome run(const std::string& arguments, const std::string& before = "") const {
    return ProgramFolder::run(TWINLINE_PROGRAM, arguments, before);
  }

  /// All tables of a results folder, one after the other.
  std::string tables(const std::string& results) const {
    std::string all;
    for (const char* file :
         {"summary.csv", "kpis.csv", "jobs.csv", "machines.csv", "stations.csv", "events.csv"}) {
      all += text(results + "/" + file);
    }
    return all;
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The rows whose key names the replication.
std::string rows_of(const std::string& table, int replication) {
  const std::string key = "queue,0," + std::to_string(replication) + ",5,";
  std::string rows;
  std::size_t at = 0;
  for (std::size_t end = 0; (end = table.find('\n', at)) != std::string::npos; at = end + 1) {
    if (table.compare(at, key.size(), key) == 0) rows += table.substr(at, end + 1 - at);
  }
  return rows;
}

}  // namespace

TEST_CASE("cli: commands and options and what they return") {
  struct Case {
    const char* arguments;
    int code;
    const char* out;  ///< must be part of stdout
    const char* err;  ///< must be part of stderr; "" = stderr must be empty
  };
  const std::vector<Case> cases = {
      {"", 2, "Usage: twinline COMMAND", ""},
      {"--help", 0, "validate", ""},
      {"run --help", 0, "--replications", ""},
      {"capacity --help", 0, "Static load", ""},
      {"version", 0, "twinline 0.", ""},
      {"--version", 0, "compiler", ""},
      {"schema", 0, "[[station]]", ""},
      {"schema results", 0, "summary.csv", ""},
      {"schema result", 2, "", "did you mean \"results\"?"},
      {"rnu fab", 2, "", "unknown command \"rnu\"; did you mean \"run\"?"},
      {"run", 2, "", "expected: twinline run SCENARIO"},
      {"run fab --replicatons 3", 2, "", "did you mean \"--replications\"?"},
      {"run fab --rep 3", 2, "", "unknown option"},
      {"run fab extra", 2, "", "too many arguments"},
      {"run fab --threads 0", 2, "", "--threads: expected a whole number from 1"},
      {"run fab --threads -1", 2, "", "--threads"},
      {"run fab --threads two", 2, "", "--threads"},
      {"run fab --replications 0", 2, "", "replications"},
      {"run fab --duration 5", 2, "", "duration"},
      {"run fab --seed x", 2, "", "seed"},
      {"run nowhere", 2, "", "nowhere"},
      {"run fab --set stations.servr.machines=2", 2, "", "server"},
      {"run fab --set stations.server.machines", 2, "", "--set"},
      {"run fab --out out.txt/results", 1, "", "cannot make the folder out.txt/results"},
      {"run fab --out ''", 2, "", "--out"},
      {"validate fab", 0, "queue: no errors", ""},
      {"validate fab --set station.server.machines=0", 2, "", "machines"},
      {"describe fab", 0, "server", ""},
      {"capacity fab", 0, "server", ""},
      {"import smt2021 a --out b", 2, "", "did you mean \"smt2020\"?"},
      {"import smt2020 a", 2, "", "expected --out"},
      {"import smt2020", 2, "", "expected: twinline import"}};
  const Workplace place;
  for (const Case& one : cases) {
    CAPTURE(one.arguments);
    const Outcome outcome = place.run(one.arguments);
    CAPTURE(outcome.out);
    CAPTURE(outcome.err);
    CHECK(outcome.code == one.code);
    CHECK(contains(outcome.out, one.out));
    CHECK(contains(outcome.err, one.err));
    if (std::string(one.err).empty()) CHECK(outcome.err.empty());
  }
  CHECK(!place.has("results"));
}

TEST_CASE("cli: a run prints its table and writes its files") {
  const Workplace place;
  const Outcome outcome = place.run("run fab --threads 2");
  CAPTURE(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.out,
                 "queue: 3 replications of 20 h after 2 h of warm-up, seed 5, 2 threads"));
  CHECK(contains(outcome.out, "throughput      jobs/h"));
  CHECK(contains(outcome.out, "95 % interval"));
  CHECK(contains(outcome.out, "server"));
  CHECK(contains(outcome.out, "results/queue: 7 tables"));
  CHECK(contains(outcome.err, "queue: 100 %, 3/3 replications"));
  const std::string manifest = place.text("results/queue/manifest.json");
  CHECK(contains(manifest, "\"ended\": \"complete\""));
  CHECK(contains(manifest, "\"command\": [\"twinline\", \"run\", \"fab\", \"--threads\", \"2\"]"));
  CHECK(contains(manifest, "\"complete_replications\": [0, 1, 2]"));
  CHECK(contains(manifest, "\"resolved_scenario\": {"));
}

TEST_CASE("cli: quiet prints nothing") {
  const Workplace place;
  const Outcome outcome = place.run("run fab --quiet");
  CHECK(outcome.code == 0);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.empty());
  CHECK(place.has("results/queue/summary.csv"));
}

TEST_CASE("cli: results are not overwritten without force") {
  const Workplace place;
  CHECK(place.run("run fab --quiet --out results").code == 0);
  const std::string before = place.tables("results");
  const Outcome again = place.run("run fab --quiet --out results --seed 6");
  CHECK(again.code == 2);
  CHECK(contains(again.err, "--force"));
  CHECK(place.tables("results") == before);
  std::ofstream(place.path() / "results" / "notes.txt") << "mine";
  CHECK(
      place.run("run fab --quiet --out results --seed 6 --force --set output.events=false").code ==
      0);
  CHECK(place.tables("results") != before);
  CHECK(!place.has("results/events.csv"));
  CHECK(place.text("results/notes.txt") == "mine");
}

TEST_CASE("cli: tables are the same bytes for any number of threads") {
  const Workplace place;
  CHECK(place.run("run fab --quiet --threads 1 --out one").code == 0);
  CHECK(place.run("run fab --quiet --threads 2 --out two").code == 0);
  CHECK(place.tables("one").size() > 100000);
  CHECK(place.tables("one") == place.tables("two"));
}

TEST_CASE("cli: a replication alone has the rows that it has among others") {
  const Workplace place;
  CHECK(place.run("run fab --quiet --out all").code == 0);
  CHECK(place.run("run fab --quiet --out alone --replication 2").code == 0);
  for (const char* file : {"kpis.csv", "jobs.csv", "machines.csv", "stations.csv", "events.csv"}) {
    CAPTURE(file);
    const std::string all = rows_of(place.text(std::string("all/") + file), 2);
    CHECK(!all.empty());
    CHECK(all == rows_of(place.text(std::string("alone/") + file), 2));
    CHECK(rows_of(place.text(std::string("alone/") + file), 0).empty());
  }
}

TEST_CASE("cli: short options are the same as set") {
  const Workplace place;
  CHECK(place
            .run("run fab --quiet --out a --duration '5 h' --warm-up '1 h' --replications 2 "
                 "--seed 9")
            .code == 0);
  CHECK(place
            .run("run fab --quiet --out b --set 'scenario.duration=5 h' --set "
                 "'scenario.warm_up=1 h' --set scenario.replications=2 --set scenario.seed=9")
            .code == 0);
  CHECK(contains(place.text("a/kpis.csv"), "queue,0,1,9,plant"));
  CHECK(place.tables("a") == place.tables("b"));
}

TEST_CASE("cli: a signal ends the run with what is complete") {
  const Workplace place;
  const Outcome outcome =
      place.run("run fab --replications 1000000 --set output.events=false --out results",
                "timeout --preserve-status --signal INT 2");
  CHECK(outcome.code == 130);
  CHECK(contains(outcome.err, "interrupted: "));
  if (contains(outcome.err, "nothing is written")) {
    CHECK(!place.has("results"));
  } else {
    CHECK(contains(place.text("results/manifest.json"), "\"ended\": \"interrupted\""));
    CHECK(contains(place.text("results/kpis.csv"), "queue,0,0,5,plant"));
  }
}

TEST_SUITE_END();
