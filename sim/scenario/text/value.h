#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "twinline/scenario/text/source_text.h"

namespace twinline {

struct Member;

/// A value of a scenario with its place: what TOML files, rows of CSV tables and overrides of the
/// command line have in common.
struct Value {
  enum class Kind : std::uint8_t {
    kText,      ///< a TOML string
    kInteger,   ///< a TOML integer
    kNumber,    ///< a TOML float
    kBoolean,   ///< a TOML boolean, in `integer`
    kDateTime,  ///< a TOML date, time or both, as written
    kArray,
    kTable,
    kCell,  ///< raw text of a table's cell or of an override: its type is that of its key
  };

  Kind kind = Kind::kText;
  Span at;
  std::string text;       ///< kText: the content; other scalars: as written
  std::string_view unit;  ///< kCell: the unit in the column's heading; it must outlive the value
  double number = 0;
  long long integer = 0;
  std::vector<Value> items;     ///< kArray
  std::vector<Member> members;  ///< kTable, in the order of the file

  const Member* find(std::string_view key) const;
  Member* find(std::string_view key);
  /// Is it text, of TOML or of a cell?
  bool is_text() const { return kind == Kind::kText || kind == Kind::kCell; }
  /// "a number", "a table", ... for messages.
  const char* kind_name() const;
};

/// A key and its value in a table.
struct Member {
  std::string key;
  Span key_at;
  Value value;
};

/// A cell's value. @param unit must outlive the value.
Value cell_value(std::string text, Span at, std::string_view unit = {});
Value table_value(Span at);

/// The value as JSON with two blanks of indentation a level. Cells are written as text, or as
/// numbers where they are numbers without a unit.
std::string to_json(const Value& value);

}  // namespace twinline
