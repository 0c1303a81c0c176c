// The commands of experiments as a user drives them.
#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/program.h"
#include "support/queue_scenario.h"

TEST_SUITE_BEGIN("twinline.experiment_cli");

namespace {

using twinline::test::kQueuePlan;
using twinline::test::ProgramFolder;
using twinline::test::ProgramOutcome;
using twinline::test::queue_scenario;

constexpr const char* kPlan = R"toml([optimize]
goal = "minimize"
runs = 18
replications = 3
confirm = 4

[[factor]]
path = "stations.server.machines"
name = "machines"
low = 1
high = 6
type = "integer"

[[objective]]
kpi = "queue_length"

[[objective]]
factor = "machines"
weight = 0.2

[[constraint]]
kpi = "cycle_time_h"
at_most = 0.012
)toml";

class Workplace : public ProgramFolder {
 public:
  Workplace() {
    write("fab/scenario.toml", queue_scenario(10));
    write("plan.toml", kPlan);
    write("grid.toml", kQueuePlan);
  }
  ProgramOutcome run(const std::string& arguments, const std::string& before = "") const {
    return ProgramFolder::run(TWINLINE_PROGRAM, arguments, before);
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t n_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// The line of a table that begins with the text.
std::string line_of(const std::string& table, const std::string& begin) {
  const std::size_t at = table.find("\n" + begin);
  return at == std::string::npos ? "" : table.substr(at + 1, table.find('\n', at + 1) - at - 1);
}

}  // namespace

TEST_CASE("experiment cli: what is wrong with the options is said") {
  struct Case {
    const char* arguments;
    const char* err;
  };
  const std::vector<Case> cases = {
      {"compare fab", "expected two scenarios, or one and --set-a or --set-b"},
      {"compare fab --point-b 1", "option --point-b goes with --plan FILE"},
      {"compare fab --plan grid.toml --point-a 0 --point-b 6", "--point-b: expected"},
      {"compare fab --set-b stations.servr.machines=2", "did you mean \"server\"?"},
      {"compare fab --set-b scenario.seed=2", "common random numbers need one seed"},
      {"compare fab --set-b scenario.replications=2", "give both one with --replications"},
      {"compare fab fab --replications 1", "2 or more"},
      {"select fab", "expected two designs or more"},
      {"select fab --design a --design b:", "expected NAME:path=value"},
      {"select fab --design a: --design a:", "two designs are called \"a\""},
      {"select fab --design a: --design b:", "expected the option --of"},
      {"select fab --design a: --design b: --of wip", "expected the option --zone"},
      {"select fab --design a: --design b: --of wpi --zone 1", "did you mean \"wip\"?"},
      {"select fab --design a: --design b: --of wip --zone 0", "--zone: expected a number above 0"},
      {"select fab --design a: --design b: --of wip --zone 1 --confidence 0.4", "above 0.5"},
      {"run fab --until-half-width 0", "--until-half-width: expected a share"},
      {"run fab --until-half-width 2 %", "too many arguments"},
      {"run fab --until-half-width 120%", "--until-half-width: expected a share"},
      {"run fab --until-half-width 5% --of cycle_time", "did you mean"},
      {"run fab --of wip", "option --of goes with --until-half-width"},
      {"run fab --until-half-width 5% --replication 3", "expected only one of them"},
      {"effects nowhere", "nowhere/sweep.csv: error: cannot read the table of a sweep"},
      {"analyze nowhere", "nowhere/kpis.csv: error: cannot read the table"},
      {"optimize fab", "expected the option --plan FILE"},
      {"optimize fab --plan none.toml", "none.toml: error: cannot read the plan"}};
  const Workplace place;
  for (const Case& one : cases) {
    CAPTURE(one.arguments);
    const ProgramOutcome outcome = place.run(one.arguments);
    CAPTURE(outcome.err);
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, one.err));
  }
  CHECK_FALSE(place.has("results"));
}

TEST_CASE(
    "experiment cli: until a half width is met the tables are those of as many replications") {
  const Workplace place;
  const ProgramOutcome outcome =
      place.run("run fab --until-half-width 3% --of cycle_time_h --out a");
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const std::string line = line_of(place.text("a/summary.csv"), "queue,0,plant,queue,cycle_time_h");
  const std::size_t comma = line.rfind(',');
  const std::size_t before = line.rfind(',', comma - 1);
  const std::string n = line.substr(before + 1, comma - before - 1);
  CHECK(std::stoi(n) > 10);
  CHECK(contains(outcome.out, "queue: " + n + " replications of 20 h"));
  CHECK(contains(outcome.err, "half width after " + n + " replications: cycle_time_h 2."));
  CHECK(place.run("run fab --quiet --threads 1 --out b --replications " + n).code == 0);
  for (const char* file : {"summary.csv", "kpis.csv", "jobs.csv", "machines.csv", "stations.csv"}) {
    CAPTURE(file);
    CHECK(place.text(std::string("a/") + file) == place.text(std::string("b/") + file));
  }
  const ProgramOutcome capped =
      place.run("run fab --until-half-width 0.1% --max-replications 12 --quiet --out c");
  CHECK(capped.code == 0);
  CHECK(contains(capped.err, "is not met after 12 replications"));
}

TEST_CASE("experiment cli: compare pairs the replications of two scenarios") {
  const Workplace place;
  const ProgramOutcome outcome = place.run("compare fab --set-b stations.server.machines=2");
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out, "B: queue, stations.server.machines=2"));
  CHECK(contains(outcome.out, "variance saved"));
  const std::string table = place.text("results/compare_queue/compare.csv");
  CHECK(contains(table, "\nqueue,,queue,stations.server.machines=2,5,station,server,utilization,"));
  // The differences are those of two plain runs.
  CHECK(place.run("run fab --quiet --out a").code == 0);
  CHECK(place.run("run fab --quiet --out b --set stations.server.machines=2").code == 0);
  const std::string start = "queue,,queue,stations.server.machines=2,5,plant,queue,wip,jobs,";
  const std::string row = line_of(table, start).substr(start.size());
  const auto mean = [&](const std::string& folder) {
    const std::string key = "queue,0,plant,queue,wip,jobs,";
    return std::stod(line_of(place.text(folder + "/summary.csv"), key).substr(key.size()));
  };
  CHECK(std::stod(row) == doctest::Approx(mean("a")).epsilon(1e-12));
  CHECK(std::stod(row.substr(row.find(',') + 1)) == doctest::Approx(mean("b")).epsilon(1e-12));
  // The same bytes on one thread, and no overwriting.
  CHECK(place.run("compare fab --set-b stations.server.machines=2 --threads 1 --quiet --out d")
            .code == 0);
  CHECK(place.text("d/compare.csv") == table);
  CHECK(place.run("compare fab --set-b stations.server.machines=2 --out d").code == 2);
  // Equal systems do not differ.
  CHECK(place.run("compare fab fab --quiet --out e").code == 0);
  CHECK(contains(place.text("e/compare.csv"), ",wip,jobs,"));
  CHECK(contains(line_of(place.text("e/compare.csv"), "queue,,queue,,5,plant,queue,wip"),
                 ",0,0,0,0,10,0.95,"));
}

TEST_CASE("experiment cli: compare takes two points of a plan and gives what their sweep gives") {
  const Workplace place;
  REQUIRE(place.run("sweep fab --plan grid.toml --out w --quiet").code == 0);
  const ProgramOutcome outcome =
      place.run("compare fab --plan grid.toml --point-a 0 --point-b 5 --out c");
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out, "B: queue, stations.server.machines=2 releases.starts.every"));
  CHECK(contains(outcome.out, "3 replications of each, seed 9"));
  const auto cell = [](const std::string& line, int k) {
    std::istringstream cells(line);
    std::string text;
    for (int i = 0; i <= k; ++i) std::getline(cells, text, ',');
    return std::stod(text);
  };
  const std::string summary = place.text("w/summary.csv");
  const std::string row = line_of(place.text("c/compare.csv"), "queue,stations.server.machines=1 ");
  REQUIRE(contains(row, ",plant,queue,jobs_finished,jobs,"));
  for (const auto& [point, column] : {std::pair{"queue,0,", 9}, std::pair{"queue,5,", 10}}) {
    const std::string mean = line_of(summary, std::string(point) + "plant,queue,jobs_finished");
    CHECK(cell(row, column) == doctest::Approx(cell(mean, 6)).epsilon(1e-12));
  }
}

TEST_CASE("experiment cli: select finds the best design whatever the threads") {
  const Workplace place;
  const std::string command =
      "select fab --of cycle_time_h --zone 0.0002 --design one: --design "
      "two:stations.server.machines=2 --design 'slow:stations.server.load=1 s,"
      "releases.starts.every=exponential(61 s)' --duration '40 h' --force ";
  const ProgramOutcome outcome = place.run(command + "--threads 2");
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out,
                 "two has the lowest cycle_time_h, or one within 0.0002 h of it, with a "
                 "probability of at least 95 %"));
  const std::string table = place.text("results/select_queue/select.csv");
  CHECK(n_lines(table) == 4);
  CHECK(contains(line_of(table, "queue,two,"), ",selected,lowest,0.0002,0.95"));
  CHECK(contains(line_of(table, "queue,one,"), ",dropped,"));
  CHECK(place.run(command + "--threads 1 --quiet").code == 0);
  CHECK(place.text("results/select_queue/select.csv") == table);
  const ProgramOutcome undecided = place.run(
      "select fab --of cycle_time_h --zone 0.00001 --max-replications 12 --design a: --design b: "
      "--design 'c:releases.starts.every=exponential(60.5 s)' --out u");
  CHECK(undecided.code == 1);
  CHECK(contains(undecided.out, "undecided after 12 replications"));
}

TEST_CASE("experiment cli: every column of their tables is in the reference") {
  const Workplace place;
  REQUIRE(place.run("compare fab --set-b stations.server.machines=2 --quiet --out t").code == 0);
  REQUIRE(place.run("select fab --plan grid.toml --of wip --zone 1 --quiet --out t").code == 0);
  REQUIRE(place.run("sweep fab --plan grid.toml --quiet --out w").code == 0);
  REQUIRE(place.run("effects w --quiet").code == 0);
  REQUIRE(place.run("optimize fab --plan plan.toml --quiet --out t").code == 0);
  const std::string all = place.run("schema results").out;
  const std::set<std::string> of_the_plan = {"machines", "queue_length", "queue_length_half_width",
                                             "cycle_time_h", "cycle_time_h_half_width"};
  for (const char* file : {"t/compare.csv", "t/select.csv", "w/effects.csv", "w/effects_fit.csv",
                           "w/main_effects.csv", "t/evaluations.csv", "t/optimum.csv"}) {
    CAPTURE(file);
    const std::string heading = "\n## " + std::string(file).substr(2) + " (";
    const std::size_t begin = all.find(heading);
    REQUIRE(begin != std::string::npos);
    std::string section = all.substr(begin, all.find("\n## ", begin + 1) - begin);
    std::replace(section.begin(), section.end(), ',', ' ');
    const std::string text = place.text(file);
    std::istringstream header(text.substr(0, text.find('\n')));
    for (std::string column; std::getline(header, column, ',');) {
      CAPTURE(column);
      CHECK((of_the_plan.count(column) > 0 || contains(section, " " + column + " ")));
    }
  }
}

TEST_CASE("experiment cli: select takes the points of a plan") {
  const Workplace place;
  const std::string command =
      "select fab --plan grid.toml --of cycle_time_h --zone 0.001 --duration '40 h' --out s "
      "--force ";
  const ProgramOutcome outcome = place.run(command + "--threads 2");
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const std::string table = place.text("s/select.csv");
  CHECK(n_lines(table) == 7);
  CHECK(contains(line_of(table, "queue,point 0,"),
                 "stations.server.machines=1 releases.starts.every=exponential(50 s),9,"));
  CHECK(contains(line_of(table, "queue,point 0,"), ",dropped,"));
  // Points 3 to 5 have two machines and differ by less than the zone.
  CHECK(contains(outcome.out, "\n  stations.server.machines=2 "));
  CHECK(place.run(command + "--threads 1 --quiet").code == 0);
  CHECK(place.text("s/select.csv") == table);

  CHECK(place.run(command + "--design 'most:stations.server.machines=3' --seed 4").code == 0);
  const std::string more = place.text("s/select.csv");
  CHECK(n_lines(more) == 8);
  CHECK(contains(line_of(more, "queue,most,"), "stations.server.machines=3,4,"));
  CHECK(contains(line_of(more, "queue,point 5,"), "(70 s),4,"));

  place.write("wrong.toml", std::string(kQueuePlan) + "low = 1\n");
  const ProgramOutcome wrong = place.run("select fab --plan wrong.toml --of wip --zone 1");
  CHECK(wrong.code == 2);
  CHECK(contains(wrong.err, "wrong.toml:11:1: error: factor"));
}

TEST_CASE("experiment cli: effects of a sweep that the program made") {
  const Workplace place;
  REQUIRE(place.run("sweep fab --plan grid.toml --out w --quiet").code == 0);
  const ProgramOutcome outcome = place.run("effects w --of cycle_time_h");
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out, "cycle_time_h [h]: 6 points x 3 replications"));
  const auto coefficient = [&](const std::string& term) {
    const std::string start = "queue,plant,queue,cycle_time_h,h," + term + ",";
    return std::stod(line_of(place.text("w/effects.csv"), start).substr(start.size()));
  };
  CHECK(coefficient("machines") < 0);
  CHECK(coefficient("every_s") < 0);
  CHECK(n_lines(place.text("w/main_effects.csv")) == 6);
}

TEST_CASE("experiment cli: effects of a tidy sweep") {
  const Workplace place;
  std::string sweep = "scenario,point,replication,seed,machines,rule,scope,name,kpi,unit,value\n";
  int point = 0;
  for (const int machines : {1, 2, 3}) {
    for (const char* rule : {"fifo", "spt"}) {
      for (int r = 0; r < 3; ++r) {
        const int value = 10 * machines + (rule[0] == 'f' ? 4 : 0) + r;
        sweep += "queue," + std::to_string(point) + "," + std::to_string(r) + ",1," +
                 std::to_string(machines) + "," + rule + ",plant,queue,wip,jobs," +
                 std::to_string(value) + "\n";
      }
      ++point;
    }
  }
  place.write("s/sweep.csv", sweep);
  const ProgramOutcome outcome = place.run("effects s --of wip");
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out, "wip [jobs]: 6 points x 3 replications"));
  const std::string terms = place.text("s/effects.csv");
  CHECK(contains(terms, "queue,plant,queue,wip,jobs,rule[fifo],"));
  const std::string start = "queue,plant,queue,wip,jobs,machines,";
  CHECK(std::stod(line_of(terms, start).substr(start.size())) == doctest::Approx(10));
  CHECK(contains(place.text("s/main_effects.csv"), "wip,jobs,rule,spt,3,21,"));
  CHECK(n_lines(place.text("s/effects_fit.csv")) == 2);
  const ProgramOutcome unknown = place.run("effects s --of wpi");
  CHECK(unknown.code == 2);
  CHECK(contains(unknown.err, "did you mean \"wip\"?"));
  CHECK(place.run("effects s --model cubic").code == 2);
}

TEST_CASE("experiment cli: analyze looks at warm-up and one long run and quantiles") {
  const Workplace place;
  CHECK(place.run("run fab --quiet --out a --set output.wip_every='5 min' --warm-up '0 s'").code ==
        0);
  const ProgramOutcome outcome = place.run("analyze a --of wip");
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out, "warm-up: the work in process settles at "));
  CHECK(contains(outcome.out, "replication 9"));
  CHECK(contains(outcome.out, "32 x "));
  CHECK(contains(outcome.out, "0.5-quantile of wip over 10 replications: "));
  CHECK(place.run("analyze a --of wpi").code == 2);
  const ProgramOutcome wait = place.run("analyze a --of station.server.queue_time_h");
  CHECK(wait.code == 0);
  CHECK(contains(wait.out, "0.5-quantile of station.server.queue_time_h over 10 replications"));
  CHECK(place.run("analyze a --quantile 1").code == 2);
}

TEST_CASE("experiment cli: optimize records and goes on and refuses what has changed") {
  const Workplace place;
  const std::string command = "optimize fab --plan plan.toml --out o --threads 2";
  const ProgramOutcome outcome = place.run(command);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out, "best: machines 2\nover 4 fresh replications:"));
  const std::string evaluations = place.text("o/evaluations.csv");
  CHECK(n_lines(evaluations) == 1 + 6 + 1);
  CHECK(contains(place.text("o/optimum.csv"), "queue,factor,machines,2,"));
  CHECK(contains(place.text("o/optimum.csv"), "queue,at_most,cycle_time_h,"));

  // Cut after two evaluations: the rest is made again, to the same bytes.
  std::size_t end = 0;
  for (int i = 0; i < 3; ++i) end = evaluations.find('\n', end) + 1;
  place.write("o/evaluations.csv", evaluations.substr(0, end));
  const ProgramOutcome rest = place.run(command);
  CHECK(rest.code == 0);
  CHECK(contains(rest.err, "2 evaluations are there already"));
  CHECK(contains(rest.err, "design 3: machines 3"));
  CHECK(place.text("o/evaluations.csv") == evaluations);

  const ProgramOutcome changed = place.run(command + " --seed 6");
  CHECK(changed.code == 2);
  CHECK(contains(changed.err, "the scenario has changed since"));
  place.write("plan.toml", std::string(kPlan) + "# more\n");
  CHECK(contains(place.run(command).err, "the plan has changed since"));
  CHECK(place.text("o/evaluations.csv") == evaluations);
  CHECK(place.run(command + " --force --quiet").code == 0);
  CHECK(place.text("o/evaluations.csv") == evaluations);

  // A range that the scenario cannot have is found before anything is run.
  std::string wide = kPlan;
  wide.replace(wide.find("low = 1"), 7, "low = 0");
  place.write("plan.toml", wide);
  const ProgramOutcome impossible = place.run("optimize fab --plan plan.toml --out w");
  CHECK(impossible.code == 2);
  CHECK(contains(impossible.err, "machines: expected a whole number in 1 .. "));
  CHECK_FALSE(place.has("w"));
}

TEST_CASE("experiment cli: an interrupted search says how it goes on") {
  const Workplace place;
  const ProgramOutcome outcome =
      place.run("optimize fab --plan plan.toml --out o --duration '700000 h'",
                "timeout --preserve-status --signal INT 2");
  CHECK(outcome.code == 130);
  CHECK(contains(outcome.err, "evaluations are recorded; the same command goes on from there"));
}

TEST_SUITE_END();
