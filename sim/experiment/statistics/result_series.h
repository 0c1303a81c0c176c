#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace twinline {

/// A condition on the rows of a table: the cell of a column has this text.
struct RowFilter {
  std::string column;
  std::string text;
};

/// One column of a result table, by replication, in the order of its rows; empty cells and the rows
/// that a filter refuses are left out.
/// @throws ScenarioError with file, line and column where the table is not as the results have it
std::map<long long, std::vector<double>> read_series(const std::filesystem::path& file,
                                                     const std::string& column,
                                                     const std::vector<RowFilter>& filters = {});

/// Mean of the series of all replications, observation by observation, as far as all of them go.
std::vector<double> mean_series(const std::map<long long, std::vector<double>>& series);

}  // namespace twinline
