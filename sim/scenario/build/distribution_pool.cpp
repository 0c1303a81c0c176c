#include "twinline/scenario/build/distribution_pool.h"

#include <utility>

#include "twinline/core/error.h"
#include "twinline/scenario/build/structure.h"
#include "twinline/scenario/schema/schema.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

Parsed<Id> DistributionPool::parse(std::string_view text, std::string_view unit,
                                   const Dimension& dimension, Span at) {
  std::string key(dimension.is_duration() ? "t" : dimension.is_physical() ? "p" : "n");
  key.append(dimension.unit_text()).append(" ").append(unit).append(" ").append(text);
  const auto known = known_texts_.find(key);
  if (known != known_texts_.end()) {
    return Parsed<Id>::ok(known->second);
  }
  const Parsed<Distribution> parsed =
      parse_distribution(text, dimension, unit, [&](std::string_view file, const Dimension& asked) {
        return read_empirical(file, asked, at);
      });
  if (!parsed.value) {
    return Parsed<Id>::fail(parsed.problem);
  }
  const Id id = add(*parsed.value);
  known_texts_.emplace(std::move(key), id);
  return Parsed<Id>::ok(id);
}

Id DistributionPool::add(const Distribution& distribution) {
  const Key key(static_cast<int>(distribution.kind), distribution.a, distribution.b, distribution.c,
                distribution.d);
  const auto [entry, fresh] = known_.emplace(key, static_cast<Id>(distributions_.size()));
  if (fresh) {
    distributions_.push_back(distribution);
  }
  return entry->second;
}

Parsed<Distribution> DistributionPool::read_empirical(std::string_view file,
                                                      const Dimension& dimension, Span at) {
  const CsvTable* table = files_.read_table(file, at);
  if (table == nullptr) {
    return Parsed<Distribution>::fail("");  // it is reported already
  }
  const Value rows = table_rows(*table, observation_section(), at, diagnostics_);
  const bool weighted = table->column("weight") != CsvTable::kNoColumn;
  std::vector<double> values;
  std::vector<double> weights;
  for (const Value& row : rows.items) {
    const Member* value = row.find("value");
    const Member* weight = row.find("weight");
    if (value == nullptr || (weighted && weight == nullptr)) {
      diagnostics_.error(row.at, "expected a value" + std::string(weighted ? " and a weight" : ""));
      continue;
    }
    const Parsed<double> number = parse_quantity(value->value.text, dimension, value->value.unit);
    const bool any_sign = dimension.is_physical();
    if (!number.value || (*number.value < 0 && !any_sign)) {
      diagnostics_.error(value->value.at, number.value ? "expected a value >= 0" : number.problem);
    }
    values.push_back(number.value.value_or(0));
    if (weighted) {
      const auto share = parse_number(weight->value.text);
      if (!share || *share < 0) {
        diagnostics_.error(weight->value.at,
                           "expected a weight >= 0, received " + in_quotes(weight->value.text));
      }
      weights.push_back(share.value_or(0));
    }
  }
  try {
    return Parsed<Distribution>::ok(empirical(empirical_, values, weights, weighted));
  } catch (const ArgumentError& error) {
    return Parsed<Distribution>::fail(error.what());
  }
}

}  // namespace twinline
