#include "twinline/experiment/optimize/optimize_plan.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "twinline/core/error.h"
#include "twinline/experiment/kpi_values.h"
#include "twinline/scenario/build/record.h"
#include "twinline/scenario/build/structure.h"
#include "twinline/scenario/schema/section.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"
#include "twinline/scenario/text/toml_document.h"

namespace twinline {

namespace {

const Section& settings_section() {
  static const Section section{
      "optimize",
      "[optimize]",
      "Goal and budget.",
      "",
      {word("goal", "minimize|maximize", "What becomes of the objective.").needed(),
       field("runs", FieldType::kInteger, "Budget of replications.").between(1, 1e9).needed(),
       field("replications", FieldType::kInteger, "Of each design.").between(2, 1e6).or_else("10"),
       field("confirm", FieldType::kInteger, "Fresh replications of the best design.")
           .between(2, 1e6)
           .or_else("30"),
       field("search_seed", FieldType::kInteger, "Of the search.").between(1, 1e9).or_else("1")}};
  return section;
}

const Section& range_section() {
  static const Section section{
      "factor",
      "[[factor]]",
      "A key of the scenario and its range.",
      "path",
      {field("path", FieldType::kText, "The key, as in --set.").needed(),
       field("name", FieldType::kText, "In tables and terms; the path where it is absent."),
       field("low", FieldType::kText, "A number or a duration.").needed(),
       field("high", FieldType::kText, "The same, larger.").needed(),
       word("type", "real|integer", "Of the values.").needed(),
       field("form", FieldType::kText, "What the scenario gets, with {} for the value.")}};
  return section;
}

const Section& term_section() {
  static const Section section{
      "objective",
      "[[objective]]",
      "A term of the objective.",
      "",
      {field("kpi", FieldType::kText, "A KPI such as cycle_time_h."),
       field("factor", FieldType::kText, "Or the name of a factor."),
       field("weight", FieldType::kNumber, "What it is multiplied with.").or_else("1")}};
  return section;
}

const Section& limit_section() {
  static const Section section{
      "constraint",
      "[[constraint]]",
      "A limit on the mean of a KPI.",
      "",
      {field("kpi", FieldType::kText, "A KPI such as cycle_time_h.").needed(),
       field("at_most", FieldType::kNumber, "Upper limit, in the KPI's unit."),
       field("at_least", FieldType::kNumber, "Lower limit.")}};
  return section;
}

const Section& whole_section() {
  static const Section section{"plan",
                               "plan",
                               "",
                               "",
                               {table("optimize", settings_section(), "").needed(),
                                tables("factor", range_section(), "").needed(),
                                tables("objective", term_section(), "").needed(),
                                tables("constraint", limit_section(), "")}};
  return section;
}

struct Amount {
  double number = 0;
  std::string unit;
};

/// A number, or a duration with its unit.
std::optional<Amount> amount_of(const Value& value) {
  if (value.kind == Value::Kind::kInteger) return Amount{static_cast<double>(value.integer), ""};
  if (value.kind == Value::Kind::kNumber && std::isfinite(value.number)) {
    return Amount{value.number, ""};
  }
  if (!value.is_text() || !parse_duration(value.text, "").value) return {};
  const std::size_t digits = value.text.find_last_of("0123456789.");
  const std::size_t unit = value.text.find_first_not_of(' ', digits + 1);
  const std::optional<double> number = parse_number(value.text.substr(0, digits + 1));
  if (!number || unit == std::string::npos) return {};
  return Amount{*number, value.text.substr(unit)};
}

class Reader {
 public:
  Reader(const Record& document, const Plant& plant) : document_(document), plant_(plant) {}

  OptimizePlan read() {
    if (const std::optional<Record> settings = document_.child("optimize")) {
      read_settings(*settings);
    }
    for (const Record& record : document_.children("factor")) read_factor(record);
    for (const Record& record : document_.children("objective")) read_term(record);
    for (const Record& record : document_.children("constraint")) read_limit(record);
    return std::move(plan_);
  }

 private:
  void read_settings(const Record& record) {
    plan_.maximize = record.word("goal").value_or(0) == 1;
    plan_.runs = static_cast<std::uint64_t>(record.integer("runs"));
    plan_.replications = static_cast<std::uint32_t>(record.integer("replications"));
    plan_.confirm = static_cast<std::uint32_t>(record.integer("confirm"));
    plan_.search_seed = static_cast<std::uint32_t>(record.integer("search_seed"));
    if (plan_.runs < plan_.replications) {
      record.error("runs", "expected at least one design's replications, " +
                               std::to_string(plan_.replications));
    }
  }

  void read_factor(const Record& record) {
    SearchFactor factor;
    factor.path = record.text("path");
    factor.name = record.has("name") ? record.text("name") : factor.path;
    factor.form = record.has("form") ? record.text("form") : "{}";
    if (factor.path.empty() || factor.path.find('=') != std::string::npos) {
      record.error("path", "expected a path such as stations.litho.machines");
    }
    if (factor.form.find("{}") == std::string::npos) {
      record.error("form", "expected {} where the value goes");
    }
    const auto same = std::find_if(plan_.factors.begin(), plan_.factors.end(),
                                   [&](const SearchFactor& f) { return f.name == factor.name; });
    if (same != plan_.factors.end()) {
      record.fault("path", "another factor is called " + in_quotes(factor.name));
    }
    factor.range.integer = record.word("type").value_or(0) == 1;
    read_range(record, factor);
    plan_.factors.push_back(std::move(factor));
  }

  static void read_range(const Record& record, SearchFactor& factor) {
    const Value* const low = record.raw("low");
    const Value* const high = record.raw("high");
    if (low == nullptr || high == nullptr) return;  // reported as missing
    const std::optional<Amount> from = amount_of(*low);
    const std::optional<Amount> to = amount_of(*high);
    if (!from) record.error("low", "expected a number, or a duration such as \"20 min\"");
    if (!to) record.error("high", "expected a number, or a duration such as \"20 min\"");
    if (!from || !to) return;
    factor.range.low = from->number;
    factor.range.high = to->number;
    factor.unit = from->unit;
    if (from->unit != to->unit) record.error("high", "expected the unit that low has");
    if (!(from->number < to->number)) record.error("high", "expected more than low");
    const auto whole = [](double x) { return x == std::floor(x) && std::fabs(x) < 1e15; };
    if (factor.range.integer && !(whole(from->number) && whole(to->number))) {
      record.error_at(record.at("low"), "expected whole numbers for the type integer");
    }
  }

  std::size_t kpi_index(const Record& record) {
    const std::string text = record.text("kpi");
    try {
      parse_kpi(text, plant_);
    } catch (const ArgumentError& error) {
      record.fault("kpi", error.what());
    }
    const auto at = std::find(plan_.kpis.begin(), plan_.kpis.end(), text);
    const auto index = static_cast<std::size_t>(at - plan_.kpis.begin());
    if (at == plan_.kpis.end()) plan_.kpis.push_back(text);
    return index;
  }

  void read_term(const Record& record) {
    ObjectiveTerm term;
    term.weight = record.number("weight");
    if (record.has("kpi") == record.has("factor")) {
      record.error_at(record.at(), "expected either kpi or factor");
      return;
    }
    if (record.has("kpi")) {
      term.kpi = kpi_index(record);
    } else {
      const std::string name = record.text("factor");
      std::vector<std::string> known;
      for (const SearchFactor& factor : plan_.factors) known.push_back(factor.name);
      const auto at = std::find(known.begin(), known.end(), name);
      if (at == known.end()) {
        record.fault("factor",
                     "no factor is called " + in_quotes(name) + did_you_mean(name, known));
      }
      term.factor = static_cast<std::size_t>(at - known.begin());
    }
    plan_.objective.push_back(term);
  }

  void read_limit(const Record& record) {
    if (record.has("at_most") == record.has("at_least")) {
      record.error_at(record.at(), "expected either at_most or at_least");
      return;
    }
    KpiLimit limit;
    limit.kpi = kpi_index(record);
    limit.at_most = record.has("at_most");
    limit.limit = record.number(limit.at_most ? "at_most" : "at_least");
    plan_.limits.push_back(limit);
  }

  const Record& document_;
  const Plant& plant_;
  OptimizePlan plan_;
};

}  // namespace

std::string SearchFactor::setting(double value) const {
  std::string text = number_text(value);
  if (!unit.empty()) text += " " + unit;
  std::string filled = form;
  return path + "=" + filled.replace(filled.find("{}"), 2, text);
}

OptimizePlan read_optimize_plan(const std::filesystem::path& file, const Plant& plant) {
  Sources sources;
  Diagnostics diagnostics(sources);
  std::uint32_t source = 0;
  try {
    source = sources.add(file.generic_string(), read_whole_file(file));
  } catch (const FileError& failure) {
    throw ScenarioError(file.generic_string() + ": error: cannot read the plan: " + failure.what());
  }
  FileSet files(file.parent_path(), false, sources, diagnostics);
  Value document = read_toml(sources, source, diagnostics);
  diagnostics.throw_if_errors();
  document.at.length = 0;
  check_structure(whole_section(), document, "", diagnostics);
  diagnostics.throw_if_errors();
  DistributionPool distributions(files, diagnostics);
  const Record record(whole_section(), document, "", "", diagnostics, distributions);
  OptimizePlan plan = Reader(record, plant).read();
  diagnostics.throw_if_errors();
  plan.text = sources[source].text();
  return plan;
}

}  // namespace twinline
