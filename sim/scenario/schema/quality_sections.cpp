#include "twinline/scenario/schema/schema.h"

namespace twinline {

namespace {

constexpr double kMaxCount = 1e9;

Field after_field() {
  return field("after", FieldType::kText, "The step at whose end it happens.").needed();
}

Field route_field() {
  return field("route", FieldType::kText, "Whose step; absent = that of every route.");
}

}  // namespace

const Section& metrology_section() {
  static const Section section{
      "metrology",
      "[[metrology]]",
      "A measurement at the end of a step: value + bias + noise. Pieces outside the sample are "
      "given its mean.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(), after_field(), route_field(),
       field("measure", FieldType::kText, "The characteristic that is measured.").needed(),
       field("into", FieldType::kText, "The characteristic that holds what is seen.").needed(),
       field("noise", FieldType::kQuantity, "Standard deviation of the noise.").or_else("0"),
       field("bias", FieldType::kQuantity, "What it shows too much.").or_else("0"),
       field("pieces", FieldType::kInteger, "Pieces in the sample; absent = all.")
           .between(1, kMaxCount),
       field("instead", FieldType::kText,
             "The characteristic (a prediction) that stands in for a job that skips the step by "
             "`sampling`.")}};
  return section;
}

const Section& gate_section() {
  static const Section section{
      "gate",
      "[[gate]]",
      "Limits on a characteristic at the end of a step, and what becomes of what lies outside. "
      "Several gates of a step judge together: of a piece's verdicts the severest counts.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(), after_field(), route_field(),
       field("check", FieldType::kText, "The characteristic that is judged.").needed(),
       field("low", FieldType::kQuantity, "Lower limit; absent = none."),
       field("high", FieldType::kQuantity, "Upper limit; absent = none."),
       field("below", FieldType::kText,
             "What becomes of what lies below: `pass` (only counted), `scrap`, `hold`, "
             "`rework STEP` (back to it), or `visit STEP`: it goes on, and the job does that later "
             "step whatever its `sampling` says.")
           .or_else("pass")
           .such_as("\"rework cmp\""),
       field("above", FieldType::kText, "The same above the upper limit.").or_else("pass"),
       word("each", "piece|job", "Judge each piece, or all by their mean.").or_else("piece"),
       field("limit", FieldType::kInteger, "Most reworks in a row; 0 = no limit.")
           .between(0, kMaxCount)
           .or_else("0"),
       word("beyond", "pass|scrap|hold", "What follows instead of rework beyond `limit`.")
           .or_else("scrap"),
       field("hold", FieldType::kDistribution, "Time on hold; needed with `hold`.")
           .such_as("\"4 h\""),
       field("machine_of", FieldType::kText,
             "The earlier step whose machine the result is laid to; absent = this step's.")}};
  return section;
}

const Section& control_section() {
  static const Section section{
      "control",
      "[[control]]",
      "Run-to-run control of one input of a process model, or of the pace of a conveyor or line: "
      "before each task the setting that should meet the target, from what was seen of earlier "
      "jobs.",
      "name",
      {field("name", FieldType::kText, "Name; absent = `adjust`."),
       word("kind", "ewma|double_ewma",
            "Exponentially weighted moving average of the process's intercept; `double_ewma` "
            "follows its trend too.")
           .or_else("ewma"),
       field("adjust", FieldType::kText,
             "The input, `PHYSICS.INPUT`; or `station.NAME.pace`: a pure number, 1 = the speed, "
             "takt or cycle that the conveyor or line is given. It takes its pace when a job "
             "enters.")
           .needed()
           .such_as("\"cmp.time\""),
       after_field(), route_field(),
       field("from", FieldType::kText,
             "The characteristic that is fed back: its mean over the job.")
           .needed(),
       field("target", FieldType::kQuantity, "What it should be.").needed().such_as("\"400 nm\""),
       field(
           "slope", FieldType::kText,
           "How much `from` changes with the setting: a number and a unit of the one over that of "
           "the other.")
           .needed()
           .such_as("\"-2 nm/s\""),
       field("gain", FieldType::kNumber, "Weight of a new value.").between(0, 1).or_else("0.3"),
       field("trend_gain", FieldType::kNumber, "With `double_ewma`: weight in the trend.")
           .between(0, 1)
           .or_else("0.1"),
       field("gain_instead", FieldType::kNumber,
             "Weight of a prediction that stands in for a measurement; absent = `gain`.")
           .between(0, 1),
       field("start", FieldType::kQuantity, "The setting before the first value.").needed(),
       field("low", FieldType::kQuantity,
             "Least setting; absent = none. Needed with a pace, and `high` too."),
       field("high", FieldType::kQuantity, "Greatest setting; absent = none."),
       words("per", "machine|part",
             "What has a state of its own; absent = both. A pace has one state.")
           .such_as("[\"machine\"]")}};
  return section;
}

}  // namespace twinline
