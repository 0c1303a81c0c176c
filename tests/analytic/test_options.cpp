#include <algorithm>

#include "support/text_run.h"

namespace {

using namespace twinline;
using test::check_times;
using test::Hours;
using test::TextRun;

const char* const kColourAndWindow =
    "[[option]]\nname = \"colour\"\nvalues = { white = 3, black = 1 }\n"
    "[[option]]\nname = \"window\"\nshare = 0.5\nat_most = 1\nin = 2\n";

/// One part that is released every hour with these options, through a route of these steps.
std::string line(const std::string& steps, const std::string& stations, const std::string& orders,
                 const std::string& options = kColourAndWindow) {
  return options + "[[part]]\nname = \"p\"\nroute = \"r\"\n[[route]]\nname = \"r\"\nsteps = [" +
         steps + "]\n" + stations +
         "[[release]]\nname = \"jobs\"\npart = \"p\"\nevery = \"1 h\"\nstart = \"0 h\"\n" + orders;
}
std::string station(const std::string& name, const std::string& keys = "") {
  return "[[station]]\nname = \"" + name + "\"\n" + keys;
}

/// Options of the jobs that are still in the plant, oldest first.
std::vector<int> values_in_plant(const TextRun& run, Id option) {
  const PlantState& state = run.simulation().state();
  std::vector<std::pair<std::uint32_t, int>> by_serial;
  for (Id id = 0; id < state.jobs.size(); ++id) {
    by_serial.emplace_back(state.jobs[id].serial,
                           state.options[id * run.plant().options.size() + option]);
  }
  std::sort(by_serial.begin(), by_serial.end());
  std::vector<int> values;
  for (const auto& [serial, value] : by_serial) values.push_back(value);
  return values;
}

const char* const kNeverDone = "{ step = \"s\", station = \"m\", process = \"100000 h\" }";

}  // namespace

TEST_SUITE("plant.options") {
  TEST_CASE("option: only jobs with a choice do the step, and its work is theirs") {
    const TextRun run(
        line("{ step = \"a\", station = \"a\", process = \"10 min\" },"
             "{ step = \"b\", station = \"b\", process = \"6 min\", only = [\"window\"] }",
             station("a",
                     "work = [ { time = \"5 min\", option = \"colour=black\" }, { time = \"1 "
                     "min\" } ]\n") +
                 station("b"),
             "orders = [ { options = [\"colour=white\", \"window\"] }, { options = "
             "[\"colour=black\", \"window=no\"], count = 2 } ]\n"),
        "10 h");
    // 10 + 1 (+ 5) minutes at a, 6 at b.
    check_times(run.log().hours_of("end"),
                Hours{11.0 / 60, 17.0 / 60, 1 + 16.0 / 60, 2 + 16.0 / 60});
    CHECK(run.statistics().releases[0].finished == 3);
    CHECK(run.statistics().releases[0].released == 3);  // the release ends with its orders
  }

  TEST_CASE("option: values are drawn by their shares, independently (n 20000, alpha 0.001)") {
    const TextRun run(line(kNeverDone, station("m"), "count = 20000\njobs = 100\n"), "400 h");
    const std::vector<int> colours = values_in_plant(run, 0);
    const std::vector<int> windows = values_in_plant(run, 1);
    REQUIRE(colours.size() == 20000);
    std::vector<double> counts(4, 0);
    for (std::size_t i = 0; i < colours.size(); ++i)
      ++counts[static_cast<std::size_t>(2 * colours[i] + windows[i])];
    const auto chi_square = [&](const std::vector<double>& shares) {
      double sum = 0;
      for (std::size_t k = 0; k < 4; ++k) {
        const double expected = 20000 * shares[k];
        sum += (counts[k] - expected) * (counts[k] - expected) / expected;
      }
      return sum;
    };
    constexpr double kLimit = 16.266;  // of chi-square with 3 degrees of freedom, 0.999
    CHECK(chi_square({0.375, 0.375, 0.125, 0.125}) < kLimit);
    CHECK(chi_square({0.36, 0.36, 0.14, 0.14}) > kLimit);  // wrong shares are found out
  }

  TEST_CASE("option: an order's draws do not depend on the jobs that are lost") {
    const std::string keys = "orders = [ { options = [\"colour=black\"], count = 30 } ]\n";
    const TextRun all(line(kNeverDone, station("m"), keys), "30 h");
    const TextRun lost(
        line("{ step = \"s\", station = \"m\", process = \"90 min\" },"
             "{ step = \"t\", station = \"n\", process = \"100000 h\" }",
             station("m", "places = 0\ncounts = \"waiting\"\nblocking = \"after_service\"\n") +
                 station("n"),
             keys + "when_full = \"lost\"\n"),
        "30 h");
    const std::vector<int> made = values_in_plant(lost, 1);
    REQUIRE(made.size() > 10);
    std::vector<int> first = values_in_plant(all, 1);
    first.resize(made.size());
    CHECK(made == first);
  }

  TEST_CASE(
      "option: a machine changes over for the job's value, and the least change comes first") {
    const std::string paint = station(
        "m",
        "dispatch = [\"least_setup\", \"fifo\"]\nwatch = [\"colour\"]\nsetup = { loses = \"0.5 "
        "l\", "
        "times = [ { to = \"colour=*\", time = \"3 min\" }, { from = \"colour=black\", to = "
        "\"colour=white\", time = \"12 min\" } ] }\n");
    const std::string orders =
        "orders = [ { options = [\"colour=white\"] }, { options = [\"colour=black\"] },"
        "{ options = [\"colour=white\"] }, { options = [\"colour=black\"] } ]\njobs = 4\n";
    const TextRun run(
        line("{ step = \"s\", station = \"m\", process = \"10 min\", setup_by = \"colour\" }",
             paint, orders),
        "5 h");
    // White and white, then black and black: two changes of 3 minutes.
    check_times(run.log().hours_of("end"), Hours{13.0 / 60, 23.0 / 60, 36.0 / 60, 46.0 / 60});
    CHECK(run.statistics().stations[0].setups == 2);
    CHECK(run.statistics().watches[0].changes == 1);
    CHECK(run.statistics().watches[0].jobs == 4);
    const TextRun in_turn(
        line("{ step = \"s\", station = \"m\", process = \"10 min\", setup_by = \"colour\" }",
             paint.substr(0, paint.find("dispatch")) + paint.substr(paint.find("watch")), orders),
        "5 h");
    check_times(in_turn.log().hours_of("end"),
                Hours{13.0 / 60, 26.0 / 60, 48.0 / 60, (48.0 + 13) / 60});
    CHECK(in_turn.statistics().watches[0].changes == 3);
  }

  TEST_CASE("option: on a belt a change of colour makes the gap longer") {
    const TextRun run(
        line("{ step = \"s\", station = \"m\", setup_by = \"colour\" }",
             station("m",
                     "conveyor = { kind = \"non_accumulating\", length = \"60 m\", speed = \"6 "
                     "m/min\", pitch = \"6 m\" }\nsetup = { times = [ { to = \"colour=*\", time = "
                     "\"20 s\" } ] }\n"),
             "orders = [ { options = [\"colour=white\"], count = 2 }, { options = "
             "[\"colour=black\"] } ]\njobs = 3\n"),
        "2 h");
    // The first state is a change too; a pitch is a minute, the way through is ten.
    check_times(run.log().hours_of("end"),
                Hours{(20 + 600) / 3600.0, (20 + 660) / 3600.0, (20 + 720 + 20) / 3600.0});
    CHECK(run.statistics().stations[0].setups == 2);
  }

  TEST_CASE("sequence: the bank gives every order once, by its rules") {
    const std::string rules = "sequence = [\"spacing\", \"level\"]\nbank = 4\n";
    const TextRun run(
        line(kNeverDone, station("m"),
             "orders = [ { options = [\"colour=white\", \"window\"], count = 3 }, { options = "
             "[\"colour=black\", \"window=no\"], count = 3 } ]\njobs = 6\n" +
                 rules),
        "2 h");
    // Half with a window, one of two: they must alternate. The oldest goes first.
    CHECK(values_in_plant(run, 1) == std::vector<int>{1, 0, 1, 0, 1, 0});
    const TextRun keeps(
        line(kNeverDone, station("m"),
             "orders = [ { options = [\"colour=white\"] }, { options = [\"colour=black\"] }, { "
             "options = [\"colour=white\"] }, { options = [\"colour=black\"] } ]\njobs = 4\n"
             "sequence = [\"keep colour\"]\nbank = 3\n"),
        "2 h");
    CHECK(values_in_plant(keeps, 0) == std::vector<int>{0, 0, 1, 1});
  }

  TEST_CASE("sequence: level scheduling keeps close to the shares") {
    const auto worst = [](const std::string& rules) {
      const TextRun run(line(kNeverDone, station("m"), "count = 2000\njobs = 2000\n" + rules),
                        "2 h");
      const std::vector<int> colours = values_in_plant(run, 0);
      REQUIRE(colours.size() == 2000);
      double most = 0;
      double black = 0;
      for (std::size_t i = 0; i < colours.size(); ++i) {
        black += colours[i];
        most = std::max(most, std::abs(black - 0.25 * static_cast<double>(i + 1)));
      }
      return most;
    };
    const double drawn = worst("");
    const double level = worst("sequence = [\"level\"]\nbank = 200\n");
    CHECK(drawn > 10);
    CHECK(level < 1);
  }
}
