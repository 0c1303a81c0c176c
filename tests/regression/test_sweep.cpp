// Runs real sweeps: equal bytes whatever the threads, kills and pieces; and what goes wrong.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/program.h"

TEST_SUITE_BEGIN("twinline.sweep");

namespace {

using twinline::test::ProgramFolder;
using Outcome = twinline::test::ProgramOutcome;

/// A thousand points of mini_fab: runs of a few milliseconds.
constexpr const char* kPlan = R"toml([plan]
design = "latin_hypercube"
points = 1000
replications = 1

[[factor]]
name = "load"
path = "stations.litho.load"
low  = "1 min"
high = "12 min"
type = "real"

[[factor]]
name   = "operators"
path   = "operators.operators.count"
values = [1, 2, 3]

[results]
kpis   = ["cycle_time_h", "throughput_per_h", "wip"]
tables = ["kpis.csv", "jobs.csv", "stations.csv"]
)toml";

constexpr const char* kShort = " --duration '10 d' --warm-up '2 d' --quiet";

class Workplace : public ProgramFolder {
 public:
  Workplace() { write("plan.toml", kPlan); }

  static std::string command(const std::string& arguments) {
    return "'" TWINLINE_PROGRAM "' " + arguments;
  }
  static std::string sweep(const std::string& arguments) {
    return command("sweep '" TWINLINE_SCENARIO_DIR "/mini_fab' --plan plan.toml " + arguments);
  }

  Outcome run(const std::string& line) const { return run_line(line); }

  /// Starts a sweep and kills it after a while. @return whether it was still at work
  bool run_and_kill(const std::string& arguments, std::chrono::milliseconds after) const {
    const std::string whole = "cd '" + path().string() + "' && exec " + sweep(arguments);
    const pid_t child = ::fork();
    if (child == 0) {
      ::execl("/bin/sh", "sh", "-c", whole.c_str(), static_cast<char*>(nullptr));
      std::_Exit(127);
    }
    std::this_thread::sleep_for(after);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status);
  }

  std::string tables(const std::string& folder) const {
    std::string all;
    for (const char* file :
         {"sweep.csv", "summary.csv", "points.csv", "kpis.csv", "jobs.csv", "stations.csv"}) {
      all += text(folder + "/" + file);
    }
    return all;
  }
  std::size_t n_tasks(const std::string& folder) const {
    std::size_t n = 0;
    std::error_code none;
    for (std::filesystem::directory_iterator at(path() / folder / "tasks" / "000", none), end;
         at != end; ++at) {
      n += at->path().extension() == ".task" ? 1U : 0U;
    }
    return n;
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("sweep: a thousand points have the same bytes on threads and after kills and in pieces") {
  const Workplace place;
  REQUIRE(place.run(Workplace::sweep("--out one --threads 1" + std::string(kShort))).code == 0);
  const std::string expected = place.tables("one");
  CHECK(expected.size() > 1000000);
  CHECK(contains(place.text("one/sweep.csv"),
                 "scenario,point,replication,seed,load_min,operators,scope,name,kpi,unit,value\n"
                 "mini_fab,0,0,1,"));

  REQUIRE(place.run(Workplace::sweep("--out two --threads 2" + std::string(kShort))).code == 0);
  CHECK(place.tables("two") == expected);

  std::random_device moment;  // any moment must do
  std::size_t before = 0;
  for (int kill = 0; kill < 3; ++kill) {
    const std::chrono::milliseconds after(50 + moment() % 400);
    CAPTURE(after.count());
    place.run_and_kill("--out killed --threads 2" + std::string(kShort), after);
    CHECK(place.n_tasks("killed") >= before);
    before = place.n_tasks("killed");
  }
  REQUIRE(place.run(Workplace::sweep("--out killed --threads 2" + std::string(kShort))).code == 0);
  CHECK(place.tables("killed") == expected);

  for (const char* piece : {"0-332", "333", "334-999"}) {
    CHECK(place
              .run(Workplace::sweep("--out piece" + std::string(piece) + " --tasks " + piece +
                                    kShort))
              .code == 0);
  }
  const Outcome merged =
      place.run(Workplace::command("merge piece0-332 piece333 piece334-999 --out merged"));
  CHECK(merged.code == 0);
  CHECK(contains(merged.out, "merged: 6 tables"));
  CHECK(place.tables("merged") == expected);
}

TEST_CASE("sweep: an interrupted one keeps what is complete and goes on") {
  const Workplace place;
  for (const auto& [signal, code] : {std::pair("INT", 130), std::pair("TERM", 143)}) {
    const std::string folder = std::string("s") + signal;
    const Outcome ended =
        place.run(std::string("timeout --preserve-status --signal ") + signal + " 0.4 " +
                  Workplace::sweep("--threads 1 --replications 20 --out " + folder + kShort));
    CHECK(ended.code == code);
    CHECK(contains(ended.err, "interrupted: "));
    CHECK(contains(ended.err, "the same command goes on from there"));
    CHECK(!place.has(folder + "/sweep.csv"));
    const Outcome merged = place.run(Workplace::command("merge " + folder));
    CHECK(merged.code == 1);
    CHECK(contains(merged.err, "of 20000 tasks are missing"));
    CHECK(place.run(Workplace::command("merge --partial " + folder)).code == 1);
    CHECK(place.has(folder + "/sweep.csv"));
  }
}

TEST_CASE("sweep: a point that fails is reported and the others go on") {
  const Workplace place;
  place.write("plan.toml", R"toml([plan]
design = "grid"
replications = 2
[[factor]]
name   = "machines"
path   = "stations.litho.machines"
values = [1, 0, 2]
)toml");
  const Outcome outcome = place.run(Workplace::sweep("--out s" + std::string(kShort)));
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.err, "2 tasks of 6 failed"));
  const std::string failures = place.text("s/failures.csv");
  CHECK(contains(failures, "scenario,point,replication,seed,machines,time_h,reason\n"));
  CHECK(contains(failures, "mini_fab,1,0,1,0,0,"));
  CHECK(contains(failures, "expected a whole number"));
  CHECK(!contains(place.text("s/sweep.csv"), "mini_fab,1,"));
  CHECK(contains(place.text("s/sweep.csv"), "mini_fab,2,1,1,2,plant,"));
  CHECK(place.run(Workplace::sweep("--out s" + std::string(kShort))).code == 1);
  CHECK(place.text("s/failures.csv") == failures);
}

TEST_CASE("sweep: another scenario or plan is refused with the reason") {
  const Workplace place;
  const std::string piece = "--out s --tasks 0-3" + std::string(kShort);
  REQUIRE(place.run(Workplace::sweep(piece)).code == 0);
  Outcome outcome = place.run(Workplace::sweep(piece + " --set stations.litho.unload='5 min'"));
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.err, "the scenario has changed"));
  place.write("plan.toml", std::string(kPlan).replace(0, 0, "# a comment\n"));
  CHECK(place.run(Workplace::sweep(piece)).code == 0);
  std::string other = kPlan;
  other.replace(other.find("12 min"), 6, "13 min");
  place.write("plan.toml", other);
  outcome = place.run(Workplace::sweep(piece));
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.err, "the plan has changed: its factors take other values"));
  CHECK(place.run(Workplace::sweep(piece + " --force")).code == 0);
  CHECK(place.n_tasks("s") == 4);
}

TEST_CASE("sweep: options that cannot be are refused") {
  const Workplace place;
  struct Case {
    const char* arguments;
    const char* err;
  };
  for (const Case& one :
       {Case{"--out s --tasks 0-1000", "expected A-B from 0 to 999"},
        Case{"--out s --tasks 7-3", "--tasks"}, Case{"--out s --tasks x", "--tasks"},
        Case{"--out s --threads 0", "--threads"}, Case{"--out ''", "--out"},
        Case{"--out s --set stations.lito.machines=3", "did you mean \"litho\"?"}}) {
    CAPTURE(one.arguments);
    const Outcome outcome = place.run(Workplace::sweep(one.arguments));
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, one.err));
    CHECK(!place.has("s"));
  }
  CHECK(place.run(Workplace::command("sweep fab")).code == 2);
  CHECK(place.run(Workplace::command("merge nowhere")).code == 1);
  CHECK(place.run(Workplace::command("merge a b")).code == 2);
  std::string wrong = kPlan;
  wrong.replace(wrong.find("litho"), 5, "lito");
  place.write("plan.toml", wrong);
  const Outcome outcome = place.run(Workplace::sweep("--out s"));
  CHECK(outcome.code == 2);
  CHECK(contains(outcome.err, "plan.toml:8:8: error: factor"));
  CHECK(contains(outcome.err, "did you mean \"litho\"?"));
}

TEST_CASE("sweep: a full disk is said and what is finished stays") {
  const Workplace place;
  const std::string rest = "--out s --threads 2 --duration '10 d' --warm-up '2 d' --quiet";
  REQUIRE(place.run(Workplace::sweep(rest + " --tasks 0-9")).code == 0);
  // The shell's limit on the size of a file stands in for the disk; its signal is turned off.
  const Outcome outcome = place.run("(trap '' XFSZ; ulimit -f 4; " + Workplace::sweep(rest) + ")");
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.err, "cannot write"));
  CHECK(contains(outcome.err, "10 of 1000 tasks complete and kept in s"));
  CHECK(place.n_tasks("s") == 10);
  CHECK(!place.has("s/sweep.csv"));
  CHECK(place.run(Workplace::sweep(rest + " --tasks 0-19")).code == 0);
  CHECK(place.n_tasks("s") == 20);
}

TEST_SUITE_END();
