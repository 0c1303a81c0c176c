#include <doctest/doctest.h>

#include "support/smt2020_data.h"
#include "support/smt2020_tables.h"
#include "twinline/core/error.h"
#include "twinline/scenario/importers/smt2020.h"

namespace twinline {
namespace {

using test::Rows;
using test::Smt2020Tables;
using test::TemporaryFolder;

/// The made-up data set, imported.
class Imported {
 public:
  explicit Imported(const Smt2020Tables& tables = {}) {
    tables.write(tables_.path());
    import_smt2020(tables_.path(), scenario(), false);
  }
  explicit Imported(const std::filesystem::path& tables) {
    import_smt2020(tables, scenario(), false);
  }

  std::filesystem::path scenario() const { return output_.path() / "fab"; }
  std::string text(const std::string& file) const { return test::read_text(scenario() / file); }
  Rows rows(const std::string& file) const { return test::split_rows(text(file), ','); }
  /// The cell of a row (from 1) and a column.
  std::string cell(const std::string& file, std::size_t row, const std::string& column) const {
    const Rows table = rows(file);
    return table.at(row).at(test::column_of(table, column));
  }
  std::size_t count(const std::string& file, const std::string& column,
                    const std::string& unlike = "") const {
    const Rows table = rows(file);
    const std::size_t at = test::column_of(table, column);
    std::size_t n = 0;
    for (std::size_t row = 1; row < table.size(); ++row) n += table[row][at] != unlike ? 1U : 0U;
    return n;
  }

 private:
  TemporaryFolder tables_;
  TemporaryFolder output_;
};

TEST_SUITE_BEGIN("scenario.importers.smt2020");

TEST_CASE("smt2020: uniform times span the mean plus and minus the whole second parameter") {
  const Imported fab;
  CHECK(fab.cell("route_1.csv", 1, "process") == "uniform(380 min; 420 min)");
  CHECK(fab.cell("route_1.csv", 2, "process") == "uniform(0.6 min; 1.2 min)");
  CHECK(fab.cell("maintenance.csv", 1, "duration") == "uniform(11.01 h; 16.51 h)");
  CHECK(fab.text("scenario.toml").find("time = \"uniform(5 min; 10 min)\"") != std::string::npos);
}

TEST_CASE("smt2020: process times are per job or piece or batch and cascades keep their interval") {
  const Imported fab;
  CHECK(fab.cell("route_1.csv", 1, "per") == "batch");
  CHECK(fab.cell("route_1.csv", 2, "per") == "piece");
  CHECK(fab.cell("route_1.csv", 2, "interval") == "0.7 min");
  CHECK(fab.cell("route_1.csv", 2, "interval_per") == "piece");
  CHECK(fab.cell("route_1.csv", 3, "per") == "job");
  CHECK(fab.cell("route_1.csv", 3, "interval").empty());
  CHECK(fab.cell("route_1.csv", 4, "interval") == "25 min");
  CHECK(fab.cell("route_1.csv", 4, "interval_per") == "job");
}

TEST_CASE("smt2020: batches are of one step and counted in pieces and start from the minimum") {
  const Imported fab;
  CHECK(fab.cell("stations.csv", 1, "batch_by") == "step");
  CHECK(fab.cell("stations.csv", 1, "batch_unit") == "pieces");
  CHECK(fab.cell("stations.csv", 1, "batch_rule") == "minimum");
  CHECK(fab.cell("route_1.csv", 1, "batch_min") == "75");
  CHECK(fab.cell("route_1.csv", 1, "batch_max") == "100");
  CHECK(fab.cell("stations.csv", 2, "batch_by").empty());
}

TEST_CASE("smt2020: priority ranks before setup and the ranking of the table is kept") {
  const Imported fab;
  CHECK(fab.cell("stations.csv", 1, "dispatch") == "priority|least_setup|fifo");
  CHECK(fab.cell("stations.csv", 3, "dispatch") == "priority|least_setup|critical_ratio");
  CHECK(fab.cell("stations.csv", 4, "dispatch") == "priority|fifo");
  CHECK(fab.cell("stations.csv", 2, "machine_choice") == "least_setup");
  CHECK(fab.cell("stations.csv", 1, "machine_choice") == "longest_idle");
  CHECK(fab.cell("stations.csv", 2, "least_setup_counts") == "table");
}

TEST_CASE("smt2020: tool groups keep machines and area and place and capacity and handling times") {
  const Imported fab;
  CHECK(fab.cell("stations.csv", 2, "name") == "Beam");
  CHECK(fab.cell("stations.csv", 2, "group") == "Ions");
  CHECK(fab.cell("stations.csv", 2, "machines") == "3");
  CHECK(fab.cell("stations.csv", 2, "capacity") == "2");
  CHECK(fab.cell("stations.csv", 1, "capacity") == "1");
  CHECK(fab.cell("stations.csv", 2, "load") == "1 min");
  CHECK(fab.cell("stations.csv", 2, "unload") == "2 min");
  CHECK(fab.cell("stations.csv", 4, "location") == "Delay");
}

TEST_CASE("smt2020: hot lots go first only where some order is hot") {
  Smt2020Tables tables;
  tables.set("order.txt", 2, "HOTLOT", "yes");
  const Imported fab(tables);
  CHECK(fab.cell("stations.csv", 1, "dispatch") == "hot_first|priority|least_setup|fifo");
  CHECK(fab.cell("stations.csv", 2, "dispatch") == "priority|least_setup|fifo");
  CHECK(fab.text("scenario.toml").find("hot = true") != std::string::npos);
}

TEST_CASE("smt2020: setups keep their pairs and step times and minimum runs hold for their group") {
  const Imported fab;
  CHECK(fab.rows("setups.csv") == Rows{{"station", "from", "to", "time"},
                                       {"Beam", "SU_1", "SU_2", "12 min"},
                                       {"Beam", "", "SU_1", "72 min"}});
  CHECK(fab.rows("min_runs.csv") ==
        Rows{{"station", "state", "min_run"}, {"Beam", "SU_1", "7"}, {"Beam", "SU_2", "5"}});
  CHECK(fab.cell("route_1.csv", 2, "setup") == "SU_1");
  CHECK(fab.cell("route_1.csv", 2, "setup_time").empty());
  CHECK(fab.cell("route_1.csv", 3, "setup").empty());
  CHECK(fab.cell("route_1.csv", 4, "setup_time") == "15 min");
}

TEST_CASE("smt2020: sampling and rework of the whole lot that may recur") {
  const Imported fab;
  CHECK(fab.cell("route_1.csv", 3, "sampling") == "0.56");
  CHECK(fab.cell("route_1.csv", 5, "sampling").empty());
  CHECK(fab.cell("route_1.csv", 3, "rework_to") == "002_Beam");
  CHECK(fab.cell("route_1.csv", 3, "rework_probability") == "0.017");
  CHECK(fab.cell("route_1.csv", 3, "rework_per") == "job");
  CHECK(fab.cell("route_1.csv", 3, "rework_limit") == "0");
}

TEST_CASE("smt2020: dedication binds the later step to the machine of the earlier one") {
  const Imported fab;
  CHECK(fab.cell("route_1.csv", 4, "same_machine_as") == "002_Beam");
  CHECK(fab.count("route_1.csv", "same_machine_as") == 1);
}

TEST_CASE("smt2020: queue-time windows are counted and nothing else happens to the lot") {
  const Imported fab;
  CHECK(fab.cell("route_1.csv", 1, "window_to") == "002_Beam");
  CHECK(fab.cell("route_1.csv", 1, "window") == "4 h");
  CHECK(fab.cell("route_1.csv", 1, "window_action") == "count");
  CHECK(fab.count("route_1.csv", "window_action") == 1);
}

TEST_CASE("smt2020: breakdowns are of the area and time-dependent and resume the lot") {
  CHECK(Imported().rows("failures.csv") ==
        Rows{{"group", "station", "name", "type", "every", "first", "repair", "interruption"},
             {"Ions", "", "Down_Ions", "time_dependent", "exponential(10080 min)",
              "exponential(10080 min)", "exponential(35.28 min)", "resume"}});
}

TEST_CASE("smt2020: maintenance is staggered from the first occurrence and start to start") {
  CHECK(Imported().rows("maintenance.csv") ==
        Rows{{"group", "station", "name", "every", "every_pieces", "duration", "first",
              "first_pieces", "stagger", "interval"},
             {"", "Beam", "Beam_MN", "30 d", "", "uniform(11.01 h; 16.51 h)", "27.3 d", "", "true",
              "start_to_start"},
             {"", "Oven", "Oven_WK", "", "2500", "uniform(8 h; 12 h)", "", "2275", "true",
              "start_to_start"}});
}

TEST_CASE("smt2020: orders become interval streams that begin at their START") {
  const std::string text = Imported().text("scenario.toml");
  CHECK(text.find("start = 2018-01-01T00:00:00") != std::string::npos);
  CHECK(text.find("[[release]]\nname = \"Lot_1\"\npart = \"part_1\"\nevery = \"51.69 min\"\n"
                  "start = \"0 s\"\ncount = 2000\njobs = 1\npriority = 10\nhot = false\n"
                  "due = \"216001 s\"") != std::string::npos);
  CHECK(text.find("every = \"7 d\"\nstart = \"21600 s\"\ncount = 200\njobs = 2\npriority = 20\n"
                  "hot = false\ndue = \"86400 s\"") != std::string::npos);
}

TEST_CASE("smt2020: every lot of the work in process is kept with its stream and due date") {
  CHECK(Imported().rows("wip.csv") ==
        Rows{{"job", "part", "step", "pieces", "priority", "hot", "due [s]", "released [s]",
              "release"},
             {"Init_Lot_1_7", "part_1", "3", "25", "10", "false", "31449600", "0", "Lot_1"},
             {"Init_Hot_1_1", "part_1", "5", "25", "20", "false", "3600", "0", "Hot_1"}});
}

TEST_CASE("smt2020: an existing folder is replaced only by force and only if it is a scenario") {
  TemporaryFolder tables;
  TemporaryFolder output;
  Smt2020Tables().write(tables.path());
  output.write("mine.txt", "precious");
  CHECK_THROWS_AS(import_smt2020(tables.path(), output.path(), false), FileError);
  CHECK_THROWS_AS(import_smt2020(tables.path(), output.path(), true), FileError);
  CHECK(test::read_text(output.path() / "mine.txt") == "precious");
  output.write("scenario.toml", "");
  import_smt2020(tables.path(), output.path(), true);
  CHECK_FALSE(std::filesystem::exists(output.path() / "mine.txt"));
  CHECK(std::filesystem::file_size(output.path() / "scenario.toml") > 0);
}

TEST_CASE("smt2020: the scenario does not depend on where the tables lie") {
  const Imported one;
  const Imported other;
  for (const auto& entry : std::filesystem::directory_iterator(one.scenario())) {
    const std::string file = entry.path().filename().string();
    CHECK(one.text(file) == other.text(file));
    CHECK(one.text(file).find(one.scenario().parent_path().string()) == std::string::npos);
  }
}

TEST_CASE("smt2020: counts of the HVLM data set") {
  const std::filesystem::path tables = test::smt2020_hvlm_tables();
  if (tables.empty()) {
    MESSAGE(test::kNoSmt2020);
    return;
  }
  const Imported fab(tables);
  CHECK(fab.count("stations.csv", "name") == 106);
  const Rows stations = fab.rows("stations.csv");
  std::size_t machines = 0;
  std::size_t cascading = 0;
  for (std::size_t row = 1; row < stations.size(); ++row) {
    machines += std::stoul(stations[row][test::column_of(stations, "machines")]);
    cascading += stations[row][test::column_of(stations, "capacity")] == "2" ? 1U : 0U;
  }
  CHECK(machines == 1443);
  CHECK(cascading == 45);
  CHECK(fab.count("stations.csv", "batch_by") == 10);
  CHECK(fab.count("wip.csv", "job") == 2255);
  CHECK(fab.count("failures.csv", "name") == 11);
  CHECK(fab.count("maintenance.csv", "every") == 79);
  CHECK(fab.count("maintenance.csv", "every_pieces") == 213);
  CHECK(fab.count("setups.csv", "to") == 13);
  CHECK(fab.count("min_runs.csv", "min_run") == 9);
  const auto in_both = [&](const char* column) {
    return fab.count("route_3.csv", column) + fab.count("route_4.csv", column);
  };
  CHECK(fab.count("route_3.csv", "step") == 583);
  CHECK(fab.count("route_4.csv", "step") == 343);
  CHECK(in_both("batch_max") == 28);
  CHECK(in_both("setup") == 93);
  CHECK(in_both("sampling") == 149);
  CHECK(in_both("rework_to") == 14);
  CHECK(in_both("window_to") == 66);
  CHECK(in_both("same_machine_as") == 18);
}

TEST_SUITE_END();

}  // namespace
}  // namespace twinline
