#include "twinline/experiment/optimize/optimize_schema.h"

#include "twinline/scenario/reference.h"

namespace twinline {

namespace {

constexpr const char* kIntroduction = R"md(# Reference of optimisation plans

This page is generated from the schema that the program checks these plans against
(`twinline schema optimize`); do not edit it.

The plan of `twinline optimize SCENARIO --plan PLAN` is a TOML file that says which keys of the scenario are searched
(`[[factor]]`), what is best (`[[objective]]`: the sum of its terms), which limits hold (`[[constraint]]`), and how many
replications that may cost (`[optimize]`). A KPI is written as `cycle_time_h` (of the plant) or `station.NAME.queue_time_h`,
`part.NAME.cycle_time_h`, ...; [results](results.md) lists them. The [user guide](user_guide.md#the-best-values) has a whole plan.
)md";

const Section& settings_section() {
  static const Section section{
      "optimize",
      "[optimize]",
      "Goal and budget.",
      "",
      {word("goal", "minimize|maximize", "What becomes of the objective.")
           .needed()
           .such_as("\"minimize\""),
       field("runs", FieldType::kInteger,
             "Budget of the search: replications of all designs together; those that confirm the "
             "best are not counted.")
           .between(1, 1e9)
           .needed(),
       field("replications", FieldType::kInteger,
             "Of each design, the same ones for all (common random numbers).")
           .between(2, 1e6)
           .or_else("10"),
       field("confirm", FieldType::kInteger,
             "Fresh replications of the best design, for its intervals.")
           .between(2, 1e6)
           .or_else("30"),
       field("search_seed", FieldType::kInteger,
             "Of the search's own choices; the runs' seed is the scenario's.")
           .between(1, 1e9)
           .or_else("1")}};
  return section;
}

const Section& range_section() {
  static const Section section{
      "factor",
      "[[factor]]",
      "A key of the scenario and its range.",
      "path",
      {field("path", FieldType::kText, "Any key of the scenario, as in `--set path=value`.")
           .needed()
           .such_as("\"stations.litho.machines\""),
       field("name", FieldType::kText,
             "Its name in the objective, and its column in the tables, where a unit is added; the "
             "path where it is absent."),
       field("low", FieldType::kValue, "The least value, a number or a duration.")
           .needed()
           .such_as("\"2 min\""),
       field("high", FieldType::kValue, "The greatest value, in the same unit.")
           .needed()
           .such_as("\"20 min\""),
       word("type", "real|integer", "Of the values.").needed(),
       field("form", FieldType::kText, "What the scenario gets, with {} for the value.")
           .such_as("\"exponential({})\"")}};
  return section;
}

const Section& term_section() {
  static const Section section{
      "objective",
      "[[objective]]",
      "A term of the objective: its weight times the mean of a KPI, or times a factor.",
      "",
      {field("kpi", FieldType::kText, "Either a KPI.").such_as("\"cycle_time_h\""),
       field("factor", FieldType::kText, "Or the name of a factor.").such_as("\"machines\""),
       field("weight", FieldType::kNumber, "What it is multiplied with.").or_else("1")}};
  return section;
}

const Section& limit_section() {
  static const Section section{
      "constraint",
      "[[constraint]]",
      "A limit on the mean of a KPI over a design's replications: one of `at_most` and `at_least`.",
      "",
      {field("kpi", FieldType::kText, "The KPI.").needed().such_as("\"cycle_time_h\""),
       field("at_most", FieldType::kNumber, "Upper limit, in the KPI's unit."),
       field("at_least", FieldType::kNumber, "Lower limit, in the same.")}};
  return section;
}

}  // namespace

const Section& optimize_document_section() {
  static const Section section{"plan",
                               "The plan file",
                               "The top level.",
                               "",
                               {table("optimize", settings_section(), "Goal and budget.").needed(),
                                tables("factor", range_section(), "What is searched.").needed(),
                                tables("objective", term_section(), "What is best.").needed(),
                                tables("constraint", limit_section(), "What must hold.")}};
  return section;
}

std::string optimize_reference_markdown() {
  return reference_markdown(kIntroduction, {&optimize_document_section(), &settings_section(),
                                            &range_section(), &term_section(), &limit_section()});
}

}  // namespace twinline
