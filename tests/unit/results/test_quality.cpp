#include <algorithm>
#include <cmath>
#include <sstream>

#include <doctest/doctest.h>

#include "small_gates.h"
#include "twinline/results/console_table.h"
#include "twinline/results/gate_figures.h"
#include "twinline/results/tables.h"

TEST_SUITE_BEGIN("results.quality");

using namespace twinline;
using test::kNoLimit;
using test::SmallGates;
using test::SmallPlant;

namespace {

doctest::Approx about(double value) { return doctest::Approx(value).epsilon(1e-13); }

const Table& table(const std::string& file) {
  const auto& tables = replication_tables();
  return *std::find_if(tables.begin(), tables.end(),
                       [&](const Table& t) { return t.file == file; });
}

std::string rows(const SmallGates& small, const std::string& file) {
  const ReplicationData data = small.data(4);
  CsvText out;
  table(file).rows({data, {}, "key"}, out);
  return out.take();
}

/// The rows of a table, a cell by its column.
struct Rows {
  const Table& of;
  std::vector<std::vector<std::string>> cells;

  Rows(const SmallGates& small, const std::string& file) : of(table(file)) {
    std::istringstream text(rows(small, file));
    for (std::string line; std::getline(text, line);) {
      std::vector<std::string>& row = cells.emplace_back();
      std::istringstream in(line + ',');
      for (std::string cell; std::getline(in, cell, ',');) row.push_back(cell);
    }
  }
  std::string text(std::size_t row, const std::string& column) const {
    std::size_t k = 0;
    while (of.columns.at(k).name != column) ++k;
    return cells.at(row).at(k + 1);
  }
  double number(std::size_t row, const std::string& column) const {
    return std::stod(text(row, column));
  }
};

Spread spread_of(std::initializer_list<double> values) {
  Spread result;
  for (const double x : values) result.add(x);
  return result;
}

}  // namespace

TEST_CASE("capability: both limits and one and none") {
  const Spread value = spread_of({1, 3, 5});  // mean 3, s 2
  const Capability both = capability(value, -3, 12);
  CHECK(both.cp == about(15.0 / 12));
  CHECK(both.cpk == about(6.0 / 6));
  CHECK(capability(value, -9, 12).cpk == about(9.0 / 6));
  const Capability lower = capability(value, 0, kNoLimit);
  CHECK(std::isnan(lower.cp));
  CHECK(lower.cpk == about(0.5));
  const Capability upper = capability(value, -kNoLimit, 6);
  CHECK(std::isnan(upper.cp));
  CHECK(upper.cpk == about(0.5));
  const Capability none = capability(value, -kNoLimit, kNoLimit);
  CHECK(std::isnan(none.cp));
  CHECK(std::isnan(none.cpk));
}

TEST_CASE("capability: a mean outside the limits is below zero") {
  CHECK(capability(spread_of({1, 3, 5}), 6, 9).cpk == about(-0.5));
}

TEST_CASE("capability: none without a spread") {
  for (const Spread& value : {spread_of({}), spread_of({3}), spread_of({3, 3})}) {
    CHECK(std::isnan(capability(value, 0, 6).cp));
    CHECK(std::isnan(capability(value, 0, 6).cpk));
  }
  CHECK(std::isnan(deviation_or_none(spread_of({3}))));
  CHECK(deviation_or_none(spread_of({3, 3})) == 0);
  CHECK(std::isnan(mean_or_none(spread_of({}))));
}

TEST_CASE("quality: a row for all machines and one for each") {
  const Rows quality(SmallGates(), "quality.csv");
  REQUIRE(quality.cells.size() == 3 + 2 + 2);
  const char* const kMachines[] = {"", "etch_1", "etch_2", "", "litho_1", "", "litho_1"};
  for (std::size_t i = 0; i < quality.cells.size(); ++i) {
    CAPTURE(i);
    CHECK(quality.text(i, "gate") == (i < 3 ? "film" : i < 5 ? "floor" : "free"));
    CHECK(quality.text(i, "station") == (i < 3 ? "etch" : "litho"));
    CHECK(quality.text(i, "machine") == kMachines[i]);
    CHECK(quality.text(i, "step") == "s2");
    CHECK(quality.text(i, "machine_step") == (i < 3 ? "s1" : "s2"));
    CHECK(quality.text(i, "characteristic") == "thickness");
    CHECK(quality.text(i, "unit") == "m");
  }
}

TEST_CASE("quality: the figures of a machine by hand") {
  const Rows quality(SmallGates(), "quality.csv");
  // 2 and 4: mean 3, s = sqrt(2), within 1 to 7.
  CHECK(quality.number(1, "mean") == about(3));
  CHECK(quality.number(1, "standard_deviation") == about(std::sqrt(2.0)));
  CHECK(quality.number(1, "cp") == about(1 / std::sqrt(2.0)));
  CHECK(quality.number(1, "cpk") == about(2 / (3 * std::sqrt(2.0))));
  CHECK(quality.text(1, "lower_limit") == "1");
  CHECK(quality.text(1, "upper_limit") == "7");
  CHECK(quality.text(1, "yield") == "1");
  CHECK(quality.text(1, "first_pass_yield") == "1");
  // 6, 8, 0 and 8: mean 5.5, squares 0.25 + 6.25 + 30.25 + 6.25 = 43.
  CHECK(quality.number(2, "mean") == about(5.5));
  CHECK(quality.number(2, "cpk") == about(1.5 / (3 * std::sqrt(43.0 / 3))));
  CHECK(quality.text(2, "low") == "1");
  CHECK(quality.text(2, "high") == "2");
  CHECK(quality.text(2, "yield") == "0.25");
  CHECK(quality.text(2, "first_pass_yield") == "0.5");
  CHECK(quality.text(2, "scrapped") == "1");
  CHECK(quality.text(2, "reworked") == "2");
  CHECK(quality.text(2, "held") == "0");
}

TEST_CASE("quality: all machines together are the six pieces") {
  const Rows quality(SmallGates(), "quality.csv");
  // 2, 4, 6, 8, 0, 8: mean 14/3, sum of squares 184 - 6 (14/3)^2 = 160/3.
  const double s = std::sqrt(160.0 / 15);
  CHECK(quality.text(0, "pieces") == "6");
  CHECK(quality.number(0, "mean") == about(14.0 / 3));
  CHECK(quality.number(0, "standard_deviation") == about(s));
  CHECK(quality.number(0, "cp") == about(1 / s));
  CHECK(quality.number(0, "cpk") == about((7 - 14.0 / 3) / (3 * s)));
  CHECK(quality.number(0, "yield") == about(0.5));
  CHECK(quality.number(0, "first_pass_yield") == about(0.75));
  CHECK(quality.text(0, "low") == "1");
  CHECK(quality.text(0, "high") == "2");
  CHECK(quality.text(0, "scrapped") == "1");
  CHECK(quality.text(0, "reworked") == "2");
}

TEST_CASE("quality: what a limit or a piece is needed for stays empty") {
  const std::string text = rows(SmallGates(), "quality.csv");
  CHECK(text.find("key,floor,thickness,m,s2,s2,litho,litho_1,2,4,1.4142135623730951,2,,,"
                  "0.4714045207910316") != std::string::npos);
  CHECK(text.find("key,free,thickness,m,s2,s2,litho,litho_1,0,,,,,,,0,0,,,0,0,0\n") !=
        std::string::npos);
}

TEST_CASE("physics: what a model gave") {
  CHECK(rows(SmallGates(), "physics.csv") ==
        "key,etching,plasma_etch,depth_m,thickness,m,5,3,1.5811388300841898,1,5\n"
        "key,etching,plasma_etch,rate_m_per_s,rate,m/s,0,,,,\n");
}

TEST_CASE("quality and physics: only where there are gates and figures") {
  const SmallPlant small;
  CHECK_FALSE(table("quality.csv").applies(small.plant));
  CHECK_FALSE(table("physics.csv").applies(small.plant));
  CHECK(table("quality.csv").applies(SmallGates().plant));
  CHECK(table("physics.csv").applies(SmallGates().plant));
  for (const KpiValue& value : compute_kpis(small.data())) CHECK(value.scope != Scope::kGate);
}

TEST_CASE("kpis: a gate's are those of all its machines") {
  const SmallGates small;
  const double s = std::sqrt(160.0 / 15);
  const auto film = [&](Kpi kpi) { return small.kpi(Scope::kGate, 0, kpi); };
  CHECK(film(Kpi::kCp) == about(1 / s));
  CHECK(film(Kpi::kCpk) == about((7 - 14.0 / 3) / (3 * s)));
  CHECK(film(Kpi::kYield) == about(0.5));
  CHECK(film(Kpi::kFirstPassYield) == about(0.75));
  CHECK(film(Kpi::kProcessMean) == about(14.0 / 3));
  CHECK(film(Kpi::kProcessSd) == about(s));
  CHECK(film(Kpi::kPiecesChecked) == 6);
  CHECK(film(Kpi::kPiecesScrapped) == 1);
  CHECK(film(Kpi::kPiecesReworked) == 2);
  CHECK(film(Kpi::kPiecesHeld) == 0);
  CHECK(std::isnan(small.kpi(Scope::kGate, 1, Kpi::kCp)));
  CHECK(std::isnan(small.kpi(Scope::kGate, 1, Kpi::kFirstPassYield)));
  CHECK(small.kpi(Scope::kGate, 1, Kpi::kPiecesHeld) == 1);
  for (const Kpi kpi : {Kpi::kCpk, Kpi::kYield, Kpi::kProcessMean, Kpi::kProcessSd}) {
    CHECK(std::isnan(small.kpi(Scope::kGate, 2, kpi)));
  }
  CHECK(small.kpi(Scope::kGate, 2, Kpi::kPiecesChecked) == 0);
}

TEST_CASE("kpis: mean and standard deviation have the characteristic's unit") {
  const SmallGates small;
  CHECK(entity_name(small.plant, Scope::kGate, 1) == "floor");
  CHECK(unit_of(small.plant, Scope::kGate, 0, Kpi::kProcessMean) == "m");
  CHECK(unit_of(small.plant, Scope::kGate, 0, Kpi::kProcessSd) == "m");
  CHECK(unit_of(small.plant, Scope::kGate, 0, Kpi::kCpk) == "1");
  CHECK(unit_of(small.plant, Scope::kPlant, 0, Kpi::kWip) == "jobs");
  const ReplicationData data = small.data();
  CsvText out;
  table("kpis.csv").rows({data, compute_kpis(data), "key"}, out);
  CHECK(out.text().find("key,gate,film,process_sd,m,3.2") != std::string::npos);
  const std::string summary = summary_csv(small.plant, summarize({compute_kpis(data)}, 0.95));
  CHECK(summary.find("small,0,gate,floor,process_mean,m,4,") != std::string::npos);
}

TEST_CASE("console: a block of gates") {
  const SmallGates small;
  const std::string text = console_table(small.plant, summarize({compute_kpis(small.data())}, 0.9));
  const std::string block =
      "\ngate        yield %  first pass %     Cpk  scrapped  reworked    held\n"
      "  film         50.0          75.0   0.238      1.00      2.00       0\n"
      "  floor         100             -   0.471         0         0    1.00\n"
      "  free            -             -       -         0         0       0\n";
  REQUIRE(text.size() > block.size());
  CHECK(text.substr(text.size() - block.size()) == block);
}

TEST_SUITE_END();
