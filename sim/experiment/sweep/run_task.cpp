#include "twinline/experiment/sweep/run_task.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "twinline/batch/device_error.h"
#include "twinline/core/error.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/experiment/sweep/task_file.h"
#include "twinline/results/compute_kpis.h"
#include "twinline/results/event_log.h"
#include "twinline/results/tables.h"

namespace twinline {

namespace {

bool kept(const TaskOrder& order, const std::string& table) {
  return std::find(order.tables.begin(), order.tables.end(), table) != order.tables.end();
}

/// Where the task's trace goes; with checkpoints, behind what an earlier start has kept of it.
std::unique_ptr<EventSpool> make_trace(const Plant& plant, const TaskOrder& order,
                                       const std::optional<SavedReplication>& saved) {
  if (!plant.output.events || !kept(order, "events.csv")) return nullptr;
  if (order.checkpoints.folder == nullptr) {
    return std::make_unique<EventSpool>(plant, order.folder.task_file(order.task).parent_path());
  }
  order.checkpoints.folder->prepare();
  return std::make_unique<EventSpool>(plant,
                                      order.checkpoints.folder->trace_file(order.task.replication),
                                      saved ? saved->trace_records : 0);
}

void write_tables(const Simulation& simulation, const TaskOrder& order, EventSpool* trace,
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
    write_event_rows(*trace, plant, key, file.file());
    file.end_section();
  }
}

}  // namespace

TaskEnd run_task(const Plant& plant, const TaskOrder& order, const std::atomic<bool>& cancel) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const std::filesystem::path path = order.folder.task_file(order.task);
  const CheckpointFolder* const checkpoints = order.checkpoints.folder;
  std::optional<SavedReplication> saved;
  if (checkpoints != nullptr) saved = checkpoints->load(order.task.replication);
  const std::unique_ptr<EventSpool> trace = make_trace(plant, order, saved);
  SimTime reached;
  try {
    Simulation simulation =
        saved ? Simulation(plant, std::move(saved->state))
              : Simulation(plant, order.seed, order.task.replication, trace.get());
    simulation.set_trace(trace.get());
    OffloadEngine engine(plant.models, order.offload.settings, order.offload.backend);
    try {
      if (!run_to_horizon(simulation, order.task.replication, trace.get(), order.checkpoints,
                          engine, [&cancel] { return cancel.load(); })) {
        return TaskEnd::kStopped;
      }
    } catch (...) {
      reached = simulation.now();
      throw;
    }
    TaskFileWriter file(path);
    write_tables(simulation, order, trace.get(), file);
    file.commit(simulation.n_events(), std::chrono::duration<double>(Clock::now() - start).count());
  } catch (const FileError&) {
    throw;
  } catch (const DeviceError&) {
    throw;
  } catch (const std::exception& error) {
    write_failure(order, reached.hours(), error.what());
    return TaskEnd::kFailed;
  }
  if (checkpoints != nullptr) checkpoints->remove(order.task.replication);
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
