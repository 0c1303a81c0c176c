#pragma once

#include "twinline/plant/model/plant.h"

namespace twinline::test {

/// A single exponential server at load 0.5: 1000 jobs in the mean.
inline Plant small_queue() {
  Plant plant;
  plant.run.name = "queue";
  plant.run.warm_up = SimTime::from_seconds(100);
  plant.run.duration = SimTime::from_seconds(2000);
  plant.distributions = {exponential(2), exponential(1)};
  plant.locations = {""};
  plant.transport = {kNone};
  plant.parts.resize(1);
  plant.parts[0].name = "p";
  plant.parts[0].route = 0;
  plant.parts[0].raw_process_time_s = 1;
  plant.routes.resize(1);
  plant.routes[0].n_steps = 1;
  plant.steps.resize(1);
  plant.steps[0].station = 0;
  plant.steps[0].route = 0;
  plant.steps[0].process = 1;
  plant.step_names = {"s"};
  plant.stations.resize(1);
  plant.stations[0].name = "server";
  plant.stations[0].n_machines = 1;
  plant.stations[0].ranking[0] = RankKey::kFifo;
  plant.stations[0].n_ranking = 1;
  plant.machines.resize(1);
  plant.machines[0].station = 0;
  plant.releases.resize(1);
  plant.releases[0].part = 0;
  plant.releases[0].every = 0;
  plant.releases[0].draw_first = true;
  return plant;
}

}  // namespace twinline::test
