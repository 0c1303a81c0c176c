#include "twinline/results/tables.h"

#include "twinline/results/table_rows.h"
#include "twinline/results/transport_tables.h"

namespace twinline {

namespace {

bool always(const Plant&) { return true; }

Table kpis_table() {
  return {"kpis.csv",
          "one KPI of one replication",
          "every run",
          {{"scope",
            "plant, part, release, group, station, operator, resource, gate, buffer, sequence or "
            "fleet"},
           {"name", "of the part, release, ...; the scenario's for the plant"},
           {"kpi", "a fixed word, see below"},
           {"unit", "its unit; 1 for a plain number"},
           {"value", ""}},
          always,
          kpi_rows};
}

Table jobs_table() {
  return {"jobs.csv",
          "one job that left the plant after the warm-up, in the order of leaving",
          "unless output.jobs = false",
          {{"release", "the stream that made it; initial = in the plant at the start"},
           {"job", "its number in the stream"},
           {"part", ""},
           {"priority", "greater is more urgent"},
           {"released_h", "hours since the start of the run; below 0 = before it"},
           {"finished_h", "hours since the start of the run"},
           {"cycle_time_h", "finished_h - released_h"},
           {"raw_process_time_h", "expected time of the part in an empty plant"},
           {"flow_factor", "cycle_time_h / raw_process_time_h"},
           {"due_h", "hours since the start of the run; empty = no due date"},
           {"late", "1 = finished after due_h, 0 = not; empty = no due date"},
           {"rework", "reworks it went through"},
           {"pieces_in", "pieces released"},
           {"pieces_out", "good pieces; 0 = the job was scrapped whole"}},
          [](const Plant& plant) { return plant.output.jobs; },
          job_rows};
}

Table machines_table() {
  std::vector<Column> columns = {{"station", ""}, {"group", "of the station"}, {"machine", ""}};
  for (const MachineState state : kMachineStateColumns) {
    columns.push_back({std::string(name_of(state)) + "_s", "seconds in this sub-state"});
  }
  const std::vector<Column> rest = {
      {"e10_productive_s", "processing + loading + unloading"},
      {"e10_standby_s", "idle + held + blocked + waiting_operator"},
      {"e10_engineering_s", "engineering"},
      {"e10_scheduled_down_s", "setup + maintenance + maintenance_delay"},
      {"e10_unscheduled_down_s", "repair + repair_delay"},
      {"e10_nonscheduled_s", "nonscheduled"},
      {"total_s", "the sum of the six, which is the measured time"},
      {"tasks", "jobs or batches started"},
      {"jobs", "jobs that left it"},
      {"pieces", "pieces that left it"},
      {"setups", "set-ups begun"},
      {"failures", ""},
      {"maintenances", ""},
      {"utilization", "as the KPI"},
      {"availability", "as the KPI"},
      {"oee", "as the KPI"},
      {"mtbf_h", "as the KPI; empty = no failure"},
      {"mttr_h", "as the KPI; empty = no failure"}};
  columns.insert(columns.end(), rest.begin(), rest.end());
  return {"machines.csv", "one machine", "every run", columns, always, machine_rows};
}

Table stations_table() {
  return {"stations.csv",
          "one station",
          "every run",
          {{"station", ""},
           {"group", ""},
           {"machines", "how many"},
           {"utilization", "as the KPI"},
           {"utilization_available", "as the KPI"},
           {"availability", "as the KPI"},
           {"setup_fraction", "as the KPI"},
           {"maintenance_fraction", "as the KPI"},
           {"down_fraction", "as the KPI"},
           {"blocked_fraction", "as the KPI"},
           {"starved_fraction", "as the KPI"},
           {"queue_mean", "jobs waiting, time average"},
           {"queue_max", "most jobs waiting at once"},
           {"wait_mean_h", "from entering the queue to the start, over the jobs started"},
           {"wait_max_h", "the longest"},
           {"tasks", "jobs or batches started"},
           {"jobs", "jobs started"},
           {"pieces", "pieces started"},
           {"setups", "set-ups begun"},
           {"jobs_per_task", "jobs / tasks: the mean batch size of a batching station"},
           {"failures", ""},
           {"maintenances", ""}},
          always,
          station_rows};
}

Table losses_table() {
  return {"losses.csv",
          "one cause for which one station did not work, where it lost time to it",
          "every run",
          {{"station", ""},
           {"group", ""},
           {"kind", "failure, maintenance, setup, blocked, starved, held or waiting_operator"},
           {"cause", "name of the failure or the maintenance; empty for the others"},
           {"count", "how often; empty for the others"},
           {"hours", "over its machines; failures and maintenance with their delays"},
           {"share_of_shift", "hours / hours on shift of its machines"},
           {"jobs_lost_per_scheduled_h",
            "what it would have worked off in that time at its pace (jobs that left / productive "
            "time), per hour of shift"}},
          always,
          loss_rows};
}

Table wip_table() {
  return {"wip.csv",
          "one sample of the work in process",
          "where output.wip_every is given",
          {{"time_h", "hours since the start of the run"},
           {"jobs", "in the plant"},
           {"jobs_queued", "of those, waiting at a station"}},
          [](const Plant& plant) { return plant.output.wip_interval > SimTime(); },
          wip_rows};
}

Table buffer_levels_table() {
  return {"buffer_levels.csv",
          "one buffer at one sample of the work in process",
          "where output.wip_every is given and there are buffers",
          {{"time_h", "hours since the start of the run"},
           {"buffer", ""},
           {"jobs", "that take a place"}},
          [](const Plant& plant) {
            return plant.output.wip_interval > SimTime() && !plant.buffers.empty();
          },
          buffer_level_rows};
}

Table queue_windows_table() {
  return {"queue_windows.csv",
          "one queue-time window",
          "where a step opens one",
          {{"route", ""},
           {"from_step", "its end opens the window"},
           {"to_step", "the begin of its processing closes it"},
           {"limit_h", ""},
           {"closed", "jobs that closed it or broke it"},
           {"violations", "of those, later than the limit"},
           {"violation_fraction", "violations / closed; empty = none closed"},
           {"span_mean_h", "from opening to closing"},
           {"span_max_h", "the longest"}},
          [](const Plant& plant) { return !plant.windows.empty(); },
          queue_window_rows};
}

Table operators_table() {
  return {"operators.csv",
          "one pool of operators",
          "where there are operators",
          {{"operator", "the pool"},
           {"count", "operators on a shift"},
           {"busy_mean", "time average of those at work"},
           {"busy_max", "most at work at once"},
           {"utilization", "(busy_mean + walking_mean) / count, time off shift included"},
           {"requests", "served"},
           {"wait_mean_h", "from request to service"},
           {"wait_max_h", "the longest"},
           {"walking_mean", "time average of those on the way to a machine"},
           {"idle_mean", "of those present with nothing to do"},
           {"off_shift_mean", "of those off shift who have finished"},
           {"break_mean",
            "of those on a break and not relieved; with busy, walking, idle and off shift the sum "
            "is count"},
           {"relieved_mean", "of those on a break while the relief has their place"}},
          [](const Plant& plant) { return !plant.operator_pools.empty(); },
          operator_rows};
}

Table resources_table() {
  return {"resources.csv",
          "one secondary resource",
          "where there are resources",
          {{"resource", ""},
           {"count", "how many there are"},
           {"busy_mean", "time average of those in use"},
           {"busy_max", "most in use at once"},
           {"utilization", "busy_mean / count"}},
          [](const Plant& plant) { return !plant.resources.empty(); },
          resource_rows};
}

Table buffers_table() {
  return {"buffers.csv",
          "one buffer",
          "where there are buffers",
          {{"buffer", ""},
           {"capacity", "places"},
           {"content_mean", "jobs that take a place, time average"},
           {"content_max", "most of them at once"},
           {"full_fraction", "as the KPI"},
           {"empty_fraction", "as the KPI"},
           {"blocked_jobs", "jobs that had to wait for a place"},
           {"blocked_mean_h", "their wait; empty = none had to"},
           {"blocked_max_h", "the longest"}},
          [](const Plant& plant) { return !plant.buffers.empty(); },
          buffer_rows};
}

Table sequence_table() {
  return {"sequence.csv",
          "the jobs that a station starts, seen by one option",
          "where stations watch options",
          {{"station", ""},
           {"option", ""},
           {"jobs", "started"},
           {"changes", "of the option's value from one job to the next"},
           {"mean_run", "as the KPI; empty = no jobs"},
           {"rule", "spacing rule: at most / in; empty = none"},
           {"windows", "stretches of successive jobs that it judges"},
           {"violations", "of those, with too many"}},
          [](const Plant& plant) { return !plant.watches.empty(); },
          sequence_rows};
}

Table positions_table() {
  return {"positions.csv",
          "the people at one position of a moving line",
          "where moving lines have work",
          {{"station", "the line"},
           {"position", "from 1"},
           {"jobs", "that entered the line"},
           {"work_mean_s", "of the position's own people, by job; empty = no jobs"},
           {"load", "work_mean_s / takt, that at the KPI `pace` where a controller sets it"},
           {"late_mean_s", "past the end of the position when they are done, by job"},
           {"late_max_s", "the latest"},
           {"overloads", "jobs that they could not finish"},
           {"overload_s", "work left of those: of a utility worker, or time of stops"}},
          [](const Plant& plant) { return !plant.line_positions.empty(); },
          position_rows};
}

Table bottlenecks_table() {
  return {
      "bottlenecks.csv",
      "one bottleneck of a line by the arrow method (blockage and starvation) or by active periods",
      "where there are buffers",
      {{"route", ""},
       {"station", "by arrows the severest first, then those by active period alone"},
       {"severity", "upstream + downstream"},
       {"upstream", "blocked share of the station before it less its own starved share"},
       {"downstream", "starved share of the station behind it less its own blocked share"},
       {"active_period_h",
        "mean time on end in which a machine works, is set up, down or maintained, and does not "
        "wait; empty = never"},
       {"by_arrows", "1: no arrow leaves it, its neighbours wait for it"},
       {"by_active_period", "1: the longest mean active period of the line"}},
      [](const Plant& plant) { return !plant.buffers.empty(); },
      bottleneck_rows};
}

Table quality_table() {
  return {"quality.csv",
          "one gate at one machine of the station that it is laid to, or at all of them",
          "where there are gates",
          {{"gate", ""},
           {"characteristic", "what it checks"},
           {"unit", "of the characteristic, of mean, standard_deviation and the limits"},
           {"step", "at whose end the gate stands"},
           {"machine_step", "whose machines the figures are laid to; mostly the same step"},
           {"station", "of machine_step"},
           {"machine", "of the station; empty = all of them together"},
           {"pieces", "checked; a piece that comes again counts again"},
           {"mean", "of the characteristic; empty = nothing checked"},
           {"standard_deviation", "empty = fewer than two pieces"},
           {"lower_limit", "empty = none"},
           {"upper_limit", "empty = none"},
           {"cp", "as the KPI; empty = one limit only, or no spread"},
           {"cpk", "as the KPI; empty = no limit, or no spread"},
           {"low", "pieces below the lower limit"},
           {"high", "pieces above the upper limit"},
           {"yield", "1 - (low + high) / pieces; empty = nothing checked"},
           {"first_pass_yield", "the same of pieces at their first visit"},
           {"scrapped", "pieces that the gate told to scrap"},
           {"reworked", "pieces that it told to send back"},
           {"held", "pieces that it told to hold"}},
          [](const Plant& plant) { return !plant.outcomes.gates.empty(); },
          quality_rows};
}

Table physics_table() {
  return {
      "physics.csv",
      "one output of one use of a model, over all its evaluations",
      "where models are used",
      {{"use", "name of the use of the model in the scenario"},
       {"model", ""},
       {"output", "of the model; of several items with what they are reduced to: min(diameter)"},
       {"characteristic", "that holds it"},
       {"unit", "of mean, standard_deviation, min and max"},
       {"n", "pieces (or jobs) for which it was evaluated and whose task has ended"},
       {"mean", "empty = n is 0"},
       {"standard_deviation", "empty = n is below 2"},
       {"min", "empty = n is 0"},
       {"max", "empty = n is 0"}},
      [](const Plant& plant) { return !plant.outcomes.figures.empty(); },
      physics_rows};
}

}  // namespace

const std::vector<Table>& replication_tables() {
  static const std::vector<Table> kTables = {
      kpis_table(),        jobs_table(),    machines_table(),      stations_table(),
      losses_table(),      wip_table(),     queue_windows_table(), operators_table(),
      resources_table(),   buffers_table(), buffer_levels_table(), sequence_table(),
      positions_table(),   fleets_table(),  vehicles_table(),      zones_table(),
      bottlenecks_table(), quality_table(), physics_table()};
  return kTables;
}

const std::vector<Column>& key_columns() {
  static const std::vector<Column> kColumns = {
      {"scenario", "its name"},
      {"point", "number of the design point; 0 in a plain run"},
      {"replication", "from 0"},
      {"seed", "of the run: (seed, replication) fixes every random number"}};
  return kColumns;
}

std::string key_cells(const Plant& plant, std::uint32_t replication, std::uint64_t seed,
                      std::uint32_t point) {
  CsvText key;
  key.cell(plant.run.name).cell(point).cell(replication).cell(seed);
  return key.take();
}

std::string header_line(const std::vector<Column>& key, const std::vector<Column>& columns) {
  CsvText header;
  for (const Column& column : key) header.cell(column.name);
  for (const Column& column : columns) header.cell(column.name);
  header.end_row();
  return header.take();
}

}  // namespace twinline
