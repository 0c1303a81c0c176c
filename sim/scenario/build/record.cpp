#include "twinline/scenario/build/record.h"

#include <cmath>
#include <utility>

#include "twinline/core/error.h"
#include "twinline/scenario/build/structure.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr double kCentury = 100 * 365.25 * 86400;  // [s]: what overlaps the end of a run still fits

bool in_range(const Field& field, double value) {
  return (field.low_excluded ? value > field.low : value >= field.low) && value <= field.high;
}

std::string range_text(const Field& field, const char* what) {
  std::string text = std::string("expected ") + what;
  const bool low = std::isfinite(field.low);
  const bool high = std::isfinite(field.high);
  const std::string unit = field.type == FieldType::kDuration && field.low != 0 ? " s" : "";
  if (low && high) {
    return text + " in " + number_text(field.low) + " .. " + number_text(field.high) + unit;
  }
  if (low) {
    return text + (field.low_excluded ? " > " : " >= ") + number_text(field.low) + unit;
  }
  return high ? text + " <= " + number_text(field.high) + unit : text;
}

}  // namespace

std::string received(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kText:
    case Value::Kind::kCell:
      return in_quotes(value.text);
    case Value::Kind::kArray:
    case Value::Kind::kTable:
      return value.kind_name();
    default:
      return value.text;
  }
}

Record::Record(const Section& section, const Value& table, std::string subject, std::string prefix,
               Diagnostics& diagnostics, DistributionPool& distributions)
    : section_(&section),
      table_(&table),
      subject_(std::move(subject)),
      prefix_(std::move(prefix)),
      diagnostics_(&diagnostics),
      distributions_(&distributions) {}

const Field& Record::field(std::string_view key, FieldType type) const {
  const Field* found = section_->find(key);
  TWINLINE_EXPECTS(found != nullptr && found->type == type,
                   "no such key of this type: " + std::string(key));
  return *found;
}

Span Record::at(std::string_view key) const {
  const Member* member = table_->find(key);
  return member == nullptr ? table_->at : member->value.at;
}

std::string Record::label(std::string_view key) const {
  return subject_ + (subject_.empty() ? "" : ": ") + prefix_ + std::string(key) + ": ";
}

void Record::error(std::string_view key, const std::string& message) const {
  const Value* value = raw(key);
  // A message that ends in a question, or that quotes a part of the value, has said it.
  const bool said = message.back() == '?' || message.find(", received ") != std::string::npos;
  diagnostics_->error(
      at(key),
      label(key) + message + (value == nullptr || said ? "" : ", received " + received(*value)));
}

void Record::fault(std::string_view key, const std::string& message) const {
  diagnostics_->error(at(key), label(key) + message);
}

void Record::error_at(Span at, const std::string& message) const {
  diagnostics_->error(at, subject_.empty() ? message : subject_ + ": " + message);
}

void Record::warning(std::string_view key, const std::string& message) const {
  diagnostics_->warning(at(key), label(key) + message);
}

void Record::duplicate(Span at, const std::string& what, Span first) const {
  error_at(at, what + " is defined twice, first at " + diagnostics_->sources().where(first));
}

void Record::range_error(const Field& field, const char* what) const {
  error(field.key, range_text(field, what));
}

const Value* Record::raw(std::string_view key) const {
  const Member* member = table_->find(key);
  return member == nullptr ? nullptr : &member->value;
}

std::optional<long long> Record::integer_of(const Value& value) const {
  if (value.kind == Value::Kind::kInteger) {
    return value.integer;
  }
  return value.kind == Value::Kind::kCell ? parse_integer(value.text) : std::nullopt;
}

long long Record::integer(std::string_view key) const {
  const Field& wanted = field(key, FieldType::kInteger);
  const long long fallback = parse_integer(wanted.fallback).value_or(0);
  const Value* value = raw(key);
  if (value == nullptr) {
    return fallback;
  }
  const std::optional<long long> number = integer_of(*value);
  if (!number || !in_range(wanted, static_cast<double>(*number))) {
    range_error(wanted, "a whole number");
    return fallback;
  }
  return *number;
}

std::optional<long long> Record::count(const Value& value) const {
  const Field& wanted = field("min_run", FieldType::kCounts);
  const std::optional<long long> number = integer_of(value);
  if (!number || !in_range(wanted, static_cast<double>(*number))) {
    diagnostics_->error(value.at, label("min_run") + range_text(wanted, "a whole number") +
                                      ", received " + received(value));
    return std::nullopt;
  }
  return number;
}

double Record::number(std::string_view key) const {
  const Field& wanted = field(key, FieldType::kNumber);
  const double fallback = parse_number(wanted.fallback).value_or(0);
  const Value* value = raw(key);
  if (value == nullptr) {
    return fallback;
  }
  std::optional<double> number;
  if (value->kind == Value::Kind::kInteger) {
    number = static_cast<double>(value->integer);
  } else if (value->kind == Value::Kind::kNumber) {
    number = value->number;
  } else if (value->kind == Value::Kind::kCell) {
    number = parse_number(value->text);
  }
  if (!number || !std::isfinite(*number) || !in_range(wanted, *number)) {
    range_error(wanted, "a number");
    return fallback;
  }
  return *number;
}

std::optional<double> Record::quantity_of(const Value& value, const std::string& label,
                                          const Dimension& dimension, bool difference) const {
  const bool number = value.kind == Value::Kind::kInteger || value.kind == Value::Kind::kNumber;
  if (!value.is_text() && !number) {
    error_at(value.at, label + ": expected a quantity, received " + received(value));
    return std::nullopt;
  }
  const Parsed<double> parsed = parse_quantity(value.text, dimension, value.unit, difference);
  if (!parsed.value) {
    error_at(value.at, label + ": " + parsed.problem + ", received " + received(value));
  }
  return parsed.value;
}

std::optional<double> Record::quantity(std::string_view key, const Dimension& dimension,
                                       bool difference) const {
  const Field& wanted = field(key, FieldType::kQuantity);
  const Value* value = raw(key);
  if (value != nullptr) {
    return quantity_of(*value, prefix_ + std::string(key), dimension, difference);
  }
  return parse_number(wanted.fallback);
}

bool Record::flag(std::string_view key) const {
  const Field& wanted = field(key, FieldType::kBoolean);
  const Value* value = raw(key);
  if (value == nullptr) {
    return wanted.fallback == "true";
  }
  if (value->kind == Value::Kind::kBoolean) {
    return value->integer != 0;
  }
  const bool cell = value->kind == Value::Kind::kCell;
  if (cell && (value->text == "true" || value->text == "yes")) {
    return true;
  }
  if (!cell || (value->text != "false" && value->text != "no")) {
    error(key, "expected true or false");
  }
  return false;
}

std::optional<SimTime> Record::duration_of(const Field& wanted, const Value& value) const {
  if (!value.is_text()) {
    const bool number = value.kind == Value::Kind::kInteger || value.kind == Value::Kind::kNumber;
    error(wanted.key, number
                          ? "expected a duration with its unit, such as \"" + value.text + " min\""
                          : "expected a duration such as \"30 min\"");
    return std::nullopt;
  }
  const Parsed<SimTime> time = parse_duration(value.text, value.unit);
  if (!time.value) {
    error(wanted.key, time.problem);
    return std::nullopt;
  }
  if (!in_range(wanted, time.value->seconds())) {
    range_error(wanted, "a duration");
    return std::nullopt;
  }
  if (std::fabs(time.value->seconds()) > kCentury) {
    error(wanted.key, "expected a duration of at most 100 years");
    return std::nullopt;
  }
  return *time.value;
}

SimTime Record::duration(std::string_view key) const {
  const Field& wanted = field(key, FieldType::kDuration);
  const Value* value = raw(key);
  std::optional<SimTime> time;
  if (value != nullptr) {
    time = duration_of(wanted, *value);
  }
  if (!time && !wanted.fallback.empty()) {
    time = parse_duration(wanted.fallback, "").value;
  }
  return time.value_or(SimTime());
}

Id Record::distribution(std::string_view key, const Dimension& dimension) const {
  field(key, FieldType::kDistribution);
  const Value* value = raw(key);
  if (value == nullptr) {
    return kNone;
  }
  const bool number = value->kind == Value::Kind::kInteger || value->kind == Value::Kind::kNumber;
  if (!value->is_text() && !(number && !dimension.is_duration())) {
    error(key, number ? "expected a duration with its unit, such as \"" + value->text + " min\""
                      : "expected a duration such as \"30 min\", or a distribution");
    return kNone;
  }
  const Parsed<Id> parsed = distributions_->parse(value->text, value->unit, dimension, value->at);
  if (!parsed.value) {
    if (!parsed.problem.empty()) {
      error(key, parsed.problem);
    }
    return kNone;
  }
  const double mean = distributions_->mean(*parsed.value);
  if (dimension.is_duration() && !(mean <= kCentury)) {
    error(key, "expected a mean of at most 100 years");
    return kNone;
  }
  return *parsed.value;
}

Id Record::positive_distribution(std::string_view key, const Dimension& dimension) const {
  const Id id = distribution(key, dimension);
  if (id != kNone && !(distributions_->mean(id) > 0)) {
    error(key, dimension.is_duration() ? "expected a duration > 0" : "expected a number > 0");
    return kNone;
  }
  return id;
}

std::optional<Record> Record::child(std::string_view key) const {
  const Field& wanted = field(key, FieldType::kTable);
  const Value* value = raw(key);
  if (value == nullptr || value->kind != Value::Kind::kTable) {
    return std::nullopt;
  }
  if (subject_.empty()) {  // the document's own tables are called by their names
    return Record(*wanted.section, *value, std::string(wanted.section->name), "", *diagnostics_,
                  *distributions_);
  }
  return Record(*wanted.section, *value, subject_, prefix_ + std::string(key) + ".", *diagnostics_,
                *distributions_);
}

std::vector<Record> Record::children(std::string_view key) const {
  const Field& wanted = field(key, FieldType::kTables);
  std::vector<Record> records;
  const Value* value = raw(key);
  if (value == nullptr) {
    return records;
  }
  records.reserve(value->items.size());
  for (std::size_t i = 0; i < value->items.size(); ++i) {
    const Value& item = value->items[i];
    if (item.kind == Value::Kind::kTable) {
      records.emplace_back(*wanted.section, item,
                           element_subject(*wanted.section, item, i, subject_), "", *diagnostics_,
                           *distributions_);
    }
  }
  return records;
}

}  // namespace twinline
