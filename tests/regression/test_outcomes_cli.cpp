// Runs the real program on a line with physics, a network, metrology, control and a gate that sends
// back.
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "support/program.h"
#include "twinline/inference/load_onnx.h"

TEST_SUITE_BEGIN("twinline.outcomes_cli");

namespace {

using twinline::can_load_onnx;
using twinline::test::ProgramFolder;
using Outcome = twinline::test::ProgramOutcome;

constexpr const char* kPlant = R"toml([scenario]
name         = "line"
duration     = "4 d"
replications = 5
seed         = 3

[[part]]
name  = "lot"
route = "main"
size  = 7

[[route]]
name  = "main"
steps = [
  { step = "deposit", station = "cvd", process = "30 min", physics = "deposit" },
  { step = "polish", station = "cmp", process = "70 s", per = "piece", physics = ["polish", "film"], models = "vm" },
  { step = "measure", station = "gauge", process = "10 min", sampling = 0.6 },
  { step = "final", station = "gauge", process = "1 min" }
]

[[station]]
name     = "cvd"
machines = 2

[[station]]
name        = "cmp"
maintenance = [{ name = "pad", condition = "pad_age", above = "8 h", duration = "1 h" }]

[[station]]
name     = "gauge"
failure  = { type = "time_dependent", interruption = "repeat", every = "exponential(20 h)", repair = "exponential(1 h)" }

[[release]]
name  = "starts"
part  = "lot"
every = "exponential(25 min)"

[[characteristic]]
name = "deposited"
unit = "nm"

[[characteristic]]
name = "removed"
unit = "nm"

[[characteristic]]
name = "film"
unit = "nm"

[[characteristic]]
name = "predicted"
unit = "nm"

[[characteristic]]
name = "seen"
unit = "nm"

[[condition]]
name     = "pad_age"
unit     = "h"
grows    = "1 s"
by       = "process_second"
stations = ["cmp"]
)toml";

constexpr const char* kOutcomes = R"toml(
[[physics]]
name    = "polish"
model   = "cmp"
inputs  = { time = "67 s", pressure = "normal(20.7 kPa, 0.1 kPa)", platen_speed = "60 rpm", carrier_speed = "60 rpm", pad_age = "machine.pad_age" }
outputs = { removed_mean = "removed" }

[[physics]]
name    = "film"
model   = "film_balance"
inputs  = { before = "deposited", removed = "removed" }
outputs = { thickness = "film" }

[[model]]
name    = "vm"
file    = "vm_cmp.onnx"
inputs  = ["machine.pad_age", "20700", "control.time", "deposited"]
outputs = ["predicted"]

[[metrology]]
name    = "film"
after   = "measure"
measure = "film"
into    = "seen"
noise   = "1 nm"
pieces  = 3
instead = "predicted"

[[control]]
name   = "time"
adjust = "polish.time"
after  = "measure"
from   = "seen"
target = "640 nm"
slope  = "-2.3 nm/s"
start  = "67 s"
low    = "40 s"
high   = "120 s"

[[gate]]
name  = "film"
after = "final"
check = "film"
low   = "622 nm"
high  = "658 nm"
below = "scrap"
above = "rework deposit"
limit = 1
machine_of = "polish"
)toml";

/// The tube's temperature is drawn for each piece.
std::string deposition(const std::string& temperature) {
  return "\n[[physics]]\nname = \"deposit\"\nmodel = \"cvd_deposition\"\n"
         "outputs = { thickness = \"deposited\" }\ninputs = { temperature = \"" +
         temperature + "\", time = \"40 min\", gas = \"2.1e21 1/m^3\" }\n";
}

class Workplace : public ProgramFolder {
 public:
  explicit Workplace(const std::string& temperature) {
    write("line/scenario.toml", kPlant + deposition(temperature) + kOutcomes);
    std::filesystem::copy_file(TWINLINE_TEST_DIR "/../scenarios/smart_fab/models/vm_cmp.onnx",
                               path() / "line/vm_cmp.onnx");
  }
  Outcome run(const std::string& arguments) const {
    return ProgramFolder::run(TWINLINE_PROGRAM, "run line --quiet " + arguments);
  }
  /// All tables but offload.csv, one after the other.
  std::string tables(const std::string& results) const {
    std::string all;
    for (const char* file : {"summary.csv", "kpis.csv", "stations.csv", "machines.csv", "jobs.csv",
                             "physics.csv", "quality.csv"}) {
      all += text(results + "/" + file);
    }
    return all;
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The rows of a table that belong to a replication.
std::string rows_of(const std::string& table, const std::string& start) {
  std::string rows;
  for (std::size_t at = 0; at < table.size();) {
    const std::size_t end = table.find('\n', at) + 1;
    if (table.compare(at, start.size(), start) == 0) rows += table.substr(at, end - at);
    at = end;
  }
  return rows;
}

/// The scenario has a network. Of a case that prints this ctest says that it was skipped.
bool skipped_without_onnx() {
  if (can_load_onnx()) return false;
  MESSAGE("this case is skipped: a build without ONNX");
  return true;
}

}  // namespace

TEST_CASE("outcomes: tables are the same bytes for any threads, cohort and batch size") {
  if (skipped_without_onnx()) return;
  const Workplace place("normal(893.15 K, 0.5 K)");
  const Outcome one = place.run("--threads 1 --out one");
  CAPTURE(one.err);
  REQUIRE(one.code == 0);
  const std::string tables = place.tables("one");
  CHECK(contains(tables, "\nline,0,4,3,vm,vm,"));
  CHECK(contains(tables, ",gate,film,cpk,"));
  for (const char* options :
       {"--threads 2", "--threads 1 --cohort 5", "--threads 2 --cohort 2 --batch-items 8",
        "--threads 1 --cohort 3 --batch-items 100"}) {
    CAPTURE(options);
    CHECK(place.run(std::string("--force --out other ") + options).code == 0);
    CHECK(place.tables("other") == tables);
  }
}

TEST_CASE("outcomes: a number out of range ends its replication alone") {
  if (skipped_without_onnx()) return;
  const Workplace place("normal(893.15 K, 110 K)");  // of replication 1, one draw (seed 3, job 183)
                                                     // lies below 473 K: a change of draws moves it
  for (const char* options : {"--threads 1 --cohort 5", "--threads 2 --batch-items 8"}) {
    CAPTURE(options);
    const Outcome outcome = place.run(std::string("--force --out all ") + options);
    CAPTURE(outcome.err);
    CHECK(outcome.code == 1);
    CHECK(contains(outcome.err, "error: replication 1 (seed 3) failed at "));
    CHECK(contains(outcome.err,
                   "job 183 of release \"starts\" at step \"deposit\" on machine "
                   "\"cvd_1\": \"deposit\": model \"cvd_deposition\": temperature: "
                   "expected 473.15 K to 1473.15 K, received 455.8"));
    CHECK(!contains(outcome.err, "replication 0"));
    const std::string tables = place.tables("all");
    CHECK(rows_of(tables, "line,0,1,3,").empty());
    for (const char* other : {"0", "2", "3", "4"}) {
      CAPTURE(other);
      CHECK(place.run(std::string("--force --out alone --replication ") + other).code == 0);
      const std::string start = "line,0," + std::string(other) + ",3,";
      const std::string rows = rows_of(tables, start);
      CHECK(rows.size() > 1000);
      CHECK(rows == rows_of(place.tables("alone"), start));
    }
  }
}

TEST_SUITE_END();
