#include "twinline/results/kpi.h"

#include <algorithm>

namespace twinline {

const char* scope_word(Scope scope) {
  constexpr std::array<const char*, kScopes> kWords = {"plant",   "part",     "release",  "group",
                                                       "station", "operator", "resource", "gate",
                                                       "buffer",  "sequence", "fleet"};
  return kWords[static_cast<std::size_t>(scope)];
}

const std::array<KpiWord, kKpis>& kpi_words() {
  constexpr const char* kJobScopes = "plant, part, release";
  constexpr const char* kMachineScopes = "group, station";
  constexpr const char* kFlowScopes = "plant, part, release, group, station";
  constexpr const char* kOurs = "Twinline";
  constexpr const char* kE10 = "SEMI E10";
  constexpr const char* kGate = "gate";
  constexpr const char* kBuffer = "buffer";
  static const std::array<KpiWord, kKpis> kWords = {{
      {"jobs_finished", "jobs", kJobScopes,
       "jobs that left the plant, those scrapped whole not counted", kOurs},
      {"throughput_per_h", "jobs/h", kFlowScopes,
       "jobs finished / measured hours; group, station: jobs that left its machines / measured "
       "hours",
       "ISO 22400-2 throughput rate, over the measured time"},
      {"throughput_per_d", "jobs/d", kFlowScopes, "throughput_per_h x 24", "as throughput_per_h"},
      {"pieces_per_h", "pieces/h", kFlowScopes,
       "good pieces out / measured hours; group, station: pieces that left its machines / measured "
       "hours",
       kOurs},
      {"moves_per_d", "moves/d", "plant", "steps completed by jobs / measured days",
       "fab practice (moves)"},
      {"cycle_time_h", "h", kJobScopes, "mean of (finished - released) of the finished jobs",
       "ISO 22400-2 order execution time"},
      {"cycle_time_p05_h", "h", kJobScopes, "5 % quantile of the same", kOurs},
      {"cycle_time_p50_h", "h", kJobScopes, "median of the same", kOurs},
      {"cycle_time_p95_h", "h", kJobScopes, "95 % quantile of the same", kOurs},
      {"flow_factor", "1", kJobScopes,
       "mean of cycle time / raw process time of the part (its expected time in an empty plant)",
       "X-factor of fabs"},
      {"flow_factor_p05", "1", kJobScopes, "5 % quantile of the same", kOurs},
      {"flow_factor_p50", "1", kJobScopes, "median of the same", kOurs},
      {"flow_factor_p95", "1", kJobScopes, "95 % quantile of the same", kOurs},
      {"wip", "jobs", "plant, release", "time average of the jobs in the plant",
       "L of Little's law, L = lambda W"},
      {"queue_length", "jobs", "plant, group, station",
       "time average of the jobs that wait; plant, group: the sum over the stations",
       "Lq of queueing theory"},
      {"queue_time_h", "h", "plant, group, station, operator, fleet",
       "mean wait of a start, from entering the queue to the start; operator: of a request; fleet: "
       "of a job, until a vehicle takes it up",
       "Wq of queueing theory; ISO 22400-2 queuing time"},
      {"on_time_fraction", "1", kJobScopes, "finished by the due date / finished with a due date",
       "fab practice (on-time delivery)"},
      {"scrap_fraction", "1", kJobScopes, "pieces scrapped / (pieces scrapped + good pieces out)",
       "ISO 22400-2 scrap ratio"},
      {"rework_fraction", "1", kJobScopes,
       "reworks / finished jobs: above 1 where jobs come back often", "ISO 22400-2 rework ratio"},
      {"queue_window_violation_fraction", "1", "plant",
       "queue-time windows closed too late / closed", "fab practice (critical queue time)"},
      {"utilization", "1", "group, station, operator, resource, fleet",
       "productive time (processing, loading, unloading) / total time; operator, resource: busy "
       "time (operators: and walking) / (count x measured time); fleet: time not idle / (vehicles "
       "x measured time)",
       "SEMI E10 total utilization"},
      {"utilization_available", "1", kMachineScopes,
       "(productive + setup) / (total - repair - maintenance - their delays - nonscheduled)",
       "utilisation of available capacity, as SMT2020 reports it"},
      {"availability", "1", kMachineScopes,
       "uptime / total time; uptime = productive + standby + engineering (setup is scheduled "
       "downtime)",
       "SEMI E10 total uptime; SEMI E79 availability efficiency"},
      {"oee", "1", kMachineScopes,
       "processing time / total time: theoretical time of the good units / total time, where the "
       "simulated process times are the theoretical ones (rate efficiency 1) and scrap is not laid "
       "to machines (quality efficiency 1)",
       "SEMI E79 OEE = AE x OE x RE x QE"},
      {"setup_fraction", "1", kMachineScopes, "setup time / total time", kE10},
      {"maintenance_fraction", "1", kMachineScopes,
       "(maintenance + maintenance_delay) / total time", kE10},
      {"down_fraction", "1", kMachineScopes, "(repair + repair_delay) / total time",
       "SEMI E10 unscheduled downtime"},
      {"blocked_fraction", "1", kMachineScopes,
       "time with finished work that cannot be passed on / total time", "sub-state of E10 standby"},
      {"starved_fraction", "1", kMachineScopes, "idle time, nothing to do / total time",
       "sub-state of E10 standby"},
      {"held_fraction", "1", kMachineScopes,
       "time when jobs wait and none may start (batch too small, minimum run, ...) / total time",
       "sub-state of E10 standby"},
      {"waiting_operator_fraction", "1", kMachineScopes,
       "time waiting for an operator before or within a task / total time",
       "sub-state of E10 standby"},
      {"nonscheduled_fraction", "1", kMachineScopes, "time off shift / total time", kE10},
      {"batch_size", "jobs", kMachineScopes,
       "jobs started / batches started; only where there are batching stations", kOurs},
      {"mtbf_h", "h", kMachineScopes, "productive time / failures", "SEMI E10 MTBFp"},
      {"mttr_h", "h", kMachineScopes, "repair time (without its delay) / failures",
       "SEMI E10 MTTR"},
      {"cp", "1", kGate, "(upper - lower limit) / (6 process_sd); only where both are given",
       "ISO 22514-2, AIAG SPC; with the overall deviation, hence their Pp where a process is not "
       "stable"},
      {"cpk", "1", kGate,
       "the smaller of (upper limit - process_mean) and (process_mean - lower limit), those given, "
       "/ (3 process_sd)",
       "as cp: their Ppk where a process is not stable"},
      {"yield", "1", kGate, "pieces within the limits / pieces_checked", "fab practice (yield)"},
      {"first_pass_yield", "1", kGate,
       "pieces within the limits / pieces checked, both at their first visit",
       "ISO 22400-2 first pass yield"},
      {"process_mean", "its unit", kGate,
       "mean of the checked characteristic, in the unit of that characteristic", "ISO 22514-2"},
      {"process_sd", "its unit", kGate,
       "its standard deviation over all pieces and machines, in the same unit", "ISO 22514-2"},
      {"pieces_checked", "pieces", kGate, "pieces that the gate judged, each time anew", kOurs},
      {"pieces_scrapped", "pieces", kGate, "pieces that the gate told to scrap", kOurs},
      {"pieces_reworked", "pieces", kGate, "pieces that it told to send back", kOurs},
      {"pieces_held", "pieces", kGate, "pieces that it told to hold", kOurs},
      {"content", "jobs", kBuffer,
       "time average of the jobs that take a place, those on their way included", kOurs},
      {"full_fraction", "1", kBuffer,
       "time with no place free (each taken, or kept for a job) / total time", kOurs},
      {"empty_fraction", "1", kBuffer, "time with no job there / total time", kOurs},
      {"lost_fraction", "1", "plant, release",
       "jobs not made because the first buffer was full / (jobs released + those); only where some "
       "release loses them",
       "blocking probability of queueing theory"},
      {"energy_kwh", "kWh", "plant, group, station",
       "sum over the machines' states of the power drawn in them x time in them; only where some "
       "station gives its power",
       "ISO 22400-2 (energy), ISO 14955 (states)"},
      {"energy_per_job_kwh", "kWh", "plant, group, station",
       "energy_kwh / jobs finished; group, station: / jobs that left its machines",
       "ISO 22400-2 comprehensive energy consumption"},
      {"jobs_per_scheduled_h", "jobs/h", "station",
       "jobs that left its machines / (measured hours x share of the time on shift)",
       "car plants' JPH"},
      {"setup_loss_l", "l", "station",
       "set-ups begun x what each loses; only where the station gives it", kOurs},
      {"mean_run", "jobs", "sequence",
       "jobs started / runs of jobs with one value of the option (changes of it + 1)",
       "colour block length of paint shops"},
      {"spacing_violation_fraction", "1", "sequence",
       "stretches of `in` successive jobs with more than `at_most` / all such stretches",
       "car sequencing (CSPLib problem 1)"},
      {"overload_fraction", "1", "station",
       "jobs that the people at a position of a moving line could not finish / jobs, over its "
       "positions",
       "mixed-model assembly lines"},
      {"utility_workers", "1", "station",
       "work left by the people of a moving line / time on shift: utility workers busy on average",
       "mixed-model assembly lines"},
      {"pace", "1", "station",
       "mean pace that the jobs met at their entry of a conveyor or line; only where a controller "
       "may change it",
       kOurs},
      {"delivery_time_h", "h", "fleet",
       "mean time from a job's call for a vehicle until it is set down", kOurs},
      {"traffic_fraction", "1", "fleet",
       "time in which vehicles wait for zones or behind others / (vehicles x measured time)",
       "blocking of automated guided vehicles"},
      {"empty_travel_fraction", "1", "fleet",
       "time in which vehicles drive without a job / time in which they drive",
       "deadheading of automated guided vehicles"},
      {"charging_fraction", "1", "fleet",
       "time at chargers / (vehicles x measured time); only where they have batteries", kOurs},
  }};
  return kWords;
}

std::vector<std::string> group_names(const Plant& plant) {
  std::vector<std::string> names;
  for (const Station& station : plant.stations) {
    const bool known = std::find(names.begin(), names.end(), station.group) != names.end();
    if (!station.group.empty() && !known) names.push_back(station.group);
  }
  return names;
}

std::string release_name(const Plant& plant, Id release) {
  return release < plant.releases.size() ? plant.releases[release].name : "initial";
}

std::string entity_name(const Plant& plant, Scope scope, Id entity) {
  switch (scope) {
    case Scope::kPlant:
      return plant.run.name;
    case Scope::kPart:
      return plant.parts[entity].name;
    case Scope::kRelease:
      return release_name(plant, entity);
    case Scope::kGroup:
      return group_names(plant)[entity];
    case Scope::kStation:
      return plant.stations[entity].name;
    case Scope::kOperator:
      return plant.operator_pools[entity].name;
    case Scope::kResource:
      return plant.resources[entity].name;
    case Scope::kGate:
      return plant.outcomes.gates[entity].name;
    case Scope::kBuffer:
      return plant.buffers[entity].name;
    case Scope::kSequence:
      return plant.stations[plant.watches[entity].station].name + "/" +
             plant.options[plant.watches[entity].option].name;
    case Scope::kFleet:
      return plant.tracks.fleets[entity].name;
  }
  return "";
}

std::string unit_of(const Plant& plant, Scope scope, Id entity, Kpi kpi) {
  if (scope != Scope::kGate || (kpi != Kpi::kProcessMean && kpi != Kpi::kProcessSd)) {
    return word(kpi).unit;
  }
  return plant.outcomes.characteristics[plant.outcomes.gates[entity].characteristic].unit;
}

}  // namespace twinline
