#pragma once

#include "twinline/results/tables.h"

namespace twinline {

/// One function a table of tables.cpp: appends the rows of a replication, cell by cell in the
/// order of the table's columns.
void kpi_rows(const RowSource& source, CsvText& out);
void job_rows(const RowSource& source, CsvText& out);
void machine_rows(const RowSource& source, CsvText& out);
void station_rows(const RowSource& source, CsvText& out);
void wip_rows(const RowSource& source, CsvText& out);
void buffer_level_rows(const RowSource& source, CsvText& out);
void queue_window_rows(const RowSource& source, CsvText& out);
void operator_rows(const RowSource& source, CsvText& out);
void resource_rows(const RowSource& source, CsvText& out);
void bottleneck_rows(const RowSource& source, CsvText& out);
void loss_rows(const RowSource& source, CsvText& out);
void buffer_rows(const RowSource& source, CsvText& out);
void sequence_rows(const RowSource& source, CsvText& out);
void position_rows(const RowSource& source, CsvText& out);
void fleet_rows(const RowSource& source, CsvText& out);
void vehicle_rows(const RowSource& source, CsvText& out);
void zone_rows(const RowSource& source, CsvText& out);
void quality_rows(const RowSource& source, CsvText& out);
void physics_rows(const RowSource& source, CsvText& out);

}  // namespace twinline
