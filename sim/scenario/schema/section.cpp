#include "twinline/scenario/schema/section.h"

namespace twinline {

Field Field::or_else(std::string_view text) const {
  Field changed = *this;
  changed.fallback = text;
  return changed;
}

Field Field::between(double lowest, double highest) const {
  Field changed = *this;
  changed.low = lowest;
  changed.high = highest;
  return changed;
}

Field Field::at_least(double lowest) const {
  Field changed = *this;
  changed.low = lowest;
  return changed;
}

Field Field::at_most(double highest) const {
  Field changed = *this;
  changed.high = highest;
  return changed;
}

Field Field::above(double bound) const {
  Field changed = *this;
  changed.low = bound;
  changed.low_excluded = true;
  return changed;
}

Field Field::such_as(std::string_view text) const {
  Field changed = *this;
  changed.example = text;
  return changed;
}

Field Field::needed() const {
  Field changed = *this;
  changed.required = true;
  return changed;
}

Field Field::or_from_file() const {
  Field changed = *this;
  changed.or_file = true;
  return changed;
}

Field field(std::string_view key, FieldType type, std::string_view doc) {
  Field result;
  result.key = key;
  result.type = type;
  result.doc = doc;
  return result;
}

Field word(std::string_view key, std::string_view words, std::string_view doc) {
  Field result = field(key, FieldType::kWord, doc);
  result.words = words;
  return result;
}

Field words(std::string_view key, std::string_view words, std::string_view doc) {
  Field result = field(key, FieldType::kWords, doc);
  result.words = words;
  return result;
}

Field table(std::string_view key, const Section& section, std::string_view doc) {
  Field result = field(key, FieldType::kTable, doc);
  result.section = &section;
  return result;
}

Field tables(std::string_view key, const Section& section, std::string_view doc) {
  Field result = field(key, FieldType::kTables, doc);
  result.section = &section;
  return result;
}

const Field* Section::find(std::string_view key) const {
  for (const Field& candidate : fields) {
    if (candidate.key == key) {
      return &candidate;
    }
  }
  return nullptr;
}

std::vector<std::string> Section::keys() const {
  std::vector<std::string> names;
  for (const Field& candidate : fields) {
    names.emplace_back(candidate.key);
  }
  return names;
}

std::vector<std::string> word_list(const Field& field) {
  std::vector<std::string> list;
  std::string_view rest = field.words;
  while (!rest.empty()) {
    const std::size_t end = rest.find('|');
    list.emplace_back(rest.substr(0, end));
    rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
  }
  return list;
}

}  // namespace twinline
