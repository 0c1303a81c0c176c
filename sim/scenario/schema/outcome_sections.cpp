#include "twinline/scenario/schema/schema.h"

namespace twinline {

namespace {

constexpr double kMaxSize = 4096;
constexpr double kMaxItems = 10000;

Field each_field() {
  return word("each", "piece|job", "What one evaluation is for: each piece, or the job as a whole.")
      .or_else("piece");
}

}  // namespace

const Section& characteristic_section() {
  static const Section section{
      "characteristic",
      "[[characteristic]]",
      "A number that every piece, or the job as a whole, carries along its route: what models read "
      "and write, what is measured, judged and controlled.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("unit", FieldType::kText, "Its unit, in which tables show it; 1 = a pure number.")
           .or_else("1")
           .such_as("\"nm\""),
       word("each", "piece|job", "Who carries it.").or_else("piece"),
       field("size", FieldType::kInteger, "Numbers of each: more than one for a row of them.")
           .between(1, kMaxSize)
           .or_else("1"),
       field("initial", FieldType::kDistribution, "Value at release, drawn for each; absent = 0.")
           .such_as("\"normal(650 nm, 5 nm)\"")}};
  return section;
}

const Section& condition_section() {
  static const Section section{
      "condition",
      "[[condition]]",
      "A number that every machine keeps: wear, age of a pad, pieces since cleaning. Models read "
      "it "
      "as `machine.NAME` and may write it; maintenance may wait for it and begins it anew.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("unit", FieldType::kText, "Its unit; 1 = a pure number.").or_else("1"),
       field("history", FieldType::kInteger, "Values kept, for models that read the last ones.")
           .between(1, kMaxSize)
           .or_else("1"),
       field("initial", FieldType::kDistribution,
             "First value, and that after maintenance that resets it, drawn for each machine; "
             "absent = 0."),
       field("grows", FieldType::kDistribution,
             "What is added when a task ends, drawn once a task; absent = nothing.")
           .such_as("\"1 s\""),
       word("by", "task|job|piece|process_second", "What `grows` counts for.").or_else("piece"),
       field("stations", FieldType::kTexts, "Where it grows; needed with `grows`.")
           .such_as("[\"cmp\"]")}};
  return section;
}

const Section& physics_section() {
  static const Section section{
      "physics",
      "[[physics]]",
      "A process model as steps use it (`twinline models` lists them). Steps, stations or "
      "[defaults] name it with `physics`.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("model", FieldType::kText, "The process model.").needed().such_as("\"cmp\""),
       each_field(),
       field(
           "items", FieldType::kInteger,
           "Evaluations for each piece (or job), each with draws of its own: the welds of a body. "
           "What they give is reduced to one number, as `outputs` says.")
           .between(1, kMaxItems)
           .or_else("1"),
       field("inputs", FieldType::kNamed,
             "What the model takes, by its names without their units: a quantity, a distribution "
             "(drawn for each evaluation), a characteristic, `machine.CONDITION`, "
             "`task.process_time`, `control.NAME` of a pace (that of the job's entry). "
             "Parameters that are not named have their usual values.")
           .such_as("{ time = \"60 s\", pad_age = \"machine.pad_age\" }"),
       field("outputs", FieldType::kNamed,
             "Where what it gives goes: a characteristic, or `machine.CONDITION`. Of several "
             "`items`: `min(NAME)`, `max(NAME)`, `mean(NAME)`, `sum(NAME)`, or how many lie beyond "
             "a limit, `below(NAME, 4 mm)`, `above(NAME, 4 mm)`; a list where one output goes to "
             "several.")
           .needed()
           .such_as("{ removed_mean = \"removed\" }"),
       field("duration", FieldType::kText,
             "The output that sets the process time; the step's `process` then serves planning "
             "only. Of pieces and items: the sum."),
       field("at_least", FieldType::kDuration,
             "With `duration`: the process never takes less. The longer, the larger the batches.")
           .at_least(0)
           .or_else("0 s")}};
  return section;
}

const Section& model_section() {
  static const Section section{
      "model",
      "[[model]]",
      "A neural network from an ONNX file. Steps, stations or [defaults] name it with `models`; "
      "stations that rank by `learned` with `dispatch_model`.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("file", FieldType::kText, "The ONNX file.").needed().such_as("\"vm_cmp.onnx\""),
       each_field(),
       field("inputs", FieldType::kTexts,
             "What it takes, in its order: characteristics, `machine.CONDITION`, "
             "`control.NAME` (the setting that the job was given last), `task.process_time`, "
             "numbers or distributions; a row or "
             "a history fills as many inputs as it has numbers. `wafer_map(pattern, background, "
             "strength)` alone: a map of 16 x 16 dies, drawn. For dispatching: "
             "`job.waiting_time_h`, `job.slack_h`, "
             "`job.remaining_work_h`, `job.work_h`, `job.priority`, `job.pieces`, "
             "`job.setup_needed`, `station.queue_length`.")
           .needed()
           .such_as("[\"pad_age_seen\", \"thickness_before\"]"),
       field("outputs", FieldType::kTexts,
             "Where what it gives goes, in its order: characteristics or `machine.CONDITION`; `-` "
             "= nowhere. None for dispatching.")
           .such_as("[\"predicted_thickness\"]")}};
  return section;
}

}  // namespace twinline
