#include "twinline/experiment/sweep/plan_schema.h"

#include "twinline/results/kpi.h"
#include "twinline/results/tables.h"
#include "twinline/scenario/reference.h"

namespace twinline {

namespace {

constexpr const char* kIntroduction = R"md(# Plan reference

This page is generated from the schema that the program checks plans against
(`twinline schema plan`); do not edit it.

A plan is a TOML file that says which scenarios `twinline sweep SCENARIO --plan PLAN` runs: its factors
and their values (`[[factor]]`), how they are combined into design points (`[plan]`), and what is kept
of each run (`[results]`). Quantities are written as in [scenarios](scenario_reference.md).

| design | points | factors need |
|---|---|---|
| `grid` | every combination of the values; the last factor changes fastest | `values` |
| `list` | the first values of all factors, then the second ones, ...; or the rows of a CSV table | `values`, all of one length, or `[plan] table` |
| `full_factorial` | every combination of two levels in standard (Yates) order: the first factor changes fastest | two `values`, low and high |
| `fractional_factorial` | a full factorial of the factors without a generator; the others are products of their levels, -1 and +1 | two `values`; `[plan] generators` |
| `latin_hypercube` | `points` samples; each factor's range is cut into as many equal strata, and each stratum is met once (McKay, Beckman, Conover 1979) | `low`, `high`, `type`; or `values` |
| `sobol` | the first `points` of Sobol's sequence with the direction numbers of Joe and Kuo (2008), the origin left out; best with 2^k - 1 points | `low`, `high`, `type`; or `values` |

Points are numbered from 0, replications too. All points run the same replications with the same seed, and
draws belong to jobs and machines, so points are compared under common random numbers.
)md";

std::string kpi_list() {
  std::string list;
  for (const KpiWord& word : kpi_words())
    list += (list.empty() ? "" : "|") + std::string(word.name);
  return list;
}

std::string scope_list() {
  std::string list;
  for (std::size_t i = 0; i < kScopes; ++i) {
    list += (i == 0 ? "" : "|") + std::string(scope_word(static_cast<Scope>(i)));
  }
  return list;
}

std::string table_list() {
  std::string list;
  for (const Table& table : replication_tables()) list += table.file + "|";
  return list + "events.csv";
}

}  // namespace

const Section& plan_section() {
  static const Section section{
      "plan",
      "[plan]",
      "How the factors are combined, and how often each point is run.",
      "",
      {word("design", "grid|list|full_factorial|fractional_factorial|latin_hypercube|sobol",
            "How values become points.")
           .needed()
           .such_as("\"grid\""),
       field("points", FieldType::kInteger, "How many points a latin_hypercube or sobol has.")
           .between(1, 1e6)
           .such_as("127"),
       field("design_seed", FieldType::kInteger, "Of the random numbers of latin_hypercube.")
           .at_least(0)
           .or_else("1"),
       field("generators", FieldType::kTexts,
             "For fractional_factorial: a factor's levels as a product of others, with - for the "
             "opposite.")
           .such_as("[\"d = a*b\", \"e = -a*c\"]"),
       field("table", FieldType::kText,
             "For list: a CSV file in the plan's folder with a column for each factor's name and a "
             "row for each point; a column may carry its unit, as in `every [min]`.")
           .such_as("\"points.csv\""),
       field("replications", FieldType::kInteger,
             "Of each point; the scenario's where it is absent.")
           .between(1, 1e6),
       field("seed", FieldType::kInteger, "Of all runs; the scenario's where it is absent.")
           .at_least(0)}};
  return section;
}

const Section& factor_section() {
  static const Section section{
      "factor",
      "[[factor]]",
      "One thing that differs between points.",
      "path",
      {field("path", FieldType::kText, "Any key of the scenario, as in `--set path=value`.")
           .needed()
           .such_as("\"stations.litho.machines\""),
       field("name", FieldType::kText,
             "Its column in the tables; a unit is added, as in `every_min`. The path where it is "
             "absent.")
           .such_as("\"machines\""),
       field("values", FieldType::kValues,
             "Its values; durations are given in the unit of the first in the tables.")
           .such_as("[\"4 h\", \"5 h\", \"6 h\"]"),
       field("low", FieldType::kValue, "The least value of a range.").such_as("\"20 min\""),
       field("high", FieldType::kValue, "The greatest value of a range, in the same unit.")
           .such_as("\"60 min\""),
       word("type", "real|integer",
            "Of the values in a range; each whole number is equally likely.")
           .such_as("\"real\""),
       field("form", FieldType::kText, "What the scenario gets, with {} for the value.")
           .such_as("\"exponential({})\"")}};
  return section;
}

const Section& plan_results_section() {
  static const std::string kpis = kpi_list();
  static const std::string scopes = scope_list();
  static const std::string tables = table_list();
  static const Section section{
      "results",
      "[results]",
      "What is kept. Everything is computed all the same.",
      "",
      {words("scopes", scopes, "Rows of sweep.csv; plant and part where it is absent."),
       words("kpis", kpis, "Rows of sweep.csv; all where it is absent."),
       words("tables", tables,
             "Tables with the rows of every run; all that a plain run writes where it is absent.")
           .such_as("[\"kpis.csv\"]")}};
  return section;
}

const Section& plan_document_section() {
  static const Section section{"plan",
                               "The plan file",
                               "The top level.",
                               "",
                               {table("plan", plan_section(), "Design and runs.").needed(),
                                tables("factor", factor_section(), "What differs.").needed(),
                                table("results", plan_results_section(), "What is kept.")}};
  return section;
}

std::string plan_reference_markdown() {
  return reference_markdown(kIntroduction, {&plan_document_section(), &plan_section(),
                                            &factor_section(), &plan_results_section()});
}

}  // namespace twinline
