#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "twinline/results/csv_text.h"
#include "twinline/results/kpi.h"
#include "twinline/results/replication_data.h"

namespace twinline {

/// A column and what its cells mean.
struct Column {
  std::string name;
  std::string meaning;
};

/// What a table's rows of one replication are made from.
struct RowSource {
  const ReplicationData& data;
  const std::vector<KpiValue>& kpis;
  std::string_view key;  ///< the cells of the columns scenario, point, replication, seed
};

/// A table that each replication adds rows to.
struct Table {
  std::string file;
  std::string row;              ///< "one ..."
  std::string when;             ///< which runs write it
  std::vector<Column> columns;  ///< those of the key left out
  bool (*applies)(const Plant& plant);
  void (*rows)(const RowSource& source, CsvText& out);
};

/// All tables of replications, in the order of the reference. events.csv is streamed by an
/// EventLog and summary.csv is made by summary_csv().
const std::vector<Table>& replication_tables();

/// The columns that every table of replications begins with.
const std::vector<Column>& key_columns();

/// Cells of key_columns(): scenario, point 0, replication, seed.
std::string key_cells(const Plant& plant, std::uint32_t replication, std::uint64_t seed);

/// The header line of a table whose rows begin with the key.
std::string header_line(const std::vector<Column>& key, const std::vector<Column>& columns);

}  // namespace twinline
