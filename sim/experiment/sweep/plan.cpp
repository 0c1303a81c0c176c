#include "twinline/experiment/sweep/plan.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "twinline/core/error.h"
#include "twinline/experiment/sweep/plan_schema.h"
#include "twinline/experiment/sweep/plan_values.h"
#include "twinline/results/tables.h"
#include "twinline/scenario/build/structure.h"
#include "twinline/scenario/text/spelling.h"
#include "twinline/scenario/text/toml_document.h"

namespace twinline {

namespace {

/// Columns that a factor's may not be called.
constexpr std::array<const char*, 9> kFixedColumns{
    {"scenario", "point", "replication", "seed", "scope", "name", "kpi", "unit", "value"}};

bool sampled(DesignKind kind) {
  return kind == DesignKind::kLatinHypercube || kind == DesignKind::kSobol;
}

bool two_level(DesignKind kind) {
  return kind == DesignKind::kFullFactorial || kind == DesignKind::kFractionalFactorial;
}

class PlanReader {
 public:
  PlanReader(const Record& document, FileSet& files, Diagnostics& diagnostics)
      : document_(document), files_(files), diagnostics_(diagnostics) {}

  SweepPlan read() {
    const std::optional<Record> plan = document_.child("plan");
    const std::vector<Record> factors = document_.children("factor");
    if (!plan) return {};
    read_settings(*plan);
    const CsvTable* const table = read_table(*plan);
    if (plan->has("table") && table == nullptr) return {};  // factors would all seem wrong
    for (const Record& record : factors) read_factor(record, table);
    if (factors.empty() && document_.has("factor"))
      document_.error_at(document_.at("factor"), "expected at least one factor");
    if (plan_.design == DesignKind::kList) check_lengths(factors);
    if (table != nullptr) check_columns(*table);
    read_generators(*plan);
    read_results();
    return std::move(plan_);
  }

 private:
  void read_settings(const Record& record) {
    plan_.design = static_cast<DesignKind>(record.word("design").value_or(0));
    plan_.points = static_cast<std::uint32_t>(record.integer("points"));
    plan_.design_seed = static_cast<std::uint64_t>(record.integer("design_seed"));
    if (record.has("replications")) {
      plan_.replications = static_cast<std::uint32_t>(record.integer("replications"));
    }
    if (record.has("seed")) plan_.seed = static_cast<std::uint64_t>(record.integer("seed"));
    if (sampled(plan_.design) && !record.has("points")) {
      record.error_at(record.at(), "this design needs points = how many");
    }
    only_for(record, "points", sampled(plan_.design), "latin_hypercube and sobol");
    only_for(record, "design_seed", plan_.design == DesignKind::kLatinHypercube, "latin_hypercube");
    only_for(record, "generators", plan_.design == DesignKind::kFractionalFactorial,
             "fractional_factorial");
    only_for(record, "table", plan_.design == DesignKind::kList, "list");
  }

  static void only_for(const Record& record, const char* key, bool fits, const char* designs) {
    if (record.has(key) && !fits) record.fault(key, std::string("only for the design ") + designs);
  }

  const CsvTable* read_table(const Record& record) {
    if (!record.has("table") || plan_.design != DesignKind::kList) return nullptr;
    return files_.read_table(record.text("table"), record.at("table"));
  }

  void read_factor(const Record& record, const CsvTable* table) {
    Factor factor;
    read_key(record, factor);
    const std::string name = factor.column;
    read_values(record, table, factor);
    check_column(record, factor.column);
    names_.push_back(name);
    plan_.factors.push_back(std::move(factor));
  }

  void check_column(const Record& record, const std::string& column) {
    const bool fixed =
        std::find(kFixedColumns.begin(), kFixedColumns.end(), column) != kFixedColumns.end();
    if (fixed)
      record.error_at(record.at("name"), in_quotes(column) + " is a column of every table");
    const auto [first, added] = columns_.emplace(column, record.at("path"));
    if (!added)
      record.duplicate(record.at("path"), "the factor " + in_quotes(column), first->second);
  }

  void read_values(const Record& record, const CsvTable* table, Factor& factor) {
    const bool has_values = record.has("values");
    const bool has_range = record.has("low") || record.has("high") || record.has("type");
    if (table != nullptr) {
      if (has_values || has_range)
        record.error_at(record.at(), "its values are in the plan's table");
      read_column(record, *table, factor);
      return;
    }
    if (has_values && has_range) {
      record.error_at(record.at(), "expected either values, or low, high and type");
      return;
    }
    if (!has_values && sampled(plan_.design)) {
      read_range(record, factor);
      return;
    }
    const Value* const values = record.raw("values");
    if (values == nullptr) {
      record.error_at(record.at(), "this design needs values");
    } else if (values->kind != Value::Kind::kArray || values->items.empty()) {
      record.fault("values", "expected a list of at least one value");
    } else if (two_level(plan_.design) && values->items.size() != 2) {
      record.fault("values", "this design takes two values, low and high, received " +
                                 std::to_string(values->items.size()));
    } else {
      read_levels(record, values->items, factor);
    }
  }

  void read_column(const Record& record, const CsvTable& table, Factor& factor) {
    const std::size_t column = table.column(factor.column);
    if (column == CsvTable::kNoColumn) {
      record.error_at(record.at(), "the plan's table has no column " + in_quotes(factor.column));
      return;
    }
    std::vector<Value> values;
    for (const std::vector<CsvCell>& row : table.rows) {
      values.push_back(cell_value(row[column].text, row[column].at, table.columns[column].unit));
      if (row[column].text.empty()) record.error_at(row[column].at, "expected a value here");
    }
    if (values.empty()) record.error_at(record.at(), "the plan's table has no rows");
    read_levels(record, values, factor);
  }

  void check_columns(const CsvTable& table) {
    for (const CsvColumn& column : table.columns) {
      if (std::find(names_.begin(), names_.end(), column.name) == names_.end()) {
        diagnostics_.error(column.at, "no factor has the name " + in_quotes(column.name) +
                                          did_you_mean(column.name, names_));
      }
    }
  }

  void check_lengths(const std::vector<Record>& factors) {
    const std::size_t n = plan_.factors.empty() ? 0 : plan_.factors.front().levels.size();
    for (std::size_t i = 1; i < plan_.factors.size(); ++i) {
      const std::size_t has = plan_.factors[i].levels.size();
      if (has != n && has != 0 && n != 0) {
        factors[i].fault("values", "expected " + std::to_string(n) +
                                       " values, as the first factor has, received " +
                                       std::to_string(has));
      }
    }
  }

  void read_generators(const Record& record) {
    if (plan_.design != DesignKind::kFractionalFactorial) return;
    const std::vector<Value> texts = record.texts("generators");
    if (texts.empty()) record.error_at(record.at(), "this design needs generators");
    std::set<std::size_t> made;
    for (const Value& text : texts) {
      const std::optional<Generator> generator = read_generator(record, text);
      if (!generator) continue;
      if (!made.insert(generator->factor).second) {
        record.error_at(text.at, "generators: this factor has a generator already");
      }
      plan_.generators.push_back(*generator);
    }
    for (std::size_t i = 0; i < plan_.generators.size(); ++i) {
      for (const std::size_t f : plan_.generators[i].product) {
        if (made.count(f) > 0) {
          record.error_at(texts[std::min(i, texts.size() - 1)].at,
                          "generators: expected a product of factors that have no generator, and " +
                              in_quotes(names_[f]) + " has one");
        }
      }
    }
    if (plan_.factors.size() > 60 || plan_.generators.size() > 16) {
      record.fault("generators", "at most 60 factors and 16 generators");
    }
  }

  /// "d = -a*b"
  std::optional<Generator> read_generator(const Record& record, const Value& value) {
    std::string text;
    for (const char c : value.text) {
      if (c != ' ' && c != '\t') text += c;
    }
    const std::size_t equals = text.find('=');
    Generator generator;
    std::string product = equals == std::string::npos ? "" : text.substr(equals + 1);
    generator.negative = !product.empty() && product.front() == '-';
    if (generator.negative) product.erase(0, 1);
    if (product.empty()) {
      record.error_at(value.at,
                      "generators: expected \"d = a*b\", received " + in_quotes(value.text));
      return std::nullopt;
    }
    const std::optional<std::size_t> factor = find_factor(record, value, text.substr(0, equals));
    if (!factor) return std::nullopt;
    generator.factor = *factor;
    for (std::size_t at = 0; at <= product.size();) {
      const std::size_t end = std::min(product.find('*', at), product.size());
      const auto part = find_factor(record, value, product.substr(at, end - at));
      if (!part) return std::nullopt;
      if (std::count(generator.product.begin(), generator.product.end(), *part) > 0) {
        record.error_at(value.at, "generators: a factor stands twice in " + in_quotes(value.text));
        return std::nullopt;
      }
      generator.product.push_back(*part);
      at = end + 1;
    }
    return generator;
  }

  std::optional<std::size_t> find_factor(const Record& record, const Value& value,
                                         const std::string& name) {
    const auto at = std::find(names_.begin(), names_.end(), name);
    if (at != names_.end()) return static_cast<std::size_t>(at - names_.begin());
    record.error_at(value.at, "generators: no factor has the name " + in_quotes(name) +
                                  did_you_mean(name, names_));
    return std::nullopt;
  }

  void read_results() {
    const std::optional<Record> record = document_.child("results");
    plan_.scopes = {Scope::kPlant, Scope::kPart};
    if (record && record->has("scopes")) plan_.scopes = chosen<Scope>(record->words("scopes"));
    std::vector<std::size_t> kpis;
    if (record && record->has("kpis")) {
      kpis = record->words("kpis");
    } else {
      for (std::size_t i = 0; i < kKpis; ++i) kpis.push_back(i);
    }
    plan_.kpis = chosen<Kpi>(kpis);
    std::vector<std::string> known;
    for (const Table& table : replication_tables()) known.push_back(table.file);
    known.emplace_back("events.csv");
    plan_.tables = known;
    if (record && record->has("tables")) {
      plan_.tables.clear();
      for (const std::size_t i : record->words("tables")) plan_.tables.push_back(known[i]);
    }
  }

  template <typename Enum>
  static std::vector<Enum> chosen(std::vector<std::size_t> indices) {
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
    std::vector<Enum> all;
    for (const std::size_t index : indices) all.push_back(static_cast<Enum>(index));
    return all;
  }

  const Record& document_;
  FileSet& files_;
  Diagnostics& diagnostics_;
  SweepPlan plan_;
  std::vector<std::string> names_;  ///< of the factors, without units
  std::map<std::string, Span> columns_;
};

}  // namespace

SweepPlan read_plan(const std::filesystem::path& file) {
  Sources sources;
  Diagnostics diagnostics(sources);
  FileTexts texts;
  std::uint32_t source = 0;
  try {
    source = sources.add(file.generic_string(), texts.read(file));
  } catch (const FileError& failure) {
    throw ScenarioError(file.generic_string() + ": error: cannot read the plan: " + failure.what());
  }
  const Value document = read_toml(sources, source, diagnostics);
  diagnostics.throw_if_errors();
  FileSet files(file.parent_path(), false, sources, diagnostics, &texts);
  check_structure(plan_document_section(), document, "", diagnostics);
  DistributionPool distributions(files, diagnostics);
  const Record record(plan_document_section(), document, "", "", diagnostics, distributions);
  SweepPlan plan = PlanReader(record, files, diagnostics).read();
  diagnostics.throw_if_errors();
  plan.name = file.generic_string();
  plan.text = sources[source].text();
  return plan;
}

std::string plan_error(const SweepPlan& plan, Span at, const std::string& message) {
  Sources sources;
  const std::uint32_t source = sources.add(plan.name, plan.text);
  Diagnostics diagnostics(sources);
  diagnostics.error({source, at.begin, at.length}, message);
  try {
    diagnostics.throw_if_errors();
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

}  // namespace twinline
