#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/core/distribution.h"
#include "twinline/core/large_pages.h"
#include "twinline/offload/model.h"
#include "twinline/plant/model/assembly.h"
#include "twinline/plant/model/belt.h"
#include "twinline/plant/model/buffer.h"
#include "twinline/plant/model/ids.h"
#include "twinline/plant/model/option.h"
#include "twinline/plant/model/outcome.h"
#include "twinline/plant/model/people.h"
#include "twinline/plant/model/release.h"
#include "twinline/plant/model/reliability.h"
#include "twinline/plant/model/route.h"
#include "twinline/plant/model/station.h"
#include "twinline/plant/model/tracks.h"

namespace twinline {

/// How long, how often, from which seed.
struct RunSettings {
  std::string name;
  std::string description;
  std::string start;  ///< calendar date of time 0, ISO 8601; "" where not given
  SimTime warm_up;
  SimTime duration;  ///< measured, after the warm-up
  std::uint32_t replications = 1;
  std::uint64_t seed = 1;
  double confidence = 0.95;
};

/// What is recorded beyond the KPIs.
struct OutputSettings {
  bool jobs = true;          ///< keep one record a finished job
  SimTime wip_interval;      ///< 0 = no WIP series
  bool events = false;       ///< write the trace
  bool events_hdf5 = false;  ///< as events.h5 in place of events.csv
  SimTime events_from;
  SimTime events_to = SimTime::max();
  /// Indices of the results' event_columns().
  std::vector<std::size_t> event_columns = {0, 1, 2, 3, 4, 5, 6, 7, 8};
  std::vector<bool> event_stations;  ///< rows of these only; empty = all
  std::vector<bool> event_parts;
};

/// A station whose sequence of jobs is counted by an option.
struct Watch {
  Id station = kNone;
  Id option = kNone;
};

/// The setup table. Times are distributions [s] by (from, to); the row after the last state is
/// "from anything". kNone = no entry.
struct SetupTable {
  std::vector<std::string> states;
  std::vector<Id> time;                ///< (states + 1) x states, row-major by from
  std::vector<std::uint32_t> min_run;  ///< jobs of a state before the next change; 0 = none

  /// Distribution of the change from -> to, by the table alone; kNone = no time.
  Id lookup(Id from, Id to) const {
    const std::size_t n = states.size();
    if (from != kNone) {
      const Id exact = time[from * n + to];
      if (exact != kNone) return exact;
    }
    return time[n * n + to];
  }
};

/// The plant as the simulation reads it: immutable, indices instead of names, shared by all
/// threads.
struct Plant {
  RunSettings run;
  OutputSettings output;
  std::vector<Part> parts;
  std::vector<Route> routes;
  LargeVector<Step> steps;              ///< of all routes, in order
  std::vector<std::string> step_names;  ///< parallel to steps
  std::vector<QueueWindow> windows;
  std::vector<Need> needs;  ///< step by step
  std::vector<Id> made;     ///< parts, step by step
  std::vector<Station> stations;
  std::vector<MachineSpec> machines;  ///< station by station
  std::vector<Belt> belts;
  std::vector<LinePosition> line_positions;  ///< belt by belt, in the direction of travel
  std::vector<Buffer> buffers;
  bool may_deadlock =
      false;  ///< jobs can come back to a buffer: they may block each other in a circle
  std::vector<FailureMode> failures;  ///< station by station
  std::vector<MaintenancePlan> maintenances;
  std::vector<Option> options;
  std::vector<Choice> choices;    ///< of steps that only some jobs do, step by step
  std::vector<OptionWork> works;  ///< station by station, by position
  std::vector<Watch> watches;     ///< station by station
  std::vector<Release> releases;
  std::vector<InitialJob> initial_jobs;
  std::vector<Shift> shifts;
  std::vector<OperatorPool> operator_pools;
  std::vector<Skill> skills;
  std::vector<Resource> resources;
  SetupTable setups;
  std::vector<std::string> batch_classes;
  std::vector<bool> batch_compatible;  ///< n_classes x n_classes, symmetric
  std::vector<std::vector<bool>>
      qualified;                       ///< rows of Step::qualification, by machine of the station
  std::vector<std::string> locations;  ///< at least one
  std::vector<Id>
      transport;  ///< distribution by (from, to) location; kNone = no time, or kByVehicle
  std::vector<SimTime> walks;  ///< of people, by (from, to); empty = they take no time
  Tracks tracks;
  std::uint32_t n_window_slots = 0;   ///< deadline slots a job has
  std::uint32_t n_machine_slots = 0;  ///< remembered machines a job has
  std::vector<OffloadModel> models;   ///< what the evaluations of `outcomes` evaluate
  Outcomes outcomes;
  std::vector<Distribution> distributions;
  EmpiricalTable empirical;

  SimTime horizon() const { return run.warm_up + run.duration; }
  /// Some way of a job takes time or a vehicle.
  bool has_transport() const { return transport.size() != 1 || transport.front() != kNone; }
  /// Time that a person takes from one location to another. @pre some take time
  SimTime walk(Id from, Id to) const {
    return from == kNone ? SimTime() : walks[from * locations.size() + to];
  }
  /// Kinds of work that people can be asked for: those of the pools, then the named ones.
  std::size_t n_skills() const { return operator_pools.size() + skills.size(); }
};

/// Probability that a job does a step: it is sampled, and has one of its choices.
double probability_done(const Plant& plant, const Step& step);
/// Share of the jobs that have a choice; 1 where it names no option.
double share_of(const Plant& plant, const Choice& choice);

}  // namespace twinline
