#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"

namespace twinline::test {

/// A table as rows of cells, the header first.
using Rows = std::vector<std::vector<std::string>>;

inline Rows split_rows(const std::string& text, char delimiter) {
  Rows rows;
  std::vector<std::string> cells(1);
  for (const char c : text) {
    if (c == '\n') {
      rows.push_back(cells);
      cells.assign(1, "");
    } else if (c == delimiter) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return rows;
}

inline std::size_t column_of(const Rows& rows, const std::string& name) {
  for (std::size_t i = 0; i < rows.front().size(); ++i) {
    if (rows.front()[i] == name) return i;
  }
  FAIL("no column " << name);
  return 0;
}

/// A made-up data set in the form of SMT2020, one of each feature: three tool groups in two areas
/// (one that cascades and holds minimum runs, one that batches) and one for delays, one product.
class Smt2020Tables {
 public:
  Smt2020Tables();

  /// Row from 1 (0 is the header).
  void set(const std::string& file, std::size_t row, const std::string& column,
           const std::string& value) {
    Rows& rows = tables_.at(file);
    rows.at(row).at(column_of(rows, column)) = value;
  }
  void append(const std::string& file, const std::vector<std::string>& row) {
    tables_.at(file).push_back(row);
  }
  void repeat_row(const std::string& file, std::size_t row) {
    Rows& rows = tables_.at(file);
    rows.push_back(std::vector<std::string>(rows.at(row)));
  }
  void rename_column(const std::string& file, const std::string& column, const std::string& name) {
    set(file, 0, column, name);
  }
  void remove(const std::string& file) { tables_.erase(file); }

  /// "file:line:column: error: column: ", where the messages about a cell begin.
  std::string at(const std::string& file, std::size_t row, const std::string& column) const {
    const Rows& rows = tables_.at(file);
    std::size_t place = 1;
    for (std::size_t i = 0; i < column_of(rows, column); ++i) place += rows[row][i].size() + 1;
    return file + ':' + std::to_string(row + 1) + ':' + std::to_string(place) + ": error: ";
  }

  void write(const std::filesystem::path& folder) const;

 private:
  std::map<std::string, Rows> tables_;
};

/// Cells are separated by blanks, "-" is an empty cell, "_" a blank inside a cell.
inline Rows table_of(const std::string& text) {
  std::string tidy;
  for (const char c : text) {
    if (c == ' ' && (tidy.empty() || tidy.back() == ' ' || tidy.back() == '\n')) continue;
    tidy += c;
  }
  Rows rows = split_rows(tidy, ' ');
  for (std::vector<std::string>& row : rows) {
    for (std::string& cell : row) {
      if (cell == "-") cell.clear();
      const std::size_t blank = cell.find("/18_");
      if (blank != std::string::npos) cell[blank + 3] = ' ';
    }
  }
  return rows;
}

inline Smt2020Tables::Smt2020Tables() {
  tables_["tool.txt.1l"] = table_of(
      "STNFAM STN RULE FWLRANK WAKERESRANK BATCHCRITF BATCHPER LTIME LTUNITS ULTIME ULTUNITS "
      "STNCAP "
      "STNQTY STNGRP STNFAMSTEP_ACTLIST STNFAMLOC PRERULERWL SETUPGRP\n"
      "Oven Oven rule_HotLotFIRST rank_HP;rank_RSETUP;rank_FIFO - crit_sameroutestep piece 1.0 min "
      "1.0 min - 2.0 Hot x Fab no -\n"
      "Beam Beam rule_LSSU rank_HP;rank_RSETUP;rank_FIFO wake_LeastSetupTime - - 1.0 min 2 min 2.0 "
      "3.0 Ions x Fab no Gas\n"
      "Scan Scan rule_HotLotFIRST rank_HP;rank_RSETUP;rank_CR - - - 0.5 min 1.0 min - 4 Ions x Fab "
      "no -\n"
      "Wait Wait1 rule_HotLotFIRST rank_HP;rank_FIFO - - - 0.0 min 0.0 min - 40 Wait x Delay no "
      "-\n");
  tables_["part.txt"] = table_of(
      "PARTGRP PARTFAM PART ROUTEFILE ROUTE\n"
      "Saleable product_1 part_1 route_1.txt r_1\n");
  tables_["route_1.txt"] = table_of(
      "ROUTE STEP DESC STNFAM PDIST PTIME PTIME2 PTUNITS PTPER BATCHMN BATCHMX SETUP WHEN STIME "
      "STUNITS SVESTN FORSTEP BatchInterval BatchIntUnits PartInterval PartIntUnits RWKSTEP REWORK "
      "RWKTYPE StepPercent STEP_CQT CQT CQTUNITS IGNORE\n"
      "r_1 1 001_Oven Oven uniform 400 20 min per_batch 75 100 - - - - - - - - - - - - - - 2 4 hr "
      "x\n"
      "r_1 2 002_Beam Beam uniform 0.9 0.3 min per_piece - - SU_1 need - - yes 4 - - 0.7 min - - - "
      "- - - - x\n"
      "r_1 3 003_Scan Scan uniform 20 1 min per_lot - - - - - - - - - - - - 2 1.7 lot 56 - - - x\n"
      "r_1 4 004_Beam Beam uniform 30 2 min per_lot - - SU_2 need 15 min - - 25 min - - - - - - - "
      "- "
      "- x\n"
      "r_1 5 005_Wait Wait uniform 120 6 min per_lot - - - - - - - - - - - - - - - 100 - - - x\n");
  tables_["order.txt"] = table_of(
      "LOT PART PRIOR PIECES START RDIST REPEAT RUNITS RPT# LOTSPERRPT DUE ORDER HOTLOT\n"
      "Lot_1 part_1 10 25 01/01/18_00:00:00 constant 51.69 min 2000 1 01/03/18_12:00:01 O_Lot_1 "
      "no\n"
      "Hot_1 part_1 20 25 01/01/18_06:00:00 constant 7 day 100 2 01/02/18_06:00:00 O_Hot_1 no\n");
  tables_["WIP.txt"] = table_of(
      "LOT PART PRIOR PIECES START CURSTEP DUE ORDER HOTLOT TRACE\n"
      "Init_Lot_1_7 part_1 10 25 01/01/18_00:00:00 3 12/31/18_00:00:00 O_W - -\n"
      "Init_Hot_1_1 part_1 20 25 01/01/18_00:00:00 5 01/01/18_01:00:00 O_W - -\n");
  tables_["setup.txt"] = table_of(
      "CURSETUP NEWSETUP STIME STUNITS IGNORE\n"
      "SU_1 SU_2 12 min x\n"
      "- SU_1 72 min x\n");
  tables_["setupgrp.txt"] = table_of(
      "SETUPGRP SETUP MINRUN IGNORE\n"
      "Gas SU_1 7 x\n"
      "- SU_2 5 x\n");
  tables_["downcal.txt"] = table_of(
      "DOWNCALNAME DOWNCALTYPE MTTFDIST MTTF MTTFUNITS MTTRDIST MTTR MTTRUNITS IGNORE\n"
      "Down_Ions mttf_by_cal exponential 10080 min exponential 35.28 min x\n");
  tables_["pmcal.txt"] = table_of(
      "PMCALNAME PMCALTYPE MTBPM MTBPMUNITS MTTRDIST MTTR MTTR2 MTTRUNITS IGNORE\n"
      "Beam_MN mtbpm_by_cal 30 day uniform 13.76 2.75 hr x\n"
      "Oven_WK mtbpm_by_pieces 2500 pieces uniform 10 2 hr x\n");
  tables_["attach.txt"] = table_of(
      "CALNAME CALTYPE RESTYPE RESNAME FOADIST FOA FOAUNITS\n"
      "Down_Ions down stngrp Ions exponential 10080 min\n"
      "Beam_MN pm stnfam Beam constant 27.3 day\n"
      "Oven_WK pm stnfam Oven constant 2275 -\n");
  tables_["fromto.txt"] = table_of(
      "FROMLOC TOLOC DDIST DTIME DTIME2 DUNITS\n"
      "Fab Fab uniform 7.5 2.5 min\n");
}

inline void Smt2020Tables::write(const std::filesystem::path& folder) const {
  for (const auto& [file, rows] : tables_) {
    std::ofstream stream(folder / file, std::ios::binary);
    for (const std::vector<std::string>& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) stream << (i == 0 ? "" : "\t") << row[i];
      stream << '\n';
    }
  }
}

}  // namespace twinline::test
