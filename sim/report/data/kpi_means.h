#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace twinline {

/// A KPI over replications, as in a row of summary.csv.
struct KpiMean {
  double mean = 0;
  double low = 0;   ///< of the confidence interval; NaN for one replication
  double high = 0;  ///< as low
  std::uint64_t n = 0;
  double confidence = 0;
};

/// The rows of summary.csv that belong to one design point.
class KpiMeans {
 public:
  void add(std::string scope, std::string name, std::string kpi, const KpiMean& value);
  /// nullptr where there is none.
  const KpiMean* find(const std::string& scope, const std::string& name,
                      const std::string& kpi) const;
  /// Mean of a KPI; `otherwise` where there is none.
  double mean(const std::string& scope, const std::string& name, const std::string& kpi,
              double otherwise = std::numeric_limits<double>::quiet_NaN()) const;
  /// As find(), of the whole plant.
  const KpiMean* plant(const std::string& kpi) const { return find("plant", plant_, kpi); }
  /// The entities of a scope, in the order of the file.
  const std::vector<std::string>& names(const std::string& scope) const;
  bool empty() const { return values_.empty(); }

 private:
  std::map<std::tuple<std::string, std::string, std::string>, KpiMean> values_;
  std::map<std::string, std::vector<std::string>> names_;
  std::string plant_;
};

/// Reads summary.csv.
/// @param scenario the scenario that all rows must belong to
/// @param keep which rows are kept, by scope and KPI; empty = all
/// @return the KPIs of each design point, by its number
using KeepKpi = std::function<bool(std::string_view scope, std::string_view kpi)>;
std::map<std::uint64_t, KpiMeans> read_summary(const std::filesystem::path& path,
                                               const std::string& scenario,
                                               const KeepKpi& keep = nullptr);

}  // namespace twinline
