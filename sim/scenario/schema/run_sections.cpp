#include "twinline/scenario/schema/schema.h"

namespace twinline {

namespace {

constexpr double kMaxCount = 1e9;

}  // namespace

const Section& scenario_section() {
  static const Section section{
      "scenario",
      "[scenario]",
      "What is run, for how long and how often.",
      "name",
      {field("name", FieldType::kText, "Name in all results.").or_else("the folder's name"),
       field("description", FieldType::kText, "What the scenario shows."),
       field("start", FieldType::kDateTime,
             "Calendar date of time 0. Shifts count from it; without it time 0 is a Monday, 00:00.")
           .such_as("2026-01-05T00:00:00"),
       field("duration", FieldType::kDuration, "Time that is measured, after the warm-up.")
           .above(0)
           .needed()
           .such_as("\"52 wk\""),
       field("warm_up", FieldType::kDuration,
             "Time before the measurement; the statistics start anew at its end.")
           .at_least(0)
           .or_else("0 s")
           .such_as("\"8 wk\""),
       field("replications", FieldType::kInteger, "Independent runs.").between(1, 1e6).or_else("1"),
       field("seed", FieldType::kInteger, "Seed of all randomness.").at_least(0).or_else("1"),
       field("confidence", FieldType::kNumber, "Level of the intervals over replications.")
           .between(0.5, 0.99999)
           .or_else("0.95")}};
  return section;
}

const Section& output_section() {
  static const Section section{
      "output",
      "[output]",
      "What is recorded beyond the KPIs.",
      "",
      {field("jobs", FieldType::kBoolean, "Keep one record a finished job (jobs.csv).")
           .or_else("true"),
       field("wip_every", FieldType::kDuration,
             "Interval of the series wip.csv and buffer_levels.csv.")
           .above(0)
           .such_as("\"6 h\""),
       field("events", FieldType::kBoolean, "Write the trace: every change of a job or machine.")
           .or_else("false"),
       word("events_format", "csv|hdf5",
            "events.csv; or events.h5, for long traces, where the build has HDF5.")
           .or_else("csv"),
       words("events_columns", "time_s|event|release|job|part|route|step|station|machine",
             "Columns of the trace; absent = all."),
       field("events_stations", FieldType::kTexts,
             "Only what happens at these stations; absent = at all.")
           .such_as("[\"litho\"]"),
       field("events_parts", FieldType::kTexts,
             "Only what happens to jobs of these parts; absent = to all, and to machines.")
           .such_as("[\"pa\"]"),
       field("events_from", FieldType::kDuration, "Begin of the trace.").at_least(0).or_else("0 s"),
       field("events_to", FieldType::kDuration, "End of the trace; absent = the end of the run.")
           .at_least(0)}};
  return section;
}

const Section& shift_section() {
  static const Section section{
      "shift",
      "[[shift]]",
      "Working hours of a week, and exceptions by date, which need `start` in [scenario]. Where "
      "they overlap, planned stops come before overtime and overtime before the hours of the week. "
      "Stretches of the week may run over midnight (\"Mon-Fri 22:00-06:00\").",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("working", FieldType::kTexts, "Days and hours of work.")
           .needed()
           .such_as("[\"Mon-Fri 06:00-14:00\", \"Sat 06:00-12:00\"]"),
       field("overtime", FieldType::kTexts,
             "Work besides the hours of the week; what lies before time 0 or behind the end of the "
             "run is left out.")
           .such_as("[\"2026-01-10 06:00 .. 2026-01-10 14:00\"]"),
       field("planned_stops", FieldType::kTexts,
             "When there is no work: holidays, a plant shutdown, a meeting of all.")
           .such_as("[\"2026-12-24 00:00 .. 2027-01-04 06:00\"]")}};
  return section;
}

const Section& operator_section() {
  static const Section section{
      "operator",
      "[[operator]]",
      "A pool of people. Stations say with `operator` what they need them for.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("count", FieldType::kInteger, "People in the pool.").between(1, kMaxCount).needed(),
       field("skills", FieldType::kTexts,
             "What they can do besides the work that asks for their pool; people of several pools "
             "may have a skill.")
           .such_as("[\"weld\", \"paint\"]"),
       field("location", FieldType::kText,
             "Where they are at the start, for [[walk]]; absent = where they are needed first."),
       field("shift", FieldType::kText,
             "When they work; absent = always. Who is at work at the end finishes the phase."),
       field("breaks", FieldType::kTexts, "When they have a break, on shift.")
           .such_as("[\"Mon-Fri 09:00-09:15\", \"Mon-Fri 11:30-12:00\"]"),
       field("turns", FieldType::kInteger,
             "Groups in which they take each break, one after the other; `breaks` says when the "
             "first one does.")
           .between(1, 1000)
           .or_else("1"),
       field("relief", FieldType::kInteger,
             "Further people who take the places of those on a break, and do nothing else.")
           .between(0, kMaxCount)
           .or_else("0"),
       word("at_break", "suspend|finish",
            "What becomes of the work of those who go and are not relieved: it stops and waits for "
            "the next who can do it, or they finish the phase first. Repairs, maintenance and ways "
            "are finished.")
           .or_else("suspend")}};
  return section;
}

const Section& resource_section() {
  static const Section section{
      "resource",
      "[[resource]]",
      "A secondary resource (reticle, fixture) that a step holds from setup to unload, or a "
      "carrier "
      "(skid, hanger) that a job keeps from the step that `takes` it to the one that `returns` it.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("count", FieldType::kInteger, "How many there are.")
           .between(1, kMaxCount)
           .or_else("1"),
       field("return_time", FieldType::kDistribution,
             "Of a carrier: its empty way back, until another job can take it; absent = none.")}};
  return section;
}

const Section& observation_section() {
  static const Section section{
      "value",
      "A table of `empirical(file.csv)`",
      "Observed values. Without weights the distribution is linear between the sorted values; with "
      "weights each value is an atom.",
      "",
      {field("value", FieldType::kText, "The value: a duration or a number, as its use asks.")
           .needed()
           .such_as("12.5 min"),
       field("weight", FieldType::kNumber, "How often it occurs, relative to the others.")
           .at_least(0)}};
  return section;
}

const Section& document_section() {
  static const Section section{
      "scenario",
      "scenario.toml",
      "The top level. Long lists may come from a CSV table instead, with the same names as "
      "columns; "
      "the keys of an inner table get its name as a prefix there (`batch_min`), which may be left "
      "out where only one inner table has the key (`least_setup_counts`).",
      "",
      {table("scenario", scenario_section(), "Run settings.").needed(),
       table("defaults", defaults_section(), "What stations take that do not say otherwise."),
       tables("part", part_section(), "Product types.").needed(),
       tables("route", route_section(), "Sequences of steps.").needed(),
       tables("station", station_section(), "Groups of like machines."),
       tables("buffer", buffer_section(), "Limited room in front of stations."),
       tables("option", option_section(), "In what jobs differ."),
       tables("release", release_section(), "Streams of new jobs."),
       tables("initial", initial_section(), "Jobs that are in the plant at time 0."),
       tables("transport", transport_section(), "Times between locations."),
       tables("edge", edge_section(), "Ways of vehicles.").or_from_file(),
       tables("zone", zone_section(), "Where only so many vehicles may be."),
       tables("fleet", fleet_section(), "Vehicles that carry jobs."),
       tables("stocker", stocker_section(), "Where jobs wait that find no place."),
       tables("walk", walk_section(), "Ways of people between locations."),
       tables("shift", shift_section(), "Working hours."),
       tables("operator", operator_section(), "Pools of people."),
       tables("resource", resource_section(), "Secondary resources."),
       tables("characteristic", characteristic_section(), "What pieces and jobs carry along."),
       tables("condition", condition_section(), "What machines keep."),
       tables("physics", physics_section(), "Process models in use."),
       tables("model", model_section(), "Neural networks in use."),
       tables("metrology", metrology_section(), "Measurements."),
       tables("gate", gate_section(), "Limits, and what becomes of what lies outside."),
       tables("control", control_section(), "Run-to-run control."),
       table("output", output_section(), "What is recorded."),
       tables("stations", station_section(), "Further stations.")
           .or_from_file()
           .such_as("\"stations.csv\""),
       tables("failures", failure_row_section(), "Failures of a station or of a whole group.")
           .or_from_file()
           .such_as("\"failures.csv\""),
       tables("maintenances", maintenance_row_section(),
              "Maintenance of a station or of a whole group.")
           .or_from_file()
           .such_as("\"maintenance.csv\""),
       tables("setups", setup_time_section(), "Changeover times.")
           .or_from_file()
           .such_as("\"setups.csv\""),
       tables("min_runs", min_run_section(), "Shortest runs of setup states.")
           .or_from_file()
           .such_as("\"min_runs.csv\"")}};
  return section;
}

std::vector<const Section*> all_sections() {
  return {&document_section(),
          &scenario_section(),
          &defaults_section(),
          &default_failure_section(),
          &part_section(),
          &route_section(),
          &step_section(),
          &station_section(),
          &machine_section(),
          &batch_section(),
          &setup_section(),
          &setup_time_section(),
          &min_run_section(),
          &cluster_section(),
          &power_section(),
          &conveyor_section(),
          &moving_line_section(),
          &transfer_line_section(),
          &operator_use_section(),
          &failure_section(),
          &failure_row_section(),
          &maintenance_section(),
          &maintenance_row_section(),
          &buffer_section(),
          &option_section(),
          &work_section(),
          &release_section(),
          &schedule_row_section(),
          &order_row_section(),
          &sequence_row_section(),
          &initial_section(),
          &wip_row_section(),
          &transport_section(),
          &edge_section(),
          &zone_section(),
          &fleet_section(),
          &battery_section(),
          &stocker_section(),
          &walk_section(),
          &shift_section(),
          &operator_section(),
          &resource_section(),
          &characteristic_section(),
          &condition_section(),
          &physics_section(),
          &model_section(),
          &metrology_section(),
          &gate_section(),
          &control_section(),
          &output_section(),
          &observation_section()};
}

}  // namespace twinline
