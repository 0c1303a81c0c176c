#include "support/verification.h"

#include <atomic>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include <doctest/doctest.h>

#include "twinline/experiment/run_replications.h"
#include "twinline/results/compute_kpis.h"
#include "twinline/scenario/load.h"

namespace twinline {
namespace {

std::string folder_of(const std::string& scenario) {
  return std::string(TWINLINE_SCENARIO_DIR) + "/verification/" + scenario;
}

double kpi_of(const Plant& plant, const std::vector<KpiValue>& kpis, const ExpectedRow& row) {
  for (const KpiValue& value : kpis) {
    if (row.kpi == word(value.kpi).name && row.scope == scope_word(value.scope) &&
        row.name == entity_name(plant, value.scope, value.entity)) {
      return value.value;
    }
  }
  throw std::runtime_error("no KPI " + row.scope + " " + row.name + " " + row.kpi);
}

/// Keeps one number a row and replication.
class RowSink : public ReplicationSink {
 public:
  RowSink(const std::vector<ExpectedRow>& rows, std::uint32_t replications)
      : rows_(rows), values_(rows.size(), std::vector<double>(replications)) {}

  TraceSink* begin(std::uint32_t, std::uint32_t, std::uint64_t) override { return nullptr; }
  void complete(std::uint32_t slot, const ReplicationData& data) override {
    const std::vector<KpiValue> kpis = compute_kpis(data);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      values_[i][slot] = kpi_of(data.plant, kpis, rows_[i]);
    }
  }
  void failed(std::uint32_t) override {}  // RunReport::failures tells
  const std::vector<std::vector<double>>& values() const { return values_; }

 private:
  const std::vector<ExpectedRow>& rows_;
  std::vector<std::vector<double>> values_;
};

void check_row(const ExpectedRow& row, const std::vector<double>& values) {
  CAPTURE(row.name);
  CAPTURE(row.kpi);
  CAPTURE(row.set);
  if (row.deterministic) {
    for (const double value : values) CHECK(value == doctest::Approx(row.exact).epsilon(1e-12));
    return;
  }
  const Interval interval = mean_interval(values);
  CAPTURE(row.exact);
  CAPTURE(interval.mean);
  CAPTURE(interval.half_width);
  CHECK(values.size() >= 30);
  CHECK(covers(interval, row.exact));
  CHECK(interval.half_width < 0.1 * row.exact);
}

}  // namespace

Interval mean_interval(const std::vector<double>& values) {
  return student_interval(values, 1 - kAlpha);
}

std::vector<ExpectedRow> read_expected(const std::string& scenario) {
  std::ifstream file(folder_of(scenario) + "/expected.csv");
  if (!file) throw std::runtime_error("no expected.csv in " + scenario);
  std::vector<ExpectedRow> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    ExpectedRow row;
    std::string exact;
    std::string check;
    std::getline(cells, row.scope, ',');
    std::getline(cells, row.name, ',');
    std::getline(cells, row.kpi, ',');
    std::getline(cells, exact, ',');
    std::getline(cells, check, ',');
    std::getline(cells, row.set, ',');
    row.exact = std::stod(exact);
    row.deterministic = check == "exact";
    rows.push_back(row);
  }
  return rows;
}

Plant load_verification(const std::string& scenario, const std::string& set) {
  LoadOptions options;
  if (!set.empty()) options.set.push_back(set);
  return load_scenario(folder_of(scenario), options).plant;
}

std::vector<std::vector<double>> replicate(const Plant& plant,
                                           const std::vector<ExpectedRow>& rows) {
  RowSink sink(rows, plant.run.replications);
  RunPlan plan;
  plan.seed = plant.run.seed;
  plan.replications = first_replications(plant.run.replications);
  const std::atomic<bool> cancel(false);
  const RunReport report = run_replications(plant, plan, sink, {}, cancel);
  if (!report.failures.empty()) throw std::runtime_error("a replication failed");
  return sink.values();
}

std::vector<double> replicate(const Plant& plant,
                              const std::function<double(const Simulation&)>& figure) {
  std::vector<double> values;
  for (std::uint32_t r = 0; r < plant.run.replications; ++r) {
    Simulation simulation(plant, plant.run.seed, r);
    simulation.advance(plant.horizon());
    values.push_back(figure(simulation));
  }
  return values;
}

void verify_scenario(const std::string& scenario) {
  CAPTURE(scenario);
  std::map<std::string, std::vector<ExpectedRow>> by_set;
  for (const ExpectedRow& row : read_expected(scenario)) by_set[row.set].push_back(row);
  REQUIRE(!by_set.empty());
  for (const auto& [set, rows] : by_set) {
    const std::vector<std::vector<double>> values =
        replicate(load_verification(scenario, set), rows);
    for (std::size_t i = 0; i < rows.size(); ++i) check_row(rows[i], values[i]);
  }
}

}  // namespace twinline
