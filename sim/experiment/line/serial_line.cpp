#include "twinline/experiment/line/serial_line.h"

#include <algorithm>

#include "twinline/experiment/line/exponential_line.h"

namespace twinline {

namespace {

std::string quoted(const char* what, const std::string& name) {
  return std::string(what) + " \"" + name + "\"";
}

/// What of the station is more than one plain machine; "" = nothing.
std::string station_trouble(const Plant& plant, const Station& station) {
  if (station.n_machines != 1) return "has " + std::to_string(station.n_machines) + " machines";
  if (station.capacity > 1 && station.belt == kNone) return "cascades";
  if (station.batch.enabled) return "works in batches";
  if (station.setup.used) return "is set up";
  if (station.needs_operators) return "needs operators";
  if (station.shift != kNone) return "works in shifts";
  if (station.n_maintenances > 0) return "has maintenance";
  if (station.n_works > 0) return "has work that depends on options";
  if (station.belt != kNone && plant.belts[station.belt].n_positions > 0) {
    return "has people at its positions";
  }
  return "";
}

std::string step_trouble(const Plant& plant, const Step& step) {
  if (probability_done(plant, step) < 1) return "is skipped by some jobs";
  if (step.rework_to != kNone) return "sends jobs back";
  if (step.scrap_probability > 0) return "scraps jobs";
  if (step.inspection != kNone) return "inspects jobs";
  if (step.recipe != kNone) return "evaluates a model";
  if (step.resource != kNone || step.takes != kNone) return "needs a resource";
  if (step.n_needs > 0 || step.n_made > 0) return "puts parts together or takes them apart";
  if (step.window_opened != kNone) return "opens a queue-time window";
  return "";
}

std::string buffer_trouble(const Plant& plant, const Station& station, const SerialLine& line) {
  if (station.buffer == kNone) return "has no buffer: its room has no limit";
  const Buffer& buffer = plant.buffers[station.buffer];
  if (buffer.stations.size() > 1) return "shares its buffer";
  if (buffer.lanes > 0) return "takes its jobs out of lanes";
  if (!line.capacity.empty() &&
      (buffer.counts != line.counts || buffer.blocking != line.blocking)) {
    return "has a buffer of another kind than those before it";
  }
  return "";
}

bool has_transport(const Plant& plant) {
  return std::any_of(plant.transport.begin(), plant.transport.end(),
                     [](Id time) { return time != kNone; });
}

/// Seconds a job; of what is neither constant nor exponential only the kind is of use.
Distribution work_of(const Plant& plant, const Step& step, std::uint32_t pieces) {
  const double speed = plant.machines[plant.stations[step.station].first_machine].speed;
  const double times = (step.per == ProcessPer::kPiece ? pieces : 1) / speed;
  double beside = 0;
  for (const Id part : {step.load, step.unload}) {
    if (part == kNone) continue;
    if (!plant.distributions[part].is_constant()) return plant.distributions[part];
    beside += plant.distributions[part].mean;
  }
  const Distribution& process = plant.distributions[step.process];
  if (process.is_constant()) return constant(process.mean * times + beside);
  const bool one_draw = step.per != ProcessPer::kPiece || pieces == 1;
  if (process.kind == DistributionKind::kExponential && one_draw && beside == 0) {
    return exponential(process.mean * times);
  }
  // A sum or a multiple of draws is of no kind that a formula knows.
  return process.kind == DistributionKind::kExponential ? erlang(2, process.mean) : process;
}

LineMachine machine_of(const Plant& plant, const Step& step, std::uint32_t pieces) {
  const Station& station = plant.stations[step.station];
  LineMachine machine;
  machine.station = step.station;
  machine.is_belt = station.belt != kNone;
  machine.work = machine.is_belt ? constant(plant.belts[station.belt].pitch.seconds())
                                 : work_of(plant, step, pieces);
  for (Id i = station.first_failure; i < station.first_failure + station.n_failures; ++i) {
    const FailureMode& mode = plant.failures[i];
    LineFailure failure;
    failure.clock = mode.clock;
    failure.interruption = mode.interruption;
    if (mode.time_to_failure != kNone)
      failure.to_failure = plant.distributions[mode.time_to_failure];
    failure.repair = plant.distributions[mode.repair];
    machine.failures.push_back(failure);
  }
  return machine;
}

/// What is no line about where the jobs come from; "" = nothing.
std::string release_trouble(const Plant& plant) {
  if (plant.parts.size() != 1)
    return "the plant makes " + std::to_string(plant.parts.size()) + " parts";
  if (plant.parts[0].ends_in != kNone)
    return quoted("part", plant.parts[0].name) + " ends in a store";
  if (plant.releases.size() != 1) {
    return "the plant has " + std::to_string(plant.releases.size()) + " releases";
  }
  if (plant.releases[0].lost_when_full) {
    return quoted("release", plant.releases[0].name) + " loses jobs that find no room";
  }
  if (has_transport(plant)) return "jobs need time from station to station";
  return "";
}

/// Does a stream with so many jobs in the plant always leave one to the first machine?
std::string starving_trouble(const Plant& plant, const SerialLine& line) {
  const Release& release = plant.releases[0];
  if (release.kind != ReleaseKind::kConwip) return "";
  const Station& first = plant.stations[line.machines[0].station];
  std::uint64_t needed = first.belt == kNone ? 1 : plant.belts[first.belt].capacity;
  for (const std::uint32_t capacity : line.capacity) {
    needed += most_ahead(capacity, line.counts, line.blocking);
  }
  if (release.conwip >= needed) return "";
  return quoted("station", first.name) + " can starve: " + quoted("release", release.name) +
         " keeps " + std::to_string(release.conwip) + " jobs, the line holds " +
         std::to_string(needed);
}

}  // namespace

bool may_be_line(const Plant& plant) { return !plant.buffers.empty() || !plant.belts.empty(); }

SerialLine serial_line(const Plant& plant) {
  SerialLine line;
  line.broken = release_trouble(plant);
  if (!line.broken.empty()) return line;
  const Route& route = plant.routes[plant.parts[0].route];
  std::vector<bool> seen(plant.stations.size(), false);
  for (Id s = route.first_step; s < route.first_step + route.n_steps; ++s) {
    const Step& step = plant.steps[s];
    const Station& station = plant.stations[step.station];
    std::string trouble = seen[step.station] ? "is visited twice" : station_trouble(plant, station);
    if (trouble.empty()) trouble = step_trouble(plant, step);
    if (trouble.empty() && s > route.first_step) trouble = buffer_trouble(plant, station, line);
    if (trouble.empty() && station.belt != kNone && route.n_steps > 1) {
      trouble = "is a conveyor or line of its own";
    }
    if (!trouble.empty()) {
      line.broken = quoted("station", station.name) + " " + trouble;
      return line;
    }
    seen[step.station] = true;
    if (s > route.first_step) {
      const Buffer& buffer = plant.buffers[station.buffer];
      line.counts = buffer.counts;
      line.blocking = buffer.blocking;
      line.capacity.push_back(buffer.capacity);
    }
    line.machines.push_back(machine_of(plant, step, plant.releases[0].pieces));
  }
  line.broken = starving_trouble(plant, line);
  return line;
}

}  // namespace twinline
