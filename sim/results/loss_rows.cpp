#include "twinline/results/machine_figures.h"
#include "twinline/results/table_rows.h"

namespace twinline {

namespace {

/// Time lost at a station by one cause.
struct Loss {
  std::string kind;
  std::string cause;
  std::uint64_t count = 0;
  Int128 ns = 0;
};

/// Failures and maintenance plans of a station, summed over its machines.
std::vector<Loss> downs_of(const ReplicationData& data, const Station& station, std::size_t first) {
  std::vector<Loss> losses;
  for (std::uint32_t i = 0; i < station.n_failures; ++i) {
    losses.push_back({"failure", data.plant.failures[station.first_failure + i].name});
  }
  for (std::uint32_t i = 0; i < station.n_maintenances; ++i) {
    losses.push_back({"maintenance", data.plant.maintenances[station.first_maintenance + i].name});
  }
  for (std::uint32_t m = 0; m < station.n_machines; ++m) {
    for (std::size_t i = 0; i < losses.size(); ++i) {
      const DownStats& down = data.downs[first + m * losses.size() + i];
      losses[i].count += down.count;
      losses[i].ns += down.time.ns();
    }
  }
  return losses;
}

void add_states(const StateTimes& times, std::vector<Loss>& losses) {
  for (const MachineState state :
       {MachineState::kSetup, MachineState::kBlocked, MachineState::kIdle, MachineState::kHeld,
        MachineState::kWaitingOperator}) {
    losses.push_back(
        {state == MachineState::kIdle ? "starved" : name_of(state), "", 0, times.in(state)});
  }
}

void add_rows(const RowSource& source, const Station& station, const MachineFigures& figures,
              const std::vector<Loss>& losses, CsvText& out) {
  const E10Times e10 = e10_hours(figures.times);
  const double on_shift = e10.total() - e10.nonscheduled;
  const double pace = ratio(static_cast<double>(figures.jobs_out), e10.productive);
  for (const Loss& loss : losses) {
    if (loss.ns == 0 && loss.count == 0) continue;
    const double hours = hours_of(loss.ns);
    out.raw(source.key).cell(station.name).cell(station.group).cell(loss.kind).cell(loss.cause);
    if (loss.count > 0) {
      out.cell(loss.count);
    } else {
      out.empty();
    }
    out.cell(hours)
        .cell(ratio(hours, on_shift))
        .cell(ratio(pace * hours * station.n_machines, on_shift));
    out.end_row();
  }
}

}  // namespace

void loss_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  std::size_t first_down = 0;
  for (Id id = 0; id < data.plant.stations.size(); ++id) {
    const Station& station = data.plant.stations[id];
    std::vector<Loss> losses = downs_of(data, station, first_down);
    first_down += losses.size() * station.n_machines;
    const MachineFigures figures = station_figures(data, id);
    add_states(figures.times, losses);
    add_rows(source, station, figures, losses, out);
  }
}

}  // namespace twinline
