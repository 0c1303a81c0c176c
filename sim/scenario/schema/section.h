#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace twinline {

/// What a key holds.
enum class FieldType : std::uint8_t {
  kText,
  kWord,   ///< one of a few fixed words
  kWords,  ///< a list of them; in a table's cell separated by |
  kTexts,  ///< a list of texts; in a table's cell separated by |
  kInteger,
  kNumber,
  kBoolean,
  kDuration,
  kDistribution,  ///< of durations, or of bare numbers where the text of the key says so
  kDateTime,
  kTable,     ///< one table of `section`
  kTables,    ///< a list of tables of `section`
  kCounts,    ///< a whole number, or a table of them by name
  kNamed,     ///< a table of texts and numbers by names that the schema does not know
  kQuantity,  ///< a number with a unit that depends on other keys
  kValue,     ///< a number or a text
  kValues,    ///< a list of numbers and texts
};

struct Section;

/// One key of the scenario language. Drives the checks and the reference alike.
struct Field {
  std::string_view key;
  FieldType type = FieldType::kText;
  std::string_view doc;
  std::string_view fallback;  ///< default as one would write it; "" = none
  std::string_view example;
  std::string_view words;  ///< kWord, kWords: "a|b|c", in the order of the model's enumerators
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_excluded = false;
  bool required = false;
  bool or_file =
      false;  ///< a CSV table of `section` may stand for the list (kTexts: its first column)
  const Section* section = nullptr;

  Field or_else(std::string_view text) const;
  Field between(double lowest, double highest) const;
  Field at_least(double lowest) const;
  Field at_most(double highest) const;
  Field above(double bound) const;
  Field such_as(std::string_view text) const;
  Field needed() const;
  Field or_from_file() const;
};

Field field(std::string_view key, FieldType type, std::string_view doc);
Field word(std::string_view key, std::string_view words, std::string_view doc);
Field words(std::string_view key, std::string_view words, std::string_view doc);
Field table(std::string_view key, const Section& section, std::string_view doc);
Field tables(std::string_view key, const Section& section, std::string_view doc);

/// A kind of table: its keys, and the key by which people name it.
struct Section {
  std::string_view name;     ///< the word in messages: station "litho"
  std::string_view heading;  ///< as in the reference: "[[station]]"
  std::string_view doc;
  std::string_view name_key;  ///< "" where such a table has no name
  std::vector<Field> fields;
  std::string_view name_otherwise =
      "";  ///< the key whose value is the name where name_key is absent

  const Field* find(std::string_view key) const;
  std::vector<std::string> keys() const;
};

/// The words of a field in their order.
std::vector<std::string> word_list(const Field& field);

}  // namespace twinline
