#include <algorithm>
#include <vector>

#include "twinline/scenario/build/builder.h"

namespace twinline {

namespace {

/// Expected loading, processing and unloading of a job of so many pieces at a step [s].
double mean_work_s(const Builder& builder, const Step& step, std::uint32_t pieces) {
  const DistributionPool& all = builder.distributions;
  double process = all.mean(step.process);
  if (step.per == ProcessPer::kPiece) {
    if (step.interval_per_piece && step.interval > SimTime()) {
      process += step.interval.seconds() * (pieces - 1.0);
    } else {
      process *= pieces;
    }
  }
  const Station& station = builder.plant.stations[step.station];
  for (Id w = station.first_work; w < station.first_work + station.n_works; ++w) {
    const OptionWork& work = builder.plant.works[w];
    process += share_of(builder.plant, work.of) * all.mean(work.time);
  }
  return all.mean(step.load) + process + all.mean(step.unload);
}

/// The way by vehicle without waiting for one [s].
double mean_carriage_s(const Builder& builder, Id from, Id to) {
  const Tracks& tracks = builder.plant.tracks;
  const Id a = tracks.node_at[from];
  const Id b = tracks.node_at[to];
  const Fleet& fleet = tracks.fleets[tracks.fleet_of(a, b)];
  const DistributionPool& all = builder.distributions;
  return all.mean(fleet.load) + loaded_way(tracks, fleet, a, b).seconds() + all.mean(fleet.unload);
}

/// Expected transport into each step of a route [s], for a job that does each step with its
/// sampling probability: it comes from the last step that was done, and the first one needs none.
std::vector<double> mean_transport_s(const Builder& builder, const Route& route) {
  const Plant& plant = builder.plant;
  const std::size_t n = plant.locations.size();
  std::vector<double> at(n, 0.0);  // probability that the last step done lies at this location
  std::vector<double> transport(route.n_steps, 0.0);
  for (std::uint32_t k = 0; k < route.n_steps; ++k) {
    const Step& step = plant.steps[route.first_step + k];
    const Id here = plant.stations[step.station].location;
    const double done = probability_done(plant, step);
    for (std::size_t from = 0; from < n; ++from) {
      const Id time = plant.transport[from * n + here];
      if (time != kNone && at[from] > 0) {
        transport[k] += done * at[from] *
                        (time == kByVehicle ? mean_carriage_s(builder, static_cast<Id>(from), here)
                                            : builder.distributions.mean(time));
      }
      at[from] *= 1 - done;
    }
    at[here] += done;
  }
  return transport;
}

std::uint32_t largest_part(const Plant& plant, Id route) {
  std::uint32_t pieces = 1;
  for (const Part& part : plant.parts) {
    if (part.route == route) {
      pieces = std::max(pieces, part.pieces);
    }
  }
  return pieces;
}

}  // namespace

void build_expected_times(Builder& builder) {
  Plant& plant = builder.plant;
  for (Id id = 0; id < plant.routes.size(); ++id) {
    const Route& route = plant.routes[id];
    const std::vector<double> transport = mean_transport_s(builder, route);
    const std::uint32_t pieces = largest_part(plant, id);
    double to_the_end = 0;
    for (std::uint32_t k = route.n_steps; k-- > 0;) {
      Step& step = plant.steps[route.first_step + k];
      step.mean_work_s = mean_work_s(builder, step, pieces);
      to_the_end += probability_done(plant, step) * step.mean_work_s;
      // A job that queues for the step has arrived: only later transport lies before it.
      step.remaining_work_s = to_the_end;
      to_the_end += transport[k];
    }
    for (Part& part : plant.parts) {
      if (part.route != id) {
        continue;
      }
      part.raw_process_time_s = 0;
      for (std::uint32_t k = 0; k < route.n_steps; ++k) {
        const Step& step = plant.steps[route.first_step + k];
        part.raw_process_time_s +=
            probability_done(plant, step) * mean_work_s(builder, step, part.pieces) + transport[k];
      }
    }
  }
}

}  // namespace twinline
