#include "twinline/report/data/kpi_means.h"

#include <algorithm>

#include "twinline/report/data/table_file.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

void KpiMeans::add(std::string scope, std::string name, std::string kpi, const KpiMean& value) {
  std::vector<std::string>& known = names_[scope];
  if (known.empty() ||
      (known.back() != name && std::find(known.begin(), known.end(), name) == known.end())) {
    known.push_back(name);
  }
  if (scope == "plant") plant_ = name;
  values_[{std::move(scope), std::move(name), std::move(kpi)}] = value;
}

const KpiMean* KpiMeans::find(const std::string& scope, const std::string& name,
                              const std::string& kpi) const {
  const auto found = values_.find({scope, name, kpi});
  return found == values_.end() ? nullptr : &found->second;
}

double KpiMeans::mean(const std::string& scope, const std::string& name, const std::string& kpi,
                      double otherwise) const {
  const KpiMean* found = find(scope, name, kpi);
  return found == nullptr ? otherwise : found->mean;
}

const std::vector<std::string>& KpiMeans::names(const std::string& scope) const {
  static const std::vector<std::string> kNone;
  const auto found = names_.find(scope);
  return found == names_.end() ? kNone : found->second;
}

std::map<std::uint64_t, KpiMeans> read_summary(const std::filesystem::path& path,
                                               const std::string& scenario, const KeepKpi& keep) {
  enum : std::size_t { kScenario, kPoint, kScope, kName, kKpi, kMean, kLow, kHigh, kN, kLevel };
  TableFile table(path, {"scenario", "point", "scope", "name", "kpi", "mean", "ci_low", "ci_high",
                         "n", "confidence"});
  std::map<std::uint64_t, KpiMeans> points;
  while (table.next()) {
    check_scenario(table, kScenario, scenario);
    if (keep && !keep(table.text(kScope), table.text(kKpi))) continue;
    KpiMean value;
    value.mean = table.required_number(kMean);
    value.low = table.number(kLow);
    value.high = table.number(kHigh);
    value.n = table.whole(kN);
    value.confidence = table.number(kLevel);
    points[table.whole(kPoint)].add(std::string(table.text(kScope)), std::string(table.text(kName)),
                                    std::string(table.text(kKpi)), value);
  }
  return points;
}

}  // namespace twinline
