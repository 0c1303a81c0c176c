#include "twinline/results/gate_figures.h"
#include "twinline/results/table_rows.h"

namespace twinline {

namespace {

/// @p machine "" = all of the station together
void quality_row(const RowSource& source, const Gate& gate, const std::string& machine,
                 const GateStats& stats, CsvText& out) {
  const Plant& plant = source.data.plant;
  const Characteristic& characteristic = plant.outcomes.characteristics[gate.characteristic];
  const Capability index = capability(stats.value, gate.low, gate.high);
  out.raw(source.key)
      .cell(gate.name)
      .cell(characteristic.name)
      .cell(characteristic.unit)
      .cell(plant.step_names[gate.step])
      .cell(plant.step_names[gate.machine_step == kNone ? gate.step : gate.machine_step])
      .cell(plant.stations[station_of(plant, gate)].name)
      .cell(machine)
      .cell(stats.value.count())
      .cell(mean_or_none(stats.value))
      .cell(deviation_or_none(stats.value))
      .cell(gate.low)
      .cell(gate.high)
      .cell(index.cp)
      .cell(index.cpk)
      .cell(stats.low)
      .cell(stats.high)
      .cell(gate_yield(stats))
      .cell(first_pass_yield(stats))
      .cell(stats.scrapped)
      .cell(stats.reworked)
      .cell(stats.held);
  out.end_row();
}

}  // namespace

void quality_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (const Gate& gate : data.plant.outcomes.gates) {
    quality_row(source, gate, "", all_machines(data, gate), out);
    const Station& station = data.plant.stations[station_of(data.plant, gate)];
    for (Id m = 0; m < station.n_machines; ++m) {
      quality_row(source, gate, data.plant.machines[station.first_machine + m].name,
                  data.stats.gates[gate.first_figure + m], out);
    }
  }
}

void physics_rows(const RowSource& source, CsvText& out) {
  const Plant& plant = source.data.plant;
  const Outcomes& outcomes = plant.outcomes;
  for (Id i = 0; i < outcomes.figures.size(); ++i) {
    const OutcomeFigure& figure = outcomes.figures[i];
    const ModelUse& use = outcomes.evaluations[figure.evaluation];
    const Spread& value = source.data.stats.outcomes[i];
    out.raw(source.key)
        .cell(use.name)
        .cell(plant.models[use.model].name)
        .cell(figure.output)
        .cell(outcomes.characteristics[figure.characteristic].name)
        .cell(figure.unit)
        .cell(value.count())
        .cell(mean_or_none(value))
        .cell(deviation_or_none(value));
    if (value.count() == 0) {
      out.empty().empty();
    } else {
      out.cell(value.min()).cell(value.max());
    }
    out.end_row();
  }
}

}  // namespace twinline
