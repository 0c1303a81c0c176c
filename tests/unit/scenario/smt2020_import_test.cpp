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

/// What is wrong with the tables; "" where nothing is.
std::string complaint(const Smt2020Tables& tables) {
  TemporaryFolder folder;
  tables.write(folder.path());
  try {
    import_smt2020(folder.path(), folder.path() / "out", false);
  } catch (const ScenarioError& error) {
    CHECK_FALSE(std::filesystem::exists(folder.path() / "out"));
    return error.what();
  }
  return "";
}

/// Expects one complaint: `message` at the cell.
void expect_fault(const Smt2020Tables& tables, const std::string& file, std::size_t row,
                  const std::string& column, const std::string& message) {
  CHECK(complaint(tables).find(tables.at(file, row, column) + message + '\n') == 0);
}

/// Expects the complaint after one cell was replaced: `message` at that cell.
void expect_fault_after_set(const std::string& file, std::size_t row, const std::string& column,
                            const std::string& value, const std::string& message) {
  CAPTURE(column);
  Smt2020Tables tables;
  tables.set(file, row, column, value);
  expect_fault(tables, file, row, column, column + ": " + message);
}

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

TEST_CASE("smt2020: a missing folder is a file error") {
  TemporaryFolder folder;
  CHECK_THROWS_AS(import_smt2020(folder.path() / "none", folder.path() / "out", false), FileError);
}

TEST_CASE("smt2020: a missing table is named") {
  for (const char* file :
       {"tool.txt.1l", "part.txt", "route_1.txt", "order.txt", "WIP.txt", "setup.txt",
        "setupgrp.txt", "downcal.txt", "pmcal.txt", "attach.txt", "fromto.txt"}) {
    Smt2020Tables tables;
    tables.remove(file);
    const std::string message =
        std::string(file) + ":1:1: error: this table of the data set is missing";
    CAPTURE(file);
    CHECK(complaint(tables).find(message) != std::string::npos);
  }
}

TEST_CASE("smt2020: a missing and an unknown column are named") {
  Smt2020Tables tables;
  tables.rename_column("tool.txt.1l", "STNQTY", "STNQTTY");
  const std::string message = complaint(tables);
  CHECK(message.find("tool.txt.1l:1:1: error: column \"STNQTY\" is missing") != std::string::npos);
  CHECK(message.find(tables.at("tool.txt.1l", 0, "STNQTTY") +
                     "unknown column \"STNQTTY\"; did you mean \"STNQTY\"?") != std::string::npos);
}

TEST_CASE("smt2020: a column that stands twice and a row that is too long are named") {
  Smt2020Tables twice;
  twice.rename_column("setup.txt", "IGNORE", "STIME");
  CHECK(complaint(twice).find("setup.txt:1:") != std::string::npos);
  Smt2020Tables tables;
  tables.append("setup.txt", {"SU_2", "SU_1", "1", "min", "", "more"});
  CHECK(complaint(tables).find("setup.txt:4:") != std::string::npos);
}

TEST_CASE("smt2020: names that lead nowhere are named with the nearest known one") {
  expect_fault_after_set("route_1.txt", 3, "STNFAM", "Scam",
                         "unknown tool group \"Scam\"; did you mean \"Scan\"?");
  expect_fault_after_set("order.txt", 1, "PART", "part_11",
                         "unknown part \"part_11\"; did you mean \"part_1\"?");
  expect_fault_after_set("WIP.txt", 2, "PART", "pert_1",
                         "unknown part \"pert_1\"; did you mean \"part_1\"?");
  expect_fault_after_set("attach.txt", 1, "RESNAME", "Irons", "unknown area \"Irons\"");
  expect_fault_after_set("attach.txt", 2, "RESNAME", "Beem", "unknown tool group \"Beem\"");
  expect_fault_after_set("attach.txt", 2, "CALNAME", "Beam_MM",
                         "unknown calendar \"Beam_MM\" (none in pmcal.txt); did you mean "
                         "\"Beam_MN\"?");
  expect_fault_after_set("fromto.txt", 1, "TOLOC", "Moon",
                         "no tool group lies at location \"Moon\"");
  expect_fault_after_set("setup.txt", 2, "NEWSETUP", "SU_3",
                         "no route step needs setup \"SU_3\"; did you mean \"SU_1\"?");
  expect_fault_after_set("WIP.txt", 1, "LOT", "Init_Lot_2_7",
                         "expected Init_<LOT of order.txt>_<number>, received \"Init_Lot_2_7\"");
  expect_fault_after_set("part.txt", 1, "ROUTEFILE", "../route_1.txt",
                         "expected the name of a file beside this");
  expect_fault_after_set("route_1.txt", 2, "ROUTE", "r_2",
                         "expected \"r_1\" as in part.txt, received \"r_2\"");
}

TEST_CASE("smt2020: a setup group without minimum runs is named") {
  Smt2020Tables tables;
  tables.set("tool.txt.1l", 2, "SETUPGRP", "Glass");
  CHECK(complaint(tables).find(
            "setupgrp.txt:1:1: error: setup group \"Glass\" of tool group \"Beam\" "
            "is missing") == 0);
}

TEST_CASE("smt2020: steps out of range are named") {
  expect_fault_after_set("WIP.txt", 1, "CURSTEP", "6",
                         "step out of range: expected 1 to 5, received 6");
  expect_fault_after_set("WIP.txt", 1, "CURSTEP", "0",
                         "expected a whole number >= 1, received \"0\"");
  expect_fault_after_set("route_1.txt", 3, "RWKSTEP", "4",
                         "step out of range: expected 1 to 3, received 4");
  expect_fault_after_set("route_1.txt", 1, "STEP_CQT", "1",
                         "step out of range: expected 2 to 5, received 1");
  expect_fault_after_set("route_1.txt", 2, "FORSTEP", "9",
                         "step out of range: expected 3 to 5, received 9");
  expect_fault_after_set("route_1.txt", 2, "FORSTEP", "3",
                         "step 3 runs on another tool group, \"Scan\"");
  expect_fault_after_set("route_1.txt", 4, "STEP", "5",
                         "steps are numbered 1, 2, 3, ...: expected 4, received \"5\"");
}

TEST_CASE("smt2020: numbers and dates that are none are named") {
  expect_fault_after_set("route_1.txt", 1, "PTIME", "4OO",
                         "expected a number >= 0, received \"4OO\"");
  expect_fault_after_set("route_1.txt", 1, "PTIME", "inf",
                         "expected a number >= 0, received \"inf\"");
  expect_fault_after_set("route_1.txt", 2, "PTIME2", "0.95", "the half-width exceeds the mean 0.9");
  expect_fault_after_set("route_1.txt", 3, "StepPercent", "120",
                         "expected a percentage of 0 to 100");
  expect_fault_after_set("route_1.txt", 3, "REWORK", "-1",
                         "expected a number >= 0, received \"-1\"");
  expect_fault_after_set("route_1.txt", 1, "BATCHMN", "125",
                         "the smallest batch exceeds the largest, 100");
  expect_fault_after_set("tool.txt.1l", 1, "STNQTY", "2.5",
                         "expected a whole number >= 1, received \"2.5\"");
  expect_fault_after_set("tool.txt.1l", 1, "STNQTY", "",
                         "expected a whole number >= 1, received an empty cell");
  expect_fault_after_set("order.txt", 1, "START", "02/30/18 00:00:00",
                         "expected a date MM/DD/YY hh:mm:ss, received \"02/30/18 00:00:00\"");
  expect_fault_after_set("order.txt", 1, "DUE", "12/31/17 00:00:00", "lies before START");
  expect_fault_after_set("WIP.txt", 1, "START", "01/02/18 00:00:00",
                         "work in process cannot start after the first order, 2018-01-01T00:00:00");
}

TEST_CASE("smt2020: units and words that are unknown are named with the known ones") {
  const std::string units = "expected one of sec, min, hr, day, received ";
  expect_fault_after_set("route_1.txt", 1, "PTUNITS", "minutes", units + "\"minutes\"");
  expect_fault_after_set("route_1.txt", 1, "CQTUNITS", "", units + "an empty cell");
  expect_fault_after_set("pmcal.txt", 1, "MTBPMUNITS", "pieces", units + "\"pieces\"");
  expect_fault_after_set("attach.txt", 2, "FOAUNITS", "", units + "an empty cell");
  expect_fault_after_set("pmcal.txt", 2, "MTBPMUNITS", "day", "expected pieces, received \"day\"");
  expect_fault_after_set("attach.txt", 3, "FOAUNITS", "day", "expected pieces, received \"day\"");
  expect_fault_after_set("route_1.txt", 1, "PDIST", "normal",
                         "expected one of constant, exponential, uniform, received \"normal\"");
  expect_fault_after_set("downcal.txt", 1, "MTTFDIST", "uniform",
                         "this table has no column for the half-width of a uniform");
  expect_fault_after_set("route_1.txt", 3, "PTPER", "per_wafer",
                         "expected one of per_lot, per_piece, per_batch, received \"per_wafer\"");
  expect_fault_after_set("route_1.txt", 2, "WHEN", "always", "expected need, received \"always\"");
  expect_fault_after_set("route_1.txt", 3, "RWKTYPE", "piece", "expected lot, received \"piece\"");
  expect_fault_after_set("tool.txt.1l", 1, "RULE", "rule_X",
                         "expected one of rule_HotLotFIRST, rule_LSSU, received \"rule_X\"");
  expect_fault_after_set("tool.txt.1l", 1, "BATCHCRITF", "crit_any",
                         "expected crit_sameroutestep, received \"crit_any\"");
  expect_fault_after_set("tool.txt.1l", 2, "WAKERESRANK", "wake_X",
                         "expected wake_LeastSetupTime, received \"wake_X\"");
  expect_fault_after_set("downcal.txt", 1, "DOWNCALTYPE", "mttf_by_use",
                         "expected mttf_by_cal, received \"mttf_by_use\"");
  expect_fault_after_set("pmcal.txt", 1, "PMCALTYPE", "x",
                         "expected one of mtbpm_by_cal, mtbpm_by_pieces, received \"x\"");
  expect_fault_after_set("attach.txt", 1, "CALTYPE", "x",
                         "expected one of down, pm, received \"x\"");
  expect_fault_after_set("attach.txt", 1, "RESTYPE", "x",
                         "expected one of stngrp, stnfam, received \"x\"");
}

TEST_CASE("smt2020: the unknown word of a ranking is marked itself") {
  Smt2020Tables tables;
  tables.set("tool.txt.1l", 1, "FWLRANK", "rank_HP;rank_LIFO");
  CHECK(complaint(tables).find("FWLRANK: expected one of rank_HP, rank_RSETUP, rank_FIFO, rank_CR, "
                               "received \"rank_LIFO\"") != std::string::npos);
  CHECK(complaint(tables).find(" ^~~~~~~~~") != std::string::npos);
}

TEST_CASE("smt2020: information in a cell that another cell makes void is not lost in silence") {
  expect_fault_after_set("route_1.txt", 3, "BATCHMX", "100",
                         "only a step that is per_batch has batch sizes");
  expect_fault_after_set("route_1.txt", 3, "STIME", "8", "a step without SETUP has no setup");
  expect_fault_after_set("route_1.txt", 2, "REWORK", "1", "a step without RWKSTEP has no rework");
  expect_fault_after_set("route_1.txt", 2, "CQT", "1",
                         "a step without STEP_CQT opens no queue-time window");
  expect_fault_after_set("route_1.txt", 3, "FORSTEP", "4", "needs SVESTN = yes");
  expect_fault_after_set("route_1.txt", 4, "PartInterval", "1",
                         "a step has one of BatchInterval and PartInterval");
  expect_fault_after_set("route_1.txt", 2, "PTPER", "per_batch",
                         "tool group \"Beam\" does not batch (no BATCHCRITF)");
}

TEST_CASE("smt2020: what stands twice is named") {
  const auto expect_twice = [](const std::string& file, std::size_t row, std::size_t new_row,
                               const std::string& column, const std::string& message) {
    CAPTURE(file);
    Smt2020Tables tables;
    tables.repeat_row(file, row);
    const std::string expected = tables.at(file, new_row, column) + column + ": " + message;
    CHECK(complaint(tables).find(expected) != std::string::npos);
  };
  expect_twice("tool.txt.1l", 3, 5, "STNFAM", "tool group \"Scan\" stands here twice");
  expect_twice("part.txt", 1, 2, "PART", "part \"part_1\" stands here twice");
  expect_twice("route_1.txt", 3, 6, "DESC", "step \"003_Scan\" stands in this route twice");
  expect_twice("order.txt", 1, 3, "LOT", "order \"Lot_1\" stands here twice");
  expect_twice("WIP.txt", 1, 3, "LOT", "lot \"Init_Lot_1_7\" stands here twice");
  expect_twice("setup.txt", 1, 3, "NEWSETUP", "this change of setup stands here twice");
  expect_twice("setupgrp.txt", 1, 3, "SETUP", "setup \"SU_1\" stands here twice");
  expect_twice("downcal.txt", 1, 2, "DOWNCALNAME", "calendar \"Down_Ions\" stands here twice");
  expect_twice("pmcal.txt", 1, 3, "PMCALNAME", "calendar \"Beam_MN\" stands here twice");
  expect_twice("attach.txt", 2, 4, "RESNAME", "calendar \"Beam_MN\" is attached to it already");
  expect_twice("fromto.txt", 1, 2, "FROMLOC", "this pair of locations stands here twice");
}

TEST_CASE("smt2020: up to twenty faults are reported at once") {
  Smt2020Tables tables;
  for (int i = 0; i < 25; ++i) tables.append("setup.txt", {"", "SU_1", "x", "min", ""});
  const std::string message = complaint(tables);
  std::size_t n = 0;
  for (std::size_t at = 0; (at = message.find(": error: ", at)) != std::string::npos; ++at) ++n;
  CHECK(n == 20);
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
