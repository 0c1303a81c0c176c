#include "twinline/results/table_rows.h"

#include "twinline/results/job_figures.h"
#include "twinline/results/machine_figures.h"
#include "twinline/results/people_figures.h"

namespace twinline {

void kpi_rows(const RowSource& source, CsvText& out) {
  for (const KpiValue& kpi : source.kpis) {
    out.raw(source.key)
        .cell(scope_word(kpi.scope))
        .cell(entity_name(source.data.plant, kpi.scope, kpi.entity))
        .cell(word(kpi.kpi).name)
        .cell(unit_of(source.data.plant, kpi.scope, kpi.entity, kpi.kpi))
        .cell(kpi.value);
    out.end_row();
  }
}

void job_rows(const RowSource& source, CsvText& out) {
  const Plant& plant = source.data.plant;
  std::vector<std::string> releases;
  for (Id i = 0; i <= plant.releases.size(); ++i) releases.push_back(release_name(plant, i));
  for (const FinishedJob& job : source.data.stats.finished) {
    const Part& part = plant.parts[job.part];
    out.raw(source.key)
        .cell(releases[job.release])
        .cell(job.serial)
        .cell(part.name)
        .cell(job.priority)
        .cell(hours_of(job.released))
        .cell(hours_of(job.finished))
        .cell(hours_of(job.finished - job.released))
        .cell(part.raw_process_time_s / 3600)
        .cell(flow_factor(plant, job));
    if (job.due == SimTime::max()) {
      out.empty().empty();
    } else {
      out.cell(hours_of(job.due)).cell(job.finished > job.due ? 1U : 0U);
    }
    out.cell(job.rework).cell(job.pieces_in).cell(job.pieces_out);
    out.end_row();
  }
}

void machine_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (Id i = 0; i < data.plant.machines.size(); ++i) {
    const MachineSpec& machine = data.plant.machines[i];
    const Station& station = data.plant.stations[machine.station];
    const MachineStats& stats = data.stats.machines[i];
    StateTimes times;
    times.add(data.machine_times[i]);
    const E10Times e10 = e10_hours(times);

    out.raw(source.key).cell(station.name).cell(station.group).cell(machine.name);
    std::array<Int128, 6> by_e10{};
    Int128 total = 0;
    for (const MachineState state : kMachineStateColumns) {
      out.cell(seconds_of(times.in(state)));
      by_e10[static_cast<std::size_t>(twinline::e10(state))] += times.in(state);
      total += times.in(state);
    }
    for (const Int128 ns : by_e10) out.cell(seconds_of(ns));
    const auto failures = static_cast<double>(stats.failures);
    out.cell(seconds_of(total))
        .cell(stats.tasks)
        .cell(stats.jobs)
        .cell(stats.pieces)
        .cell(stats.setups)
        .cell(stats.failures)
        .cell(stats.maintenances)
        .cell(total_utilization(e10))
        .cell(total_uptime(e10))
        .cell(simulated_oee(times).value)
        .cell(mtbf_productive(e10, failures))
        .cell(ratio(hours_of(times.in(MachineState::kRepair)), failures));
    out.end_row();
  }
}

void station_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (Id i = 0; i < data.plant.stations.size(); ++i) {
    const Station& station = data.plant.stations[i];
    const StationStats& stats = data.stats.stations[i];
    const MachineFigures figures = station_figures(data, i);
    const E10Times e10 = e10_hours(figures.times);
    const auto share = [&](MachineState state) {
      return ratio(hours_of(figures.times.in(state)), e10.total());
    };
    out.raw(source.key)
        .cell(station.name)
        .cell(station.group)
        .cell(station.n_machines)
        .cell(total_utilization(e10))
        .cell(utilization_available(figures.times))
        .cell(total_uptime(e10))
        .cell(share(MachineState::kSetup))
        .cell(ratio(hours_of(figures.times.in(MachineState::kMaintenance) +
                             figures.times.in(MachineState::kMaintenanceDelay)),
                    e10.total()))
        .cell(ratio(e10.unscheduled_down, e10.total()))
        .cell(share(MachineState::kBlocked))
        .cell(share(MachineState::kIdle))
        .cell(figures.queue_length)
        .cell(data.queues[i].most)
        .cell(mean_hours(stats.wait))
        .cell(hours_of(stats.wait.max()))
        .cell(stats.tasks)
        .cell(stats.jobs())
        .cell(stats.pieces)
        .cell(stats.setups)
        .cell(ratio(static_cast<double>(stats.jobs()), static_cast<double>(stats.tasks)))
        .cell(figures.failures)
        .cell(figures.maintenances);
    out.end_row();
  }
}

void wip_rows(const RowSource& source, CsvText& out) {
  for (const WipSample& sample : source.data.stats.wip_series) {
    out.raw(source.key).cell(hours_of(sample.time)).cell(sample.jobs).cell(sample.queued);
    out.end_row();
  }
}

void buffer_level_rows(const RowSource& source, CsvText& out) {
  const std::vector<Buffer>& buffers = source.data.plant.buffers;
  const Statistics& stats = source.data.stats;
  for (std::size_t i = 0; i < stats.buffer_levels.size(); ++i) {
    out.raw(source.key)
        .cell(hours_of(stats.wip_series[i / buffers.size()].time))
        .cell(buffers[i % buffers.size()].name)
        .cell(stats.buffer_levels[i]);
    out.end_row();
  }
}

void queue_window_rows(const RowSource& source, CsvText& out) {
  const Plant& plant = source.data.plant;
  for (Id i = 0; i < plant.windows.size(); ++i) {
    const QueueWindow& window = plant.windows[i];
    const WindowStats& stats = source.data.stats.windows[i];
    out.raw(source.key)
        .cell(plant.routes[plant.steps[window.opens].route].name)
        .cell(plant.step_names[window.opens])
        .cell(plant.step_names[window.closes])
        .cell(hours_of(window.limit))
        .cell(stats.closed)
        .cell(stats.violations)
        .cell(ratio(static_cast<double>(stats.violations), static_cast<double>(stats.closed)))
        .cell(mean_hours(stats.span))
        .cell(hours_of(stats.span.max()));
    out.end_row();
  }
}

void operator_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (Id i = 0; i < data.plant.operator_pools.size(); ++i) {
    const OperatorPool& pool = data.plant.operator_pools[i];
    const OperatorStats& stats = data.stats.operators[i];
    out.raw(source.key)
        .cell(pool.name)
        .cell(pool.count)
        .cell(stats.busy.mean(data.now))
        .cell(stats.busy.max())
        .cell(utilization(stats, pool, data.now))
        .cell(stats.wait.count())
        .cell(mean_hours(stats.wait))
        .cell(hours_of(stats.wait.max()))
        .cell(stats.walking.mean(data.now))
        .cell(mean_idle(stats, pool, data.now))
        .cell(stats.off_shift.mean(data.now))
        .cell(stats.on_break.mean(data.now))
        .cell(stats.relieved.mean(data.now));
    out.end_row();
  }
}

void buffer_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (Id i = 0; i < data.plant.buffers.size(); ++i) {
    const BufferFigures& figures = data.buffers[i];
    const TimeTally& blocked = data.stats.blocked[i];
    out.raw(source.key)
        .cell(data.plant.buffers[i].name)
        .cell(data.plant.buffers[i].capacity)
        .cell(figures.content)
        .cell(figures.most)
        .cell(figures.full_fraction)
        .cell(figures.empty_fraction)
        .cell(blocked.count())
        .cell(mean_hours(blocked))
        .cell(hours_of(blocked.max()));
    out.end_row();
  }
}

void sequence_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (Id i = 0; i < data.plant.watches.size(); ++i) {
    const Watch& watch = data.plant.watches[i];
    const Option& option = data.plant.options[watch.option];
    const WatchStats& stats = data.stats.watches[i];
    out.raw(source.key)
        .cell(data.plant.stations[watch.station].name)
        .cell(option.name)
        .cell(stats.jobs)
        .cell(stats.changes)
        .cell(mean_run(stats));
    if (option.in == 0) {
      out.empty().empty().empty();
    } else {
      out.cell(std::to_string(option.at_most) + "/" + std::to_string(option.in))
          .cell(stats.windows)
          .cell(stats.violations);
    }
    out.end_row();
  }
}

void position_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (Id i = 0; i < data.plant.line_positions.size(); ++i) {
    const LinePosition& position = data.plant.line_positions[i];
    const Station& station = data.plant.stations[position.station];
    const PositionStats& stats = data.stats.positions[i];
    const double work = ratio(stats.work.seconds(), static_cast<double>(stats.jobs));
    const Average& pace = data.stats.paces[station.belt];
    const double takt_s =
        data.plant.belts[station.belt].pitch.seconds() / (pace.count() == 0 ? 1 : pace.mean());
    out.raw(source.key)
        .cell(station.name)
        .cell(position.place + 1)
        .cell(stats.jobs)
        .cell(work)
        .cell(work / takt_s)
        .cell(3600 * mean_hours(stats.late))
        .cell(3600 * hours_of(stats.late.max()))
        .cell(stats.overloads)
        .cell(stats.overload.seconds());
    out.end_row();
  }
}

void resource_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (Id i = 0; i < data.plant.resources.size(); ++i) {
    const Resource& resource = data.plant.resources[i];
    const TimeWeighted& use = data.stats.resources[i].busy;
    const double busy = use.mean(data.now);
    out.raw(source.key)
        .cell(resource.name)
        .cell(resource.count)
        .cell(busy)
        .cell(use.max())
        .cell(ratio(busy, resource.count));
    out.end_row();
  }
}

}  // namespace twinline
