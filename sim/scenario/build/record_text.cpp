#include <cstddef>
#include <utility>

#include "twinline/core/error.h"
#include "twinline/scenario/build/record.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

std::vector<std::string> split_cell(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find('|');
    std::string_view part = text.substr(0, end);
    const std::size_t first = part.find_first_not_of(" \t");
    if (first != std::string_view::npos) {
      part = part.substr(first, part.find_last_not_of(" \t") - first + 1);
      parts.emplace_back(part);
    }
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

/// What a number lacks to be a text of a list.
std::string quoted_number(const Value& value) {
  const bool number = value.kind == Value::Kind::kInteger || value.kind == Value::Kind::kNumber;
  return number ? " such as \"" + value.text + "\"" : "";
}

}  // namespace

std::string Record::text(std::string_view key) const {
  const Field* wanted = section_->find(key);
  TWINLINE_EXPECTS(wanted != nullptr, "no such key: " + std::string(key));
  const Value* value = raw(key);
  if (value == nullptr) {
    return "";
  }
  const bool date = wanted->type == FieldType::kDateTime && value->kind == Value::Kind::kDateTime;
  if (!value->is_text() && !date) {
    error(key, wanted->type == FieldType::kDateTime ? "expected a date" : "expected a text");
    return "";
  }
  if (wanted->required && value->text.find_first_not_of(" \t\n") == std::string::npos) {
    error(key, "expected a text that is not empty");
  }
  return value->text;
}

std::vector<Value> Record::texts(std::string_view key) const {
  const Field& wanted = field(key, FieldType::kTexts);
  const Value* value = raw(key);
  std::vector<Value> list;
  if (value == nullptr) {
    return list;
  }
  if (value->is_text()) {
    for (std::string& part : split_cell(value->text)) {
      list.push_back(cell_value(std::move(part), value->at, value->unit));
    }
  } else if (value->kind == Value::Kind::kArray) {
    for (const Value& item : value->items) {
      if (item.is_text()) {
        list.push_back(item);
      } else {
        diagnostics_->error(item.at, label(key) + "expected a text" + quoted_number(item) +
                                         ", received " + received(item));
      }
    }
  } else {
    const std::string example(wanted.example);
    error(key, "expected a list of texts" + (example.empty() ? "" : " such as " + example));
  }
  return list;
}

std::optional<std::size_t> Record::word(std::string_view key) const {
  const Field& wanted = field(key, FieldType::kWord);
  const std::vector<std::string> known = word_list(wanted);
  std::string_view text = wanted.fallback;
  if (const Value* value = raw(key)) {
    if (!value->is_text()) {
      error(key, "expected one of " + std::string(wanted.words));
    } else {
      text = value->text;
    }
  }
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] == text) {
      return i;
    }
  }
  if (raw(key) != nullptr) {
    error(key, "expected one of " + std::string(wanted.words));
  }
  return std::nullopt;
}

std::vector<std::size_t> Record::words(std::string_view key) const {
  const Field& wanted = field(key, FieldType::kWords);
  const std::vector<std::string> known = word_list(wanted);
  std::vector<Value> given;
  if (const Value* value = raw(key)) {
    if (value->kind == Value::Kind::kArray) {
      given = value->items;
    } else if (value->is_text()) {
      for (std::string& part : split_cell(value->text)) {
        given.push_back(cell_value(std::move(part), value->at));
      }
    } else {
      error(key, "expected a list of words");
    }
  } else if (!wanted.fallback.empty()) {
    given.push_back(cell_value(std::string(wanted.fallback), table_->at));
  }
  std::vector<std::size_t> indices;
  for (const Value& item : given) {
    std::size_t index = 0;
    while (index < known.size() && known[index] != item.text) {
      ++index;
    }
    if (!item.is_text() || index == known.size()) {
      diagnostics_->error(item.at, label(key) + "unknown word " +
                                       (item.is_text() ? in_quotes(item.text) : received(item)) +
                                       did_you_mean(item.text, known));
    } else {
      indices.push_back(index);
    }
  }
  return indices;
}

}  // namespace twinline
