#include "twinline/scenario/reference.h"

#include <cmath>

#include "twinline/scenario/schema/schema.h"
#include "twinline/scenario/text/quantity.h"

namespace twinline {

namespace {

constexpr const char* kIntroduction = R"md(# Scenario reference

This page is generated from the schema that the program checks scenarios against
(`twinline schema`); do not edit it.

A scenario is a folder with `scenario.toml` and, for long tables, CSV files beside it.

- **Durations** carry their unit: `ns us ms s min h d wk`, as in `"30 min"`. A bare number where a
  unit belongs is an error. A CSV column may carry the unit in its heading, once: `process [min]`.
- **Distributions** have one spelling in TOML and CSV; parameters are separated by `,` or `;`:
  `"12 min"`, `"uniform(low, high)"`, `"exponential(mean)"`, `"triangular(low, mode, high)"`,
  `"normal(mean, sd)"` (truncated at 0), `"lognormal(mean, cv 1.1)"` (its own mean and coefficient
  of variation), `"weibull(shape, scale)"`, `"gamma(shape, scale)"`, `"erlang(k, mean)"`, `"geometric(slot, p)"`,
  `"beta(alpha, beta, low, high)"`, `"empirical(file.csv)"`.
- **Quantities** of physics, metrology, gates and control carry a unit: `"175 degC"`, `"20.7 kPa"`,
  `"30 mJ/cm^2"`, `"60 rpm"`, `"-2 nm/s"`, in any unit of the right kind: products and quotients of
  `m g s K A N Pa bar Torr J eV W V Hz rad rpm min h d wk` and more, with SI prefixes. A pure number is bare. In a
  distribution each parameter has its own: `"normal(20.7 kPa, 0.1 kPa)"`; here a normal is not truncated.
- **Names of model inputs and outputs** are the model's, without unit: `time`, not `time_s`; `twinline models NAME` lists
  them. An input is a quantity, a distribution, a characteristic's name or `machine.CONDITION`; networks know
  `control.NAME` too.
- **Probabilities** are bare numbers from 0 to 1.
- **CSV** is RFC 4180 with a header line. Columns may stand in any order, those that are not needed
  may be absent, an empty cell is the default, lines that begin with `#` are comments. A list in a
  cell is separated by `|`.
- **Files** are looked for in the scenario's folder; one outside it is refused unless
  `--allow-outside` is given.
- **Overrides**: `--set path=value` changes any value: `--set scenario.seed=7`,
  `--set station.litho.machines=4`, `--set route.main.steps.s3.process="50 min"`. An item of a list is named by
  its name or its number, a release without a name by its part: `--set release.pa.every="3 h"`.
)md";

const char* type_text(const Field& field) {
  switch (field.type) {
    case FieldType::kText:
      return "text";
    case FieldType::kWord:
      return "word";
    case FieldType::kWords:
      return "list of words";
    case FieldType::kTexts:
      return "list of texts";
    case FieldType::kInteger:
      return "whole number";
    case FieldType::kNumber:
      return "number";
    case FieldType::kBoolean:
      return "true or false";
    case FieldType::kDuration:
      return "duration";
    case FieldType::kDistribution:
      return "distribution";
    case FieldType::kDateTime:
      return "date";
    case FieldType::kTable:
      return "table";
    case FieldType::kTables:
      return "list of tables";
    case FieldType::kCounts:
      return "whole number or table";
    case FieldType::kNamed:
      return "table by name";
    case FieldType::kQuantity:
      return "quantity";
    case FieldType::kValue:
      return "number or text";
    case FieldType::kValues:
      return "list of numbers or texts";
  }
  return "";
}

/// A cell of a Markdown table: bars would end it.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c == '|' ? std::string("\\|") : std::string(1, c);
  }
  return result;
}

std::string range_of(const Field& field) {
  const bool low = std::isfinite(field.low);
  const bool high = std::isfinite(field.high);
  if (low && high) {
    return ", " + number_text(field.low) + " to " + number_text(field.high);
  }
  if (low) {
    return (field.low_excluded ? ", > " : ", >= ") + number_text(field.low);
  }
  return high ? ", <= " + number_text(field.high) : "";
}

std::string words_of(const Field& field) {
  std::string text;
  for (const std::string& word : word_list(field)) {
    text += (text.empty() ? "" : ", ") + ("`" + word + "`");
  }
  return text.empty() ? "" : " One of " + text + ".";
}

std::string row_of(const Field& field) {
  const std::string type = std::string(type_text(field)) +
                           (field.or_file ? " or the name of a CSV file" : "") + range_of(field);
  const std::string fallback = field.required           ? "needed"
                               : field.fallback.empty() ? ""
                                                        : "`" + std::string(field.fallback) + "`";
  const std::string example =
      field.example.empty() ? "" : " Example: `" + std::string(field.example) + "`.";
  return "| `" + std::string(field.key) + "` | " + type + " | " + fallback + " | " +
         escaped(field.doc) + words_of(field) + escaped(example) + " |\n";
}

}  // namespace

std::string scenario_reference_markdown() {
  return reference_markdown(kIntroduction, all_sections());
}

std::string reference_markdown(std::string_view introduction,
                               const std::vector<const Section*>& sections) {
  std::string text(introduction);
  for (const Section* section : sections) {
    text += "\n## " + std::string(section->heading) + "\n\n" + std::string(section->doc) +
            "\n\n| key | holds | default | meaning |\n|---|---|---|---|\n";
    for (const Field& field : section->fields) {
      text += row_of(field);
    }
  }
  return text;
}

}  // namespace twinline
