// People at the positions of moving lines, against schedules by hand.

#include "support/text_run.h"

namespace {

using namespace twinline;
using test::check_times;
using test::Hours;
using test::TextRun;

/// A line of three positions with a takt of a minute, always full; half of the jobs have an option,
/// in turn.
std::string line(const std::string& keys, const std::string& work) {
  return "[[option]]\nname = \"roof\"\nshare = 0.5\n[[part]]\nname = \"car\"\nroute = \"r\"\n"
         "[[route]]\nname = \"r\"\nsteps = [{ step = \"s\", station = \"line\" }]\n"
         "[[station]]\nname = \"line\"\nmoving_line = { takt = \"1 min\", positions = 3, " +
         keys + " }\nwork = [" + work +
         "]\n[[release]]\npart = \"car\"\nevery = \"1 min\"\nstart = \"0 s\"\nsequence = "
         "[\"level\"]\nbank = 300\norders = [{ options = [\"roof=yes\"], count = 150 }, { options "
         "= "
         "[\"roof=no\"], count = 150 }]\n";
}

double seconds(const SimTime& time) { return time.seconds(); }

}  // namespace

TEST_SUITE("people") {
  TEST_CASE("people: work within the takt is never late and leaves nothing") {
    const TextRun run(line("overload = \"utility\"", "{ time = \"50 s\", position = 2 }"), "2 h");
    const PositionStats& stats = run.statistics().positions.at(0);
    CHECK(stats.jobs == 121);
    CHECK(seconds(stats.work) == 121 * 50);
    CHECK(stats.overloads == 0);
    CHECK(stats.late.max() == SimTime());
  }

  TEST_CASE("people: every job 10 s too long goes 10 s further, until the drift is used up") {
    const TextRun run(
        line("overload = \"utility\", drift = \"25 s\"", "{ time = \"70 s\", position = 1 }"),
        "2 h");
    const PositionStats& stats = run.statistics().positions.at(0);
    // Done 10 and 20 s late, then 25 s with 5 s left, then 10 s left of each.
    CHECK(stats.overloads == 119);
    CHECK(seconds(stats.overload) == 5 + 118 * 10);
    CHECK(seconds(stats.work) + seconds(stats.overload) == 121 * 70);
    CHECK(seconds(stats.late.max()) == 25);
    CHECK(static_cast<double>(stats.late.sum_ns()) == 1e9 * (10 + 20 + 119 * 25));
  }

  TEST_CASE("people: with the way back a worker falls behind earlier") {
    const TextRun run(line("overload = \"utility\", walk = \"5 s\", drift = \"30 s\"",
                           "{ time = \"60 s\", position = 3 }"),
                      "2 h");
    const PositionStats& stats = run.statistics().positions.at(0);
    // 0, 5, ... 30 s late, then 5 s are left of each.
    CHECK(stats.overloads == 121 - 7);
    CHECK(seconds(stats.overload) == 5 * (121 - 7));
  }

  TEST_CASE("people: long and short jobs in turn fit a drift of the difference") {
    const std::string work =
        "{ time = \"50 s\", position = 1 }, { time = \"20 s\", position = 1, option = \"roof\" }";
    const TextRun enough(line("overload = \"utility\", drift = \"10 s\"", work), "2 h");
    CHECK(enough.statistics().positions.at(0).overloads == 0);
    CHECK(seconds(enough.statistics().positions.at(0).late.max()) == 10);
    const TextRun little(line("overload = \"utility\", drift = \"9 s\"", work), "2 h");
    CHECK(little.statistics().positions.at(0).overloads == 61);
    CHECK(little.statistics().positions.at(0).overload == SimTime::from_seconds(61));
  }

  TEST_CASE("people: where a utility worker is not there, the line stops until the work is done") {
    const TextRun run(
        line("overload = \"stop\", drift = \"0 s\"", "{ time = \"75 s\", position = 2 }"),
        "10 min");
    // A job each 75 s: it stops 15 s at the end of every takt after the first two minutes.
    const std::vector<double> ends = run.log().hours_of("end");
    check_times(ends,
                Hours{(180 + 15) / 3600.0, (180 + 15 + 75) / 3600.0, (180 + 15 + 150) / 3600.0});
    const auto times = run.simulation().machine_times(0);
    // Stops begin at 120, 195, ... 570 s: six of 15 s and one that the end of the run cuts.
    CHECK(times[static_cast<std::size_t>(MachineState::kWaitingOperator)].seconds() == 7 * 15);
    CHECK(run.statistics().positions.at(0).overloads >= 7);
  }

  TEST_CASE("people: two stops that are due at once follow each other") {
    const TextRun run(line("overload = \"stop\", drift = \"0 s\"",
                           "{ time = \"75 s\", position = 1 }, { time = \"75 s\", position = 2 }"),
                      "10 min");
    // At 60 s one, then two every 90 s from 135 s on; the end of the run cuts the sixth pair.
    const auto times = run.simulation().machine_times(0);
    CHECK(times[static_cast<std::size_t>(MachineState::kWaitingOperator)].seconds() ==
          15 + 5 * 30 + 15);
  }
}
