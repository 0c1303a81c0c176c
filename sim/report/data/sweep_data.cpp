#include "twinline/report/data/sweep_data.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include "twinline/core/error.h"
#include "twinline/report/data/run_facts.h"
#include "twinline/report/data/table_file.h"
#include "twinline/scenario/text/quantity.h"

namespace twinline {

namespace {

/// The columns of sweep.csv between seed and scope.
std::vector<std::string> factor_names(const TableFile& sweep) {
  const std::vector<std::string>& header = sweep.header();
  const auto begin = std::find(header.begin(), header.end(), "seed") + 1;
  const auto end = std::find(begin, header.end(), "scope");
  return {begin, end};
}

struct NumberAndUnit {
  double number;
  std::string unit;
};

/// "5 min" as 5 and "min"; nullopt for what does not begin with a number.
std::optional<NumberAndUnit> split_quantity(const std::string& text) {
  const std::size_t end = std::min(text.find_first_not_of("+-.0123456789eE"), text.size());
  const std::optional<double> number = parse_number(text.substr(0, end));
  if (!number) return std::nullopt;
  const std::size_t unit = text.find_first_not_of(' ', end);
  return NumberAndUnit{*number, unit == std::string::npos ? "" : text.substr(unit)};
}

/// Numbers where all texts are numbers of one unit, or else words.
void read_levels(SweepFactor& factor) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < factor.texts.size(); ++i) {
    const std::optional<NumberAndUnit> split = split_quantity(factor.texts[i]);
    if (!split || (i > 0 && split->unit != factor.unit)) break;
    factor.unit = split->unit;
    numbers.push_back(split->number);
  }
  if (numbers.size() == factor.texts.size()) {
    factor.values = std::move(numbers);
    return;
  }
  factor.unit.clear();
  for (const std::string& text : factor.texts) {
    const auto found = std::find(factor.levels.begin(), factor.levels.end(), text);
    factor.values.push_back(static_cast<double>(found - factor.levels.begin()));
    if (found == factor.levels.end()) factor.levels.push_back(text);
  }
}

}  // namespace

std::vector<double> SweepFactor::distinct() const {
  std::vector<double> result = values;
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::string SweepFactor::level_text(double value) const {
  if (!is_number()) return levels[static_cast<std::size_t>(value)];
  // Values of a random design have 16 digits, of which a reader wants a few.
  constexpr std::size_t kLongest = 8;
  std::string text = number_text(value);
  if (text.size() > kLongest) {
    char rounded[32];
    std::snprintf(rounded, sizeof rounded, "%.5g", value);
    text = rounded;
  }
  return text + (unit.empty() ? "" : " " + unit);
}

SweepData read_sweep(const std::filesystem::path& folder) {
  const TableFile sweep(folder / "sweep.csv", {"point", "seed", "scope", "name", "kpi", "value"});
  SweepData data;
  TableFile first(folder / "summary.csv", {"scenario"});
  if (!first.next()) {
    throw ScenarioError((folder / "summary.csv").string() +
                        ":2:1: error: expected rows, received none: no task of the sweep is done");
  }
  data.scenario = std::string(first.text(0));

  const auto keep = [](std::string_view scope, std::string_view kpi) {
    return scope == "plant" || (scope == "station" && kpi == "utilization_available");
  };
  std::map<std::uint64_t, KpiMeans> summary =
      read_summary(folder / "summary.csv", data.scenario, keep);

  std::error_code ignored;
  if (std::filesystem::exists(folder / "manifest.json", ignored)) {
    data.ended = read_ended(folder / "manifest.json");
  }
  const std::vector<std::string> names = factor_names(sweep);
  std::vector<std::string> columns = {"point"};
  columns.insert(columns.end(), names.begin(), names.end());
  std::map<std::uint64_t, std::vector<std::string>> cells;
  TableFile points(folder / "points.csv", columns);
  while (points.next()) {
    std::vector<std::string>& values = cells[points.whole(0)];
    if (!values.empty()) points.fail(0, "this point stands here twice");
    for (std::size_t i = 0; i < names.size(); ++i) values.emplace_back(points.text(i + 1));
  }

  std::vector<SweepFactor> factors(names.size());
  for (auto& [point, kpis] : summary) {
    const auto found = cells.find(point);
    if (found == cells.end()) {
      throw ScenarioError((folder / "points.csv").string() +
                          ":1:1: error: expected a row for point " + std::to_string(point) +
                          ", which summary.csv holds");
    }
    data.points.push_back(point);
    data.kpis.push_back(std::move(kpis));
    for (std::size_t i = 0; i < names.size(); ++i) factors[i].texts.push_back(found->second[i]);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    factors[i].name = names[i];
    read_levels(factors[i]);
    if (factors[i].distinct().size() > 1) {
      data.factors.push_back(std::move(factors[i]));
    } else {
      data.constants.emplace_back(names[i],
                                  factors[i].texts.empty() ? "" : factors[i].texts.front());
    }
  }
  return data;
}

}  // namespace twinline
