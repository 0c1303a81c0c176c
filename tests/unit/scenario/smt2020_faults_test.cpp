#include <doctest/doctest.h>

#include "support/smt2020_tables.h"
#include "twinline/core/error.h"
#include "twinline/scenario/importers/smt2020.h"

namespace twinline {
namespace {

using test::Smt2020Tables;
using test::TemporaryFolder;

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

TEST_SUITE_END();

}  // namespace
}  // namespace twinline
