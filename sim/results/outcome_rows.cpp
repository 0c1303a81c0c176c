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
      .cell(characteristic.shown(mean_or_none(stats.value)))
      .cell(characteristic.shown_difference(deviation_or_none(stats.value)))
      .cell(characteristic.shown(gate.low))
      .cell(characteristic.shown(gate.high))
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
    const Characteristic& characteristic = outcomes.characteristics[figure.characteristic];
    const Spread& value = source.data.stats.outcomes[i];
    out.raw(source.key)
        .cell(use.name)
        .cell(plant.models[use.model].name)
        .cell(figure.output)
        .cell(characteristic.name)
        .cell(characteristic.unit)
        .cell(value.count())
        .cell(characteristic.shown(mean_or_none(value)))
        .cell(characteristic.shown_difference(deviation_or_none(value)));
    if (value.count() == 0) {
      out.empty().empty();
    } else {
      out.cell(characteristic.shown(value.min())).cell(characteristic.shown(value.max()));
    }
    out.end_row();
  }
}

}  // namespace twinline
