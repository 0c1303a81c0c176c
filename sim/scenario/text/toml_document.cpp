#include "twinline/scenario/text/toml_document.h"

#include <algorithm>

#include <toml++/toml.h>

namespace twinline {

namespace {

class TomlConverter {
 public:
  TomlConverter(const SourceText& source, std::uint32_t index) : source_(source), index_(index) {}

  Value convert(const toml::node& node) const {
    Value value;
    value.at = span(node.source());
    if (const toml::table* table = node.as_table()) {
      value.kind = Value::Kind::kTable;
      for (const auto& [key, item] : *table) {
        value.members.push_back({std::string(key.str()), span(key.source()), convert(item)});
      }
      // toml++ sorts by key; people read from top to bottom.
      std::stable_sort(
          value.members.begin(), value.members.end(),
          [](const Member& a, const Member& b) { return a.key_at.begin < b.key_at.begin; });
    } else if (const toml::array* array = node.as_array()) {
      value.kind = Value::Kind::kArray;
      for (const toml::node& item : *array) {
        value.items.push_back(convert(item));
      }
    } else {
      convert_scalar(node, value);
    }
    return value;
  }

  Span at(const toml::source_region& region) const { return span(region); }

 private:
  Span span(const toml::source_region& region) const {
    const std::size_t begin = source_.offset({region.begin.line, region.begin.column});
    std::size_t end = source_.offset({region.end.line, region.end.column});
    end = std::max(begin, region.end.line == 0 ? begin : end);
    return {index_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
  }

  void convert_scalar(const toml::node& node, Value& value) const {
    value.text = std::string(source_.text().substr(value.at.begin, value.at.length));
    if (const auto* text = node.as_string()) {
      value.kind = Value::Kind::kText;
      value.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
      value.kind = Value::Kind::kInteger;
      value.integer = integer->get();
    } else if (const auto* number = node.as_floating_point()) {
      value.kind = Value::Kind::kNumber;
      value.number = number->get();
    } else if (const auto* boolean = node.as_boolean()) {
      value.kind = Value::Kind::kBoolean;
      value.integer = boolean->get() ? 1 : 0;
    } else {
      value.kind = Value::Kind::kDateTime;
    }
  }

  const SourceText& source_;
  std::uint32_t index_;
};

std::optional<Value> parse(std::string_view toml, const SourceText& source, std::uint32_t index,
                           Diagnostics& diagnostics) {
  const TomlConverter converter(source, index);
  try {
    const toml::table document = toml::parse(toml);
    return converter.convert(document);
  } catch (const toml::parse_error& error) {
    diagnostics.error(converter.at(error.source()), std::string(error.description()));
  }
  return std::nullopt;
}

}  // namespace

Value read_toml(const Sources& sources, std::uint32_t source, Diagnostics& diagnostics) {
  const SourceText& text = sources[source];
  return parse(text.text(), text, source, diagnostics).value_or(table_value({source, 0, 0}));
}

std::optional<Value> read_toml_value(const Sources& sources, std::uint32_t source,
                                     std::size_t begin, Diagnostics& diagnostics) {
  // A key of as many characters as stand before the value, so that the columns are those of the
  // source.
  const SourceText& text = sources[source];
  std::string toml(text.position(begin).column - 2, 'k');
  toml.append("=").append(text.text().substr(begin));
  std::optional<Value> table = parse(toml, text, source, diagnostics);
  if (!table || table->members.size() != 1) {
    return std::nullopt;
  }
  return std::move(table->members.front().value);
}

}  // namespace twinline
