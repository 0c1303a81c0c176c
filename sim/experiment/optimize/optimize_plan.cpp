#include "twinline/experiment/optimize/optimize_plan.h"

#include <algorithm>
#include <optional>

#include "twinline/core/error.h"
#include "twinline/experiment/kpi_values.h"
#include "twinline/experiment/optimize/optimize_schema.h"
#include "twinline/experiment/sweep/plan_values.h"
#include "twinline/scenario/build/record.h"
#include "twinline/scenario/build/structure.h"
#include "twinline/scenario/text/spelling.h"
#include "twinline/scenario/text/toml_document.h"

namespace twinline {

namespace {

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
    read_key(record, factor.key);
    factor.name = factor.key.column;
    const auto same = std::find_if(plan_.factors.begin(), plan_.factors.end(),
                                   [&](const SearchFactor& f) { return f.name == factor.name; });
    if (same != plan_.factors.end()) {
      record.fault("path", "another factor is called " + in_quotes(factor.name));
    }
    if (record.has("low") && record.has("high") &&
        record.has("type")) {  // else reported as missing
      read_range(record, factor.key);
      factor.range = {factor.key.low, factor.key.high, factor.key.integer};
    }
    plan_.factors.push_back(std::move(factor));
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
  check_structure(optimize_document_section(), document, "", diagnostics);
  diagnostics.throw_if_errors();
  DistributionPool distributions(files, diagnostics);
  const Record record(optimize_document_section(), document, "", "", diagnostics, distributions);
  OptimizePlan plan = Reader(record, plant).read();
  diagnostics.throw_if_errors();
  plan.text = sources[source].text();
  return plan;
}

}  // namespace twinline
