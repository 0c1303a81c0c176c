#pragma once

#include "support/outcome_plant_parts.h"
#include "twinline/plant/model/connect_buffers.h"

namespace twinline {

/// A belt whose pace a controller sets, then a machine that works `after_s` on each job, with no
/// room between them. What is fed back at the end of the belt is `seen`, 0 in every job, with slope
/// 1 and gain 1: the controller then asks for the target more than the pace that job was given.
struct PacedBelt : OutcomePlant {
  Id belt = station();
  Id machine = station();
  Id seen = of_job("seen");

  PacedBelt(BeltKind kind, std::int64_t transit_s, std::int64_t pitch_s, std::uint32_t capacity,
            double after_s)
      : OutcomePlant(1) {
    at(belt).belt = 0;
    Belt& b = plant.belts.emplace_back();
    b.kind = kind;
    b.transit = sec(transit_s);
    b.pitch = sec(pitch_s);
    b.capacity = capacity;
    b.pace_control = 0;
    at(machine).buffer = buffer(0);
    part({step(belt, static_cast<double>(transit_s)), step(machine, after_s)});
    Control& c = control(0, seen, 0);
    c.per_machine = c.per_part = false;
    c.gain = 1;
    c.start = c.low = c.high = 1;
  }

  /// The pace from the first feedback on.
  void then(double pace) {
    Control& c = plant.outcomes.controls[0];
    c.target = pace - 1;
    c.low = std::min(c.low, pace);
    c.high = std::max(c.high, pace);
  }
  void always(double pace) {
    Control& c = plant.outcomes.controls[0];
    c.start = c.low = c.high = pace;
  }
  Step& first_step() { return plant.steps[0]; }

  const Plant& finished() {
    connect_buffers(plant);
    return plant;
  }
};

}  // namespace twinline
