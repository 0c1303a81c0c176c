#include "twinline/experiment/sweep/run_task.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <system_error>

#include "twinline/core/error.h"
#include "twinline/core/int128.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/experiment/sweep/task_file.h"
#include "twinline/results/compute_kpis.h"
#include "twinline/results/event_trace.h"
#include "twinline/results/tables.h"

namespace twinline {

namespace {

/// Between two slices of a run the flag `cancel` is looked at.
constexpr std::int64_t kSlices = 1000;

bool kept(const TaskOrder& order, const std::string& table) {
  return std::find(order.tables.begin(), order.tables.end(), table) != order.tables.end();
}

/// @return false where the run was stopped before the horizon
bool advance(Simulation& simulation, const std::atomic<bool>& cancel) {
  const auto horizon = static_cast<Int128>(simulation.plant().horizon().ns());
  for (std::int64_t slice = 1; slice <= kSlices; ++slice) {
    if (cancel) return false;
    simulation.advance(SimTime::from_ns(static_cast<std::int64_t>(horizon * slice / kSlices)));
  }
  return true;
}

void write_tables(const Simulation& simulation, const TaskOrder& order, EventTrace* trace,
                  TaskFileWriter& file) {
  const Plant& plant = simulation.plant();
  const ReplicationData data = replication_data(simulation, order.task.replication, order.seed);
  const std::vector<KpiValue> kpis = compute_kpis(data);
  const std::string key = key_cells(plant, order.task.replication, order.seed, order.task.point);
  file.section(kKpiSection, kpi_section(plant, kpis));
  for (const Table& table : replication_tables()) {
    if (!table.applies(plant) || !kept(order, table.file)) continue;
    CsvText rows;
    table.rows({data, kpis, key}, rows);
    file.section(table.file, rows.text());
  }
  if (trace != nullptr) {
    file.begin_section("events.csv");
    trace->copy_to(file.file());
    file.end_section();
  }
}

}  // namespace

TaskEnd run_task(const Plant& plant, const TaskOrder& order, const std::atomic<bool>& cancel) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const std::filesystem::path path = order.folder.task_file(order.task);
  std::unique_ptr<EventTrace> trace;
  if (plant.output.events && kept(order, "events.csv")) {
    trace = std::make_unique<EventTrace>(plant, path.parent_path(), order.task.replication,
                                         order.seed, order.task.point);
  }
  SimTime reached;
  try {
    Simulation simulation(plant, order.seed, order.task.replication, trace.get());
    try {
      if (!advance(simulation, cancel)) return TaskEnd::kStopped;
    } catch (...) {
      reached = simulation.now();
      throw;
    }
    TaskFileWriter file(path);
    write_tables(simulation, order, trace.get(), file);
    file.commit(simulation.n_events(), std::chrono::duration<double>(Clock::now() - start).count());
  } catch (const FileError&) {
    throw;
  } catch (const std::exception& error) {
    write_failure(order, reached.hours(), error.what());
    return TaskEnd::kFailed;
  }
  std::error_code ignored;  // of an earlier start
  std::filesystem::remove(order.folder.task_file(order.task, true), ignored);
  return TaskEnd::kComplete;
}

void write_failure(const TaskOrder& order, double time_h, const std::string& reason) {
  TaskFileWriter file(order.folder.task_file(order.task, true));
  std::string hours;
  append_number(hours, time_h);
  file.section(kFailedAtSection, hours);
  file.section(kReasonSection, reason);
  file.commit(0, 0);
}

}  // namespace twinline
