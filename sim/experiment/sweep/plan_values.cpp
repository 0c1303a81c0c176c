#include "twinline/experiment/sweep/plan_values.h"

#include <array>
#include <cmath>
#include <string>

#include "twinline/scenario/text/quantity.h"

namespace twinline {

namespace {

/// Keys that belong to the plan, or that would make rows of points look alike.
constexpr std::array<const char*, 3> kFixedPaths{
    {"scenario.name", "scenario.replications", "scenario.seed"}};

/// A number with its unit of time ("" = none).
struct Quantity {
  double number = 0;
  std::string unit;
};

double seconds_of_unit(const std::string& unit) {
  return parse_quantity("1", Dimension::kDuration, unit).value.value_or(1);
}

/// A number, or a text that is one duration; none for every other text.
std::optional<Quantity> quantity_of(const Value& value) {
  if (value.kind == Value::Kind::kInteger) {
    return Quantity{static_cast<double>(value.integer), ""};
  }
  if (value.kind == Value::Kind::kNumber && std::isfinite(value.number)) {
    return Quantity{value.number, ""};
  }
  if (!value.is_text()) return std::nullopt;
  if (!value.unit.empty() || value.kind == Value::Kind::kCell) {
    if (const auto number = parse_number(value.text)) {
      return Quantity{*number, std::string(value.unit)};
    }
  }
  const std::size_t letters = value.text.find_last_of("0123456789. ");
  if (letters == std::string::npos) return std::nullopt;
  const std::string unit = value.text.substr(letters + 1);
  const Parsed<SimTime> time = parse_duration(value.text, "");
  if (!time.value || !is_duration_unit(unit)) return std::nullopt;
  return Quantity{time.value->seconds() / seconds_of_unit(unit), unit};
}

/// As --set takes it.
std::string set_text(const Value& value) {
  if (value.kind == Value::Kind::kInteger) return std::to_string(value.integer);
  if (value.kind == Value::Kind::kNumber) return number_text(value.number);
  return value.unit.empty() ? value.text : value.text + " " + std::string(value.unit);
}

/// The unit that all values can be shown in; none where one is neither number nor duration.
std::optional<std::string> common_unit(const std::vector<Value>& values) {
  std::optional<std::string> unit;
  for (const Value& value : values) {
    const std::optional<Quantity> quantity = quantity_of(value);
    if (!quantity || (unit && unit->empty() != quantity->unit.empty())) return std::nullopt;
    if (!unit) unit = quantity->unit;
  }
  return unit;
}

bool is_plain(const Value& value) {
  return value.kind != Value::Kind::kArray && value.kind != Value::Kind::kTable &&
         value.kind != Value::Kind::kDateTime &&
         !(value.kind == Value::Kind::kNumber && !std::isfinite(value.number)) &&
         value.text.find_first_of("\r\n") == std::string::npos;
}

void add_unit(Factor& factor, const std::string& unit) {
  if (!unit.empty()) factor.column += "_" + unit;
}

}  // namespace

void read_key(const Record& record, Factor& factor) {
  factor.path = record.text("path");
  factor.at = record.at("path");
  if (factor.path.empty() || factor.path.find_first_of("=\r\n") != std::string::npos) {
    record.error("path", "expected a path such as stations.litho.machines");
  }
  for (const char* fixed : kFixedPaths) {
    if (factor.path == fixed) {
      record.fault("path", "a factor cannot be " + factor.path + ": it is the same at all points");
    }
  }
  factor.column = record.has("name") ? record.text("name") : factor.path;
  if (factor.column.find_first_of("\r\n") != std::string::npos || factor.column.empty()) {
    record.error("name", "expected a word");
  }
  if (!record.has("form")) return;
  factor.form = record.text("form");
  const std::size_t hole = factor.form.find("{}");
  if (hole == std::string::npos || factor.form.find("{}", hole + 2) != std::string::npos) {
    record.error("form", "expected {} once, where the value goes");
  }
}

void read_levels(const Record& record, const std::vector<Value>& values, Factor& factor) {
  for (const Value& value : values) {
    if (!is_plain(value)) {
      record.error_at(
          value.at, "values: expected a number or a text of one line, received " + received(value));
      return;
    }
  }
  const std::optional<std::string> unit = common_unit(values);
  for (const Value& value : values) {
    Level level;
    level.text = set_text(value);
    level.cell = level.text;
    if (unit) {
      const Quantity quantity = *quantity_of(value);
      const double factor_to_unit =
          unit->empty() ? 1 : seconds_of_unit(quantity.unit) / seconds_of_unit(*unit);
      level.cell = number_text(quantity.number * factor_to_unit);
    }
    factor.levels.push_back(std::move(level));
  }
  if (unit) add_unit(factor, *unit);
}

void read_range(const Record& record, Factor& factor) {
  const Value* const low = record.raw("low");
  const Value* const high = record.raw("high");
  if (low == nullptr || high == nullptr) {
    record.error_at(record.at(), "expected either values, or low and high");
    return;
  }
  const std::optional<Quantity> from = quantity_of(*low);
  const std::optional<Quantity> to = quantity_of(*high);
  if (!from) record.error("low", "expected a number, or a duration such as \"20 min\"");
  if (!to) record.error("high", "expected a number, or a duration such as \"20 min\"");
  if (!from || !to) return;
  if (from->unit != to->unit) {
    record.error("high", from->unit.empty()
                             ? "expected a number without unit, as low is"
                             : "expected a duration in " + from->unit + ", as low is");
    return;
  }
  factor.low = from->number;
  factor.high = to->number;
  factor.unit = from->unit;
  if (!(factor.low < factor.high)) record.error("high", "expected more than low");
  if (!record.has("type")) {
    record.error_at(record.at(), "a range needs type = \"real\" or \"integer\"");
  }
  const auto type = record.word("type");
  factor.integer = type && *type == 1;
  if (factor.integer && (factor.low != std::floor(factor.low) ||
                         factor.high != std::floor(factor.high) || factor.high > 1e9)) {
    record.error("high", "expected whole numbers for an integer range");
  }
  add_unit(factor, factor.unit);
}

std::string Factor::setting(const Level& level) const {
  std::string value = form.empty() ? "{}" : form;
  return path + "=" + value.replace(value.find("{}"), 2, level.text);
}

Level Factor::level_of(double value) const {
  Level level;
  level.cell = number_text(value);
  level.text = unit.empty() ? level.cell : level.cell + " " + unit;
  return level;
}

}  // namespace twinline
