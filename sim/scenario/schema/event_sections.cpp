#include "twinline/scenario/schema/schema.h"

namespace twinline {

namespace {

constexpr double kMaxPieces = 1e6;
constexpr double kMaxCount = 1e9;
constexpr double kMaxPriority = 1e9;

Field failure_type() {
  return word("type", "time_dependent|operation_dependent|pieces|condition",
              "What `every` counts: all time since the last repair, time of work only, or pieces. "
              "With `condition` a limit stands in place of `every`.");
}

Field interruption() {
  return word(
      "interruption", "resume|repeat|finish_first",
      "What becomes of the work: it goes on, it starts anew, or it ends before the repair.");
}

std::vector<Field> failure_fields() {
  return {
      field("name", FieldType::kText, "Name."),
      failure_type(),
      field("every", FieldType::kDistribution,
            "Time to failure; for the type `pieces` a distribution of bare numbers. Needed but for "
            "the type `condition`.")
          .such_as("\"exponential(50 h)\""),
      field("first", FieldType::kDistribution, "First time to failure; absent = as the others."),
      field("repair", FieldType::kDistribution, "Repair time.")
          .needed()
          .such_as("\"uniform(6 h, 8 h)\""),
      interruption(),
      field("condition", FieldType::kText,
            "For the type `condition`: the machine fails when a task ends with this [[condition]] "
            "of it at or above `above`, or below `below`.")
          .such_as("\"wear\""),
      field("above", FieldType::kQuantity, "Limit of the condition."),
      field("below", FieldType::kQuantity, "Limit of the condition."),
      field("resets", FieldType::kTexts,
            "Conditions that begin anew when the repair ends; absent = `condition`.")};
}

std::vector<Field> maintenance_fields() {
  return {
      field("name", FieldType::kText, "Name."),
      field("every", FieldType::kDuration, "Calendar interval.").above(0).such_as("\"30 d\""),
      field("every_pieces", FieldType::kInteger, "Interval in pieces, instead of `every`.")
          .between(1, 1e12),
      field("condition", FieldType::kText,
            "Instead of `every`: due when a task ends with this [[condition]] of the machine at "
            "or above `above`, or below `below`.")
          .such_as("\"pad_age\""),
      field("above", FieldType::kQuantity, "Threshold of the condition."),
      field("below", FieldType::kQuantity, "Threshold of the condition."),
      field("resets", FieldType::kTexts,
            "Conditions that begin anew when it ends; absent = `condition`."),
      field("duration", FieldType::kDistribution, "How long it takes.").needed(),
      field("first", FieldType::kDuration, "First time; absent = `every`.").at_least(0),
      field("first_pieces", FieldType::kInteger, "First count; absent = `every_pieces`.")
          .between(1, 1e12),
      field("stagger", FieldType::kBoolean,
            "Machine k of N is first due at first x k / N, so that not all stop together.")
          .or_else("false"),
      word("interval", "start_to_start|end_to_start", "Between which instants `every` lies.")
          .or_else("start_to_start")};
}

std::vector<Field> row_fields(std::vector<Field> fields) {
  fields.insert(fields.begin(),
                {field("station", FieldType::kText, "The station it belongs to."),
                 field("group", FieldType::kText, "Or the group, for each of its stations.")});
  return fields;
}

Field priority() {
  return field("priority", FieldType::kInteger, "Greater is more urgent.")
      .between(-kMaxPriority, kMaxPriority);
}

Field hot() { return field("hot", FieldType::kBoolean, "A hot job, for the rule `hot_first`."); }

Field pieces() {
  return field("pieces", FieldType::kInteger, "Pieces of the job; absent = the part's size.")
      .between(1, kMaxPieces);
}

Field options_field() {
  return field("options", FieldType::kTexts,
               "Its choices; an option that is not named is drawn by its shares.")
      .such_as("colour=red | roof_window");
}

Field times_field() {
  Field result = field("times", FieldType::kTexts, "The times of release.").or_from_file();
  result.section = &schedule_row_section();
  return result;
}

}  // namespace

const Section& failure_section() {
  static const Section section{
      "failure", "failure = {..} or [ {..} ] of a station",
      "Unplanned downtime of each machine. `type` and `interruption` must be said, here or in "
      "[defaults].",
      "name", failure_fields()};
  return section;
}

const Section& default_failure_section() {
  static const Section section{"failure",
                               "failure = {..} of [defaults]",
                               "For failures that do not say.",
                               "",
                               {failure_type(), interruption()}};
  return section;
}

const Section& failure_row_section() {
  static const Section section{"failure", "A row of `failures`",
                               "A failure of one station or of every station of a group.", "name",
                               row_fields(failure_fields())};
  return section;
}

const Section& maintenance_section() {
  static const Section section{
      "maintenance", "maintenance = {..} or [ {..} ] of a station",
      "Planned maintenance of each machine. It waits for the work inside and keeps new work out.",
      "name", maintenance_fields()};
  return section;
}

const Section& maintenance_row_section() {
  static const Section section{"maintenance", "A row of `maintenances`",
                               "Maintenance of one station or of every station of a group.", "name",
                               row_fields(maintenance_fields())};
  return section;
}

const Section& release_section() {
  static const Section section{
      "release",
      "[[release]]",
      "A stream of new jobs: exactly one of `every`, `times`, `file` and `conwip`.",
      "name",
      {field("name", FieldType::kText, "Name; absent = the part's."),
       field("part", FieldType::kText, "The part; needed without `file`."),
       field("every", FieldType::kDistribution, "Time between releases.")
           .such_as("\"exponential(3.29 h)\""),
       times_field().such_as("[\"0 h\", \"3 h\"]"),
       tables("file", order_row_section(), "A table of orders.")
           .or_from_file()
           .such_as("\"orders.csv\""),
       field("conwip", FieldType::kInteger, "A new job for each that leaves: so many in the plant.")
           .between(1, 1e7),
       field("start", FieldType::kDuration,
             "First release of `every`, or begin of `conwip`; absent = after the first draw, or 0.")
           .at_least(0),
       field("count", FieldType::kInteger, "Most jobs; absent = no end.").between(1, 1e15),
       field("jobs", FieldType::kInteger, "Jobs released at once.").between(1, 1e6).or_else("1"),
       priority().or_else("0"), hot().or_else("false"),
       field("due", FieldType::kDuration, "Due date, from the release on.")
           .at_least(0)
           .such_as("\"4.5 d\""),
       word(
           "when_full", "wait|lost",
           "What becomes of a job that finds the buffer of its first station full: it waits before "
           "the plant, or it is not made and counted as lost.")
           .or_else("wait"),
       tables(
           "orders", sequence_row_section(),
           "The options of its jobs in their order; the release ends with them. Not with `file`, "
           "whose rows have `options`.")
           .or_from_file()
           .such_as("\"sequence.csv\""),
       field(
           "csplib", FieldType::kText,
           "Instead: a car-sequencing instance (problem 1 of CSPLib). Its options follow those of "
           "[[option]] and are called option_1, option_2 and so on, with their spacing rules.")
           .such_as("\"instance.txt\""),
       field("sequence", FieldType::kTexts,
             "How the next order is chosen from the bank, the first word that tells two apart "
             "decides, else the older order: `spacing` (fewest spacing rules broken), `level` "
             "(closest to the shares), `keep OPTION` (as the job before).")
           .such_as("[\"spacing\", \"keep colour\", \"level\"]"),
       field("bank", FieldType::kInteger, "For `sequence`: orders to choose from.")
           .between(2, 10000),
       pieces()},
      "part"};
  return section;
}

const Section& schedule_row_section() {
  static const Section section{
      "release time",
      "A table of `times`",
      "Times of release.",
      "",
      {field("time", FieldType::kDuration, "Time of release.").at_least(0).needed()}};
  return section;
}

const Section& order_row_section() {
  static const Section section{
      "order",
      "A table of orders (`file` of a release)",
      "One job a row. What a cell leaves open is the release's.",
      "",
      {field("time", FieldType::kDuration, "Time of release.").at_least(0).needed(),
       field("part", FieldType::kText, "The part; absent = the release's."), priority(), hot(),
       field("due", FieldType::kDuration, "Due date, from time 0 on."), pieces(), options_field()}};
  return section;
}

const Section& initial_section() {
  static const Section section{"initial",
                               "[[initial]]",
                               "Jobs that are in the plant at time 0.",
                               "",
                               {tables("file", wip_row_section(), "A table of jobs.")
                                    .or_from_file()
                                    .needed()
                                    .such_as("\"wip.csv\"")}};
  return section;
}

const Section& wip_row_section() {
  static const Section section{
      "job",
      "A table of initial jobs (`file` of [[initial]])",
      "One job a row; it queues for its step.",
      "job",
      {field("job", FieldType::kText, "Name; absent = a number."),
       field("part", FieldType::kText, "The part.").needed(),
       field("step", FieldType::kText, "Name of the step, or its number in the route from 1.")
           .needed(),
       pieces(), priority().or_else("0"), hot().or_else("false"),
       field("due", FieldType::kDuration, "Due date, from time 0; may be negative."),
       field("released", FieldType::kDuration, "Release, from time 0; not positive.")
           .at_most(0)
           .or_else("0 s"),
       field("release", FieldType::kText, "Stream in whose figures it counts; absent = its own."),
       options_field()}};
  return section;
}

}  // namespace twinline
