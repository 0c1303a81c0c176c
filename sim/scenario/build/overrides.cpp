#include "twinline/scenario/build/overrides.h"

#include <optional>
#include <string_view>

#include "twinline/scenario/build/structure.h"
#include "twinline/scenario/schema/schema.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"
#include "twinline/scenario/text/toml_document.h"

namespace twinline {

namespace {

/// One step of a path and where it stands in the option.
struct Segment {
  std::string text;
  Span at;
};

class Override {
 public:
  Override(std::uint32_t source, Sources& sources, FileSet& files, Diagnostics& diagnostics)
      : source_(source), sources_(sources), files_(files), diagnostics_(diagnostics) {}

  void apply(Value& document) {
    const std::string_view text = sources_[source_].text();
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      diagnostics_.error({source_, 0, static_cast<std::uint32_t>(text.size())},
                         "expected path=value, such as scenario.seed=7");
      return;
    }
    split_path(text.substr(0, equals));
    std::optional<Value> value = read_value(text, equals + 1);
    if (value) {
      set(document_section(), document, 0, std::move(*value));
    }
  }

 private:
  void split_path(std::string_view path) {
    std::size_t begin = 0;
    while (begin <= path.size()) {
      const std::size_t end = std::min(path.find('.', begin), path.size());
      segments_.push_back(
          {std::string(path.substr(begin, end - begin)),
           {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)}});
      begin = end + 1;
    }
  }

  std::optional<Value> read_value(std::string_view text, std::size_t begin) {
    const Span at{source_, static_cast<std::uint32_t>(begin),
                  static_cast<std::uint32_t>(text.size() - begin)};
    const std::string_view value = text.substr(begin);
    if (!value.empty() && std::string_view("[{\"'").find(value.front()) != std::string_view::npos) {
      return read_toml_value(sources_, source_, begin, diagnostics_);
    }
    return cell_value(std::string(value), at);
  }

  void unknown(const Segment& segment, const std::string& what,
               const std::vector<std::string>& known) {
    diagnostics_.error(segment.at, what + did_you_mean(segment.text, known));
  }

  /// A key of the section; at the top level also the plural of a list's name.
  const Field* find_field(const Section& section, std::size_t depth) const {
    const std::string& key = segments_[depth].text;
    const bool goes_on = depth + 1 < segments_.size();
    if (depth == 0 && goes_on && !key.empty() && key.back() == 's') {
      if (const Field* singular = section.find(std::string_view(key).substr(0, key.size() - 1))) {
        return singular;
      }
    }
    return section.find(key);
  }

  void set(const Section& section, Value& table, std::size_t depth, Value value) {
    const Segment& segment = segments_[depth];
    const Field* field = find_field(section, depth);
    if (field == nullptr) {
      unknown(segment, "unknown key " + in_quotes(segment.text), section.keys());
      return;
    }
    Member* member = table.find(field->key);
    const bool last = depth + 1 == segments_.size();
    if (member == nullptr) {
      if (!last && field->type == FieldType::kTables) {
        diagnostics_.error(segment.at, "the scenario has no " + in_quotes(field->key));
        return;
      }
      table.members.push_back({std::string(field->key), segment.at, table_value(segment.at)});
      member = &table.members.back();
    }
    if (last) {
      expand_field(*field, value, files_, diagnostics_);
      member->value = std::move(value);
    } else if (field->type == FieldType::kTable) {
      make_table(member->value);
      set(*field->section, member->value, depth + 1, std::move(value));
    } else if (field->type == FieldType::kCounts || field->type == FieldType::kNamed) {
      set_count(member->value, depth + 1, std::move(value));
    } else if (field->type == FieldType::kTables) {
      set_in_list(*field, member->value, depth + 1, std::move(value));
    } else {
      diagnostics_.error(segments_[depth + 1].at,
                         in_quotes(field->key) + " has no keys of its own");
    }
  }

  static void make_table(Value& value) {
    if (value.kind != Value::Kind::kTable) {
      value = table_value(value.at);
    }
  }

  void set_count(Value& table, std::size_t depth, Value value) {
    make_table(table);
    Member* member = table.find(segments_[depth].text);
    if (depth + 1 != segments_.size()) {
      diagnostics_.error(segments_[depth + 1].at, "expected the end of the path here");
    } else if (member != nullptr) {
      member->value = std::move(value);
    } else {
      table.members.push_back({segments_[depth].text, segments_[depth].at, std::move(value)});
    }
  }

  static const Member* name_of(const Section& section, Value& item) {
    const Member* name = section.name_key.empty() ? nullptr : item.find(section.name_key);
    if (name != nullptr || section.name_otherwise.empty()) return name;
    return item.find(section.name_otherwise);
  }

  void set_in_list(const Field& field, Value& list, std::size_t depth, Value value) {
    const Segment& segment = segments_[depth];
    const Section& section = *field.section;
    if (depth + 1 == segments_.size()) {
      diagnostics_.error(segment.at, "expected a key of " + std::string(section.name) + " " +
                                         in_quotes(segment.text) + " after it");
      return;
    }
    std::vector<std::string> names;
    for (Value& item : list.items) {
      const Member* const name = name_of(section, item);
      if (name != nullptr && name->value.text == segment.text) {
        set(section, item, depth + 1, std::move(value));
        return;
      }
      if (name != nullptr) {
        names.push_back(name->value.text);
      }
    }
    const auto number = parse_integer(segment.text);
    if (number && *number >= 1 && static_cast<std::size_t>(*number) <= list.items.size()) {
      set(section, list.items[static_cast<std::size_t>(*number) - 1], depth + 1, std::move(value));
      return;
    }
    unknown(segment, "unknown " + std::string(section.name) + " " + in_quotes(segment.text), names);
  }

  std::uint32_t source_;
  Sources& sources_;
  FileSet& files_;
  Diagnostics& diagnostics_;
  std::vector<Segment> segments_;
};

}  // namespace

void apply_overrides(const std::vector<std::string>& overrides, Value& document, Sources& sources,
                     FileSet& files, Diagnostics& diagnostics) {
  for (const std::string& text : overrides) {
    if (text.size() > Sources::kMaxBytes) {
      diagnostics.error({}, "an override is longer than 256 MiB");
      continue;
    }
    const std::uint32_t source = sources.add("--set " + text, text);
    Override(source, sources, files, diagnostics).apply(document);
  }
}

}  // namespace twinline
