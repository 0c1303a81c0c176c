#include "twinline/scenario/schema/schema.h"

namespace twinline {

namespace {

constexpr double kMaxPieces = 1e6;
constexpr double kMaxCount = 1e9;

std::vector<Field> work_fields() {
  return {
      field("step", FieldType::kText, "Name, unique in the route.").needed(),
      field("station", FieldType::kText, "Where it is done.").needed(),
      field("process", FieldType::kDistribution,
            "Processing time. Needed, except at a cluster tool, conveyor or line.")
          .such_as("uniform(28.5 min; 31.5 min)"),
      word("per", "job|piece|batch",
           "What one drawn time is spent on. `piece`: the time of the first piece where `interval` "
           "is given per piece, else times the pieces.")
          .or_else("job"),
      field("load", FieldType::kDistribution, "Loading time; absent = the station's."),
      field("unload", FieldType::kDistribution, "Unloading time; absent = the station's."),
      field("interval", FieldType::kDuration,
            "Cascading: the next job begins to process this long after the one before; absent = "
            "only in an empty machine.")
          .above(0),
      word("interval_per", "job|piece", "`piece`: the interval counts for every piece.")
          .or_else("job"),
      field("batch_min", FieldType::kInteger, "Smallest batch; absent = the station's.")
          .between(1, kMaxCount),
      field("batch_max", FieldType::kInteger, "Largest batch; absent = the station's.")
          .between(1, kMaxCount),
      field("recipe", FieldType::kText,
            "At stations that batch by recipe: equal recipes share a batch; a trailing `*` matches "
            "every recipe that begins so."),
      field("chambers", FieldType::kTexts,
            "At stations with `cluster`: the time in each chamber, in the order of the visits; one "
            "time where they are parallel.")
          .such_as("60 s | 90 s"),
      field("setup", FieldType::kText,
            "Setup state that the machine must have; absent = any, and it stays as it is."),
      field("setup_by", FieldType::kText,
            "Instead: the state is the job's value of this [[option]], written `colour=red` in the "
            "tables of changeovers.")
          .such_as("colour"),
      field("setup_time", FieldType::kDistribution, "Changeover time instead of the table's."),
      field("resource", FieldType::kText, "Secondary resource held from setup to unload."),
      field("takes", FieldType::kText,
            "[[resource]] that the job takes when the step begins and keeps: a carrier (skid, "
            "hanger, "
            "pallet). It waits until one is free."),
      field("returns", FieldType::kText, "The carrier that it gives back when the step ends."),
      field("needs", FieldType::kTexts,
            "Parts taken out of their stores (`ends_in`) when the step begins, with how many of "
            "each; it waits for them. Of a part that an earlier step `makes`: the job's own.")
          .such_as("engine | wheel 5"),
      field("makes", FieldType::kTexts,
            "Parts that come off the job at the end of the step and go on routes of their own.")
          .such_as("doors"),
      field("physics", FieldType::kTexts,
            "[[physics]] evaluated for each job here, in order; absent = the station's.")
          .such_as("gate_oxide"),
      field("models", FieldType::kTexts,
            "[[model]] evaluated after them; absent = the station's.")};
}

std::vector<Field> flow_fields() {
  return {
      field("only", FieldType::kTexts, "Only jobs with one of these choices do the step.")
          .such_as("roof_window | colour=red"),
      field("sampling", FieldType::kNumber, "Probability that a job does the step.")
          .between(0, 1)
          .or_else("1"),
      field("rework_to", FieldType::kText, "Step to which rework goes back: this one or earlier."),
      field("rework_probability", FieldType::kNumber, "Probability of rework after the step.")
          .between(0, 1),
      word("rework_per", "job|piece", "`piece`: each piece fails by itself, the job goes back.")
          .or_else("job"),
      field("rework_limit", FieldType::kInteger, "Most reworks in a row here; 0 = no limit.")
          .between(0, kMaxCount)
          .or_else("0"),
      field("scrap_probability", FieldType::kNumber, "Probability of loss after the step.")
          .between(0, 1)
          .or_else("0"),
      word("scrap_per", "job|piece", "`piece`: each piece is lost by itself.").or_else("job"),
      field("window_to", FieldType::kText,
            "A later step, whose processing must begin within `window` from the end of this one."),
      field("window", FieldType::kDuration, "Longest time of the queue-time window.").above(0),
      word("window_action", "count|rework|scrap", "What becomes of a job that is too late.")
          .or_else("count"),
      field("window_rework_to", FieldType::kText,
            "With action `rework`: the step to go back to, this one or earlier."),
      field("window_gate", FieldType::kInteger,
            "The job waits before this step while so many jobs or more are queued at, or inside "
            "windows on their way to, the station of `window_to`.")
          .between(1, kMaxCount),
      field("same_machine_as", FieldType::kText,
            "An earlier step at the same station, whose machine the job must use again."),
      field("other_machine_than", FieldType::kText,
            "An earlier step at the same station, whose machine the job must not use.")};
}

}  // namespace

const Section& part_section() {
  static const Section section{
      "part",
      "[[part]]",
      "A product type.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("route", FieldType::kText, "Its route.").needed(),
       field("size", FieldType::kInteger, "Pieces of a job: 25 wafers of a lot, 1 car body.")
           .between(1, kMaxPieces)
           .or_else("1"),
       field("weight", FieldType::kNumber, "Weight in the rules `wspt` and `atc`.")
           .above(0)
           .or_else("1"),
       field("ends_in", FieldType::kText,
             "The [[buffer]] in which its jobs wait at the end of their route, for steps that need "
             "them; absent = they leave the plant."),
       field("max_per_batch", FieldType::kInteger, "Most jobs of it in one batch; absent = any.")
           .between(1, kMaxCount)}};
  return section;
}

const Section& route_section() {
  static const Section section{"route",
                               "[[route]]",
                               "A sequence of steps.",
                               "name",
                               {field("name", FieldType::kText, "Name.").needed(),
                                tables("steps", step_section(), "The steps in their order.")
                                    .or_from_file()
                                    .needed()
                                    .such_as("\"route.csv\"")}};
  return section;
}

const Section& step_section() {
  static const Section section = [] {
    Section result{"step", "A step of a route", "One operation; a row of the route's table.",
                   "step", work_fields()};
    const std::vector<Field> flow = flow_fields();
    result.fields.insert(result.fields.end(), flow.begin(), flow.end());
    return result;
  }();
  return section;
}

}  // namespace twinline
