#include "twinline/scenario/schema/schema.h"

namespace twinline {

namespace {

constexpr double kMaxCount = 1e9;
constexpr double kMaxMachines = 1e6;

constexpr std::string_view kRankWords =
    "priority|hot_first|least_setup|fifo|lifo|spt|lpt|edd|critical_ratio|slack|wspt|atc|"
    "window_slack|min_run|random|sequence|learned";

Field dispatch_field() {
  return words("dispatch", kRankWords,
               "Order in which waiting jobs are served: the first word decides, the next breaks "
               "ties. Equal jobs are served first come first served.")
      .or_else("fifo")
      .such_as("[\"priority\", \"least_setup\", \"fifo\"]");
}

Field machine_choice_field() {
  return word("machine_choice", "longest_idle|first|least_setup",
              "Which idle machine takes a job when several could.")
      .or_else("longest_idle");
}

Field physics_field(std::string_view doc) {
  return field("physics", FieldType::kTexts, doc).such_as("[\"film\"]");
}

Field models_field(std::string_view doc) { return field("models", FieldType::kTexts, doc); }

Field counts_field() {
  return word("counts", "waiting|waiting_and_work", "For `places`: as of a [[buffer]].");
}

Field blocking_field() {
  return word("blocking", "after_service|before_service", "For `places`: as of a [[buffer]].");
}

Field admits_field() {
  return word("admits", "longest_waiting|dispatch", "For `places`: as of a [[buffer]].");
}

Field load_field() {
  return field("load", FieldType::kDistribution, "Time before processing; the machine is held.");
}

Field unload_field() {
  return field("unload", FieldType::kDistribution, "Time after processing; the machine is held.");
}

}  // namespace

const Section& defaults_section() {
  static const Section section{
      "defaults",
      "[defaults]",
      "What stations and failures take that do not say otherwise.",
      "",
      {dispatch_field(), machine_choice_field(), load_field(), unload_field(), counts_field(),
       blocking_field(), admits_field(),
       physics_field("[[physics]] of steps that do not say, in order."),
       models_field("[[model]] of steps that do not say, evaluated after the physics."),
       table("failure", default_failure_section(), "For failures that do not say.")}};
  return section;
}

const Section& machine_section() {
  static const Section section{
      "machine",
      "machine = [ {..} ] of a station",
      "One machine that differs from its fellows. Machines without an entry are plain.",
      "name",
      {field("name", FieldType::kText, "Name; absent = the station's and a number."),
       field("speed", FieldType::kNumber, "Processing times are divided by it.")
           .between(1e-6, 1e6)
           .or_else("1"),
       field("steps", FieldType::kTexts, "The only steps it may do: `route/step` or `step`."),
       field("parts", FieldType::kTexts, "The only parts it may work on.")}};
  return section;
}

const Section& batch_section() {
  static const Section section{
      "batch",
      "batch = {..} of a station",
      "Several jobs are processed together.",
      "",
      {field("min", FieldType::kInteger, "Smallest batch.").between(1, kMaxCount).or_else("1"),
       field("max", FieldType::kInteger, "Largest batch; absent = every step says its own.")
           .between(1, kMaxCount),
       word("unit", "jobs|pieces", "What `min` and `max` count.").or_else("jobs"),
       word("by", "step|part|recipe|any",
            "Who may share a batch: jobs at the same step of the same route, of the same part, of "
            "equal recipes, or all.")
           .or_else("step"),
       word("rule", "full|minimum|wait_limit",
            "When to start: at `max` only; with what is there, from `min` on; at `max`, or from "
            "`min` on once the longest wait reaches `wait_limit`.")
           .or_else("minimum"),
       field("wait_limit", FieldType::kDuration, "For the rule `wait_limit`.").above(0)}};
  return section;
}

const Section& setup_section() {
  static const Section section{
      "setup",
      "setup = {..} of a station",
      "Changeovers. The names of setup states are shared by the whole plant.",
      "",
      {tables("times", setup_time_section(), "Changeover times.")
           .or_from_file()
           .such_as("\"setup.csv\""),
       field("min_run", FieldType::kCounts,
             "Jobs of a state before the next change: a number, or a table by state.")
           .between(0, kMaxCount)
           .such_as("{ boron = 7 }"),
       field("min_run_wait", FieldType::kDuration,
             "Longest that an idle machine is held for its minimum run; absent = for ever.")
           .at_least(0),
       field(
           "avoidance", FieldType::kDuration,
           "A machine changes to a state that a fellow already has only for a job that has waited "
           "this long.")
           .at_least(0)
           .or_else("0 s"),
       field("loses", FieldType::kQuantity, "Volume lost at each changeover, such as paint.")
           .such_as("\"0.4 l\""),
       word("least_setup_counts", "all|table",
            "What the rule `least_setup` compares: all changeover times, or only those of the "
            "table and not a step's `setup_time`.")
           .or_else("all")}};
  return section;
}

const Section& setup_time_section() {
  static const Section section{
      "setup time",
      "A row of changeover times",
      "The time of one change. In `setups = ...` at the top level a row also names its station.",
      "",
      {field("station", FieldType::kText, "Top level only: the station, for the reader."),
       field("from", FieldType::kText, "State before; empty = any state without its own row."),
       field("to", FieldType::kText, "State after; `colour=*` = each of the option's.").needed(),
       field("time", FieldType::kDistribution, "Changeover time.").needed().such_as("10 min")}};
  return section;
}

const Section& min_run_section() {
  static const Section section{
      "minimum run",
      "A row of minimum runs",
      "The shortest run of one setup state.",
      "",
      {field("station", FieldType::kText, "The station, for the reader."),
       field("state", FieldType::kText, "The setup state.").needed(),
       field("min_run", FieldType::kInteger, "Jobs of it before the next change.")
           .between(0, kMaxCount)
           .needed()}};
  return section;
}

const Section& cluster_section() {
  static const Section section{
      "cluster",
      "cluster = {..} of a station",
      "A cluster tool: its steps give `chambers` instead of `process`, and the time of a job "
      "follows from the movements of the robot.",
      "",
      {field("chambers", FieldType::kInteger, "Chambers of the tool.").between(1, 64).needed(),
       word("arrangement", "series|parallel", "A piece visits all chambers in turn, or any one.")
           .or_else("series"),
       word("robot", "single|dual", "Blades of the robot.").or_else("single"),
       field("move", FieldType::kDuration, "One pick or one place, travel included.")
           .at_least(0)
           .or_else("0 s")}};
  return section;
}

const Section& operator_use_section() {
  static const Section section{"operator",
                               "operator = {..} or [ {..} ] of a station",
                               "People the station's machines need, of one pool or of any that "
                               "has the skill; one of `pool` and `skill` must be given.",
                               "",
                               {field("pool", FieldType::kText, "The pool."),
                                field("skill", FieldType::kText,
                                      "The skill; someone free of the pool with the fewest skills "
                                      "comes, the first pool among equals."),
                                words("during", "setup|load|process|unload|repair|maintenance",
                                      "The phases during which one of them is held.")
                                    .needed()
                                    .such_as("[\"load\", \"unload\"]"),
                                field("priority", FieldType::kInteger,
                                      "Who waits for people is served by it, greatest first, then "
                                      "by the job's priority, then longest waiting first.")
                                    .between(-1000, 1000)
                                    .or_else("0")}};
  return section;
}

const Section& station_section() {
  static const Section section{
      "station",
      "[[station]]",
      "A group of like machines with one queue: a tool group.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("group", FieldType::kText, "Area; results are also summed by it."),
       field("machines", FieldType::kInteger, "Machines.").between(1, kMaxMachines).or_else("1"),
       field("location", FieldType::kText,
             "Place, for transport and the ways of people; absent = one common place."),
       field("output_places", FieldType::kInteger,
             "For jobs that are done and wait for a vehicle; beyond them a job waits on its "
             "machine. Absent = room for all.")
           .between(0, 1e9),
       field(
           "buffer", FieldType::kText,
           "The [[buffer]] in which its jobs wait; absent = room for all, unless it has `places`."),
       field("places", FieldType::kInteger,
             "Instead: a buffer of its own with so many places, under the station's name.")
           .between(0, 1e9),
       counts_field(),
       blocking_field(),
       admits_field(),
       dispatch_field(),
       machine_choice_field(),
       field("capacity", FieldType::kInteger,
             "Jobs (or batches) inside one cascading machine. With more than 1 a job enters "
             "once the one before it processes.")
           .between(1, 1000)
           .or_else("1"),
       load_field(),
       unload_field(),
       physics_field("[[physics]] of its steps that do not say, in order."),
       models_field("[[model]] of its steps that do not say, evaluated after the physics."),
       field("dispatch_model", FieldType::kText,
             "The [[model]] that scores waiting jobs for the word `learned` of `dispatch`; the "
             "lowest score is served first."),
       tables("work", work_section(), "Work content, also by option.").or_from_file(),
       field(
           "watch", FieldType::kTexts,
           "[[option]] by which the sequence of the jobs that start here is counted: changes, runs "
           "and broken spacing rules.")
           .such_as("[\"colour\"]"),
       table("batch", batch_section(), "Batching."),
       table("setup", setup_section(), "Changeovers."),
       table("cluster", cluster_section(), "It is a cluster tool."),
       table("power", power_section(), "Electric power of each machine."),
       table("conveyor", conveyor_section(), "It is a conveyor."),
       table("moving_line", moving_line_section(), "It is a moving assembly line."),
       table("transfer_line", transfer_line_section(), "It is a synchronous transfer line."),
       tables("failure", failure_section(), "Failures; one table or a list.").or_from_file(),
       tables("maintenance", maintenance_section(), "Planned maintenance.").or_from_file(),
       field("shift", FieldType::kText, "When the station works; absent = always."),
       word("shift_end", "finish|suspend", "What becomes of the work at the end of the shift.")
           .or_else("finish"),
       tables("operator", operator_use_section(),
              "The people it needs; one table, or a list where phases need different pools."),
       tables("machine", machine_section(), "Machines that differ.").or_from_file()}};
  return section;
}

}  // namespace twinline
