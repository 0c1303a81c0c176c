#pragma once

#include <limits>

#include "small_plant.h"

namespace twinline::test {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

inline void observe(GateStats& stats, std::initializer_list<double> values, double low,
                    double high) {
  for (const double x : values) {
    stats.value.add(x);
    stats.low += x < low ? 1U : 0U;
    stats.high += x > high ? 1U : 0U;
  }
}

/// The small plant with steps s1 (etch) and s2 (litho). Behind s2 stand three gates: "film", laid
/// to the two etchers; "floor" without an upper limit, laid to s2's own machine; "free" without
/// limits, which has seen nothing. A model gave two numbers, the second one never.
struct SmallGates : SmallPlant {
  SmallGates() {
    plant.steps.resize(2);
    plant.steps[0].station = 1;
    plant.steps[1].station = 0;
    plant.steps[0].route = plant.steps[1].route = 0;
    plant.step_names = {"s1", "s2"};
    plant.outcomes.characteristics = {{"piece", "1"}, {"thickness", "m"}, {"rate", "m/s"}};
    gate("film", 1, 7, 0);
    gate("floor", 2, kNoLimit, kNone);
    gate("free", -kNoLimit, kNoLimit, kNone);

    GateStats& first = stats.gates[0];
    observe(first, {2, 4}, 1, 7);
    first.first_checked = 2;
    first.first_passed = 2;
    GateStats& second = stats.gates[1];
    observe(second, {6, 8, 0, 8}, 1, 7);
    second.first_checked = 2;
    second.first_passed = 1;
    second.scrapped = 1;
    second.reworked = 2;
    GateStats& floor = stats.gates[2];
    observe(floor, {3, 5}, 2, kNoLimit);
    floor.held = 1;

    plant.models.emplace_back();
    plant.models.back().name = "plasma_etch";
    ModelUse use;
    use.name = "etching";
    use.model = 0;
    plant.outcomes.evaluations = {use};
    plant.outcomes.figures = {{0, "depth_m", 1, 0}, {0, "rate_m_per_s", 2, 0}};
    stats.outcomes.resize(2);
    for (const double x : {1.0, 2.0, 3.0, 4.0, 5.0}) stats.outcomes[0].add(x);
  }

 private:
  void gate(const char* name, double low, double high, Id machine_step) {
    Gate gate;
    gate.name = name;
    gate.step = 1;
    gate.characteristic = 1;
    gate.low = low;
    gate.high = high;
    gate.machine_step = machine_step;
    gate.first_figure = static_cast<Id>(stats.gates.size());
    stats.gates.resize(stats.gates.size() + (machine_step == kNone ? 1 : 2));
    plant.outcomes.gates.push_back(gate);
  }
};

}  // namespace twinline::test
