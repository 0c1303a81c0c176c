#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "twinline/plant/model/ids.h"
#include "twinline/scenario/build/record.h"

namespace twinline {

/// The names of one kind of thing and their indices.
class Names {
 public:
  /// @param what the word for one of them in messages: "station"
  explicit Names(std::string what) : what_(std::move(what)) {}

  /// Adds a name; a second one of the same text is reported at the record's key.
  void add(const Record& record, std::string_view key, const std::string& name, Id id);
  /// Index of a name; kNone where it is unknown.
  Id find(const std::string& name) const;
  /// Index of the name that the record's key holds; reports an unknown one and gives kNone, also
  /// for an absent key.
  Id resolve(const Record& record, std::string_view key) const;
  /// The same for a text that stands elsewhere.
  Id resolve(const Record& record, const std::string& name, Span at) const;
  bool empty() const { return ids_.empty(); }

 private:
  std::string unknown(const std::string& name) const;

  struct Entry {
    Id id = kNone;
    Span at;
  };
  std::string what_;
  std::unordered_map<std::string, Entry> ids_;
  std::vector<std::string> names_;
};

}  // namespace twinline
