#include "twinline/scenario/text/value.h"

#include <array>
#include <utility>

#include "twinline/scenario/text/quantity.h"

namespace twinline {

namespace {

void append_json_text(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (code < 0x20U) {
      out += "\\u00";
      out += kHex[code >> 4U];
      out += kHex[code & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_scalar(std::string& out, const Value& value) {
  switch (value.kind) {
    case Value::Kind::kInteger:
      out += std::to_string(value.integer);
      break;
    case Value::Kind::kNumber:
      out += number_text(value.number);
      break;
    case Value::Kind::kBoolean:
      out += value.integer != 0 ? "true" : "false";
      break;
    case Value::Kind::kCell:
      if (value.unit.empty()) {
        if (const auto number = parse_number(value.text)) {
          out += number_text(*number);
          break;
        }
        append_json_text(out, value.text);
      } else {
        append_json_text(out, value.text + " " + std::string(value.unit));
      }
      break;
    default:
      append_json_text(out, value.text);
  }
}

void append_json(std::string& out, const Value& value, std::size_t depth) {
  const std::string indent(2 * (depth + 1), ' ');
  const char* separator = "\n";
  if (value.kind == Value::Kind::kTable) {
    out += '{';
    for (const Member& member : value.members) {
      out += separator + indent;
      append_json_text(out, member.key);
      out += ": ";
      append_json(out, member.value, depth + 1);
      separator = ",\n";
    }
    out += value.members.empty() ? "}" : "\n" + std::string(2 * depth, ' ') + "}";
  } else if (value.kind == Value::Kind::kArray) {
    out += '[';
    for (const Value& item : value.items) {
      out += separator + indent;
      append_json(out, item, depth + 1);
      separator = ",\n";
    }
    out += value.items.empty() ? "]" : "\n" + std::string(2 * depth, ' ') + "]";
  } else {
    append_scalar(out, value);
  }
}

}  // namespace

const Member* Value::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) {
      return &member;
    }
  }
  return nullptr;
}

Member* Value::find(std::string_view key) {
  return const_cast<Member*>(std::as_const(*this).find(key));
}

const char* Value::kind_name() const {
  static constexpr std::array<const char*, 8> kNames{
      {"a text", "an integer", "a number", "a boolean", "a date", "a list", "a table", "a text"}};
  return kNames[static_cast<std::size_t>(kind)];
}

Value cell_value(std::string text, Span at, std::string_view unit) {
  Value value;
  value.kind = Value::Kind::kCell;
  value.at = at;
  value.text = std::move(text);
  value.unit = unit;
  return value;
}

Value table_value(Span at) {
  Value value;
  value.kind = Value::Kind::kTable;
  value.at = at;
  return value;
}

std::string to_json(const Value& value) {
  std::string out;
  append_json(out, value, 0);
  return out + "\n";
}

}  // namespace twinline
