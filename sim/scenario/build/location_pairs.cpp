#include "twinline/scenario/build/location_pairs.h"

#include <array>
#include <map>
#include <string>
#include <utility>

#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr Id kAny = kNone - 1;

/// One end of a pair: kAny for "*".
Id end_of_pair(const Builder& builder, const Record& record, const char* key) {
  return record.text(key) == "*" ? kAny : location_named(builder, record, key);
}

}  // namespace

Id location_named(const Builder& builder, const Record& record, const char* key) {
  const std::string name = record.text(key);
  const std::vector<std::string>& known = builder.plant.locations;
  for (Id id = 0; id < known.size(); ++id) {
    if (known[id] == name) {
      return id;
    }
  }
  if (!name.empty()) {
    record.fault(key, "no station is at location " + in_quotes(name) + did_you_mean(name, known));
  }
  return kNone;
}

std::vector<Id> rows_by_pair(const Builder& builder, const char* table, bool elsewhere) {
  const std::size_t n = builder.plant.locations.size();
  std::map<std::pair<Id, Id>, std::pair<Id, Span>> rows;
  const std::vector<Record> records = builder.document.children(table);
  for (Id row = 0; row < records.size(); ++row) {
    const Record& record = records[row];
    const Id from = end_of_pair(builder, record, "from");
    const Id to = end_of_pair(builder, record, "to");
    if (from == kNone || to == kNone) {
      continue;
    }
    const auto [entry, fresh] = rows.emplace(std::pair(from, to), std::pair(row, record.at()));
    if (!fresh) {
      record.duplicate(record.at(), "this pair", entry->second.second);
    }
  }
  std::vector<Id> result(n * n, kNone);
  if (rows.empty()) {
    return result;
  }
  for (Id from = 0; from < n; ++from) {
    for (Id to = 0; to < n; ++to) {
      const std::array<std::pair<Id, Id>, 4> by_rank{
          {{from, to}, {from, kAny}, {kAny, to}, {kAny, kAny}}};
      const std::size_t n_ranks = elsewhere && from == to ? 1 : by_rank.size();
      for (std::size_t rank = 0; rank < n_ranks; ++rank) {
        const auto found = rows.find(by_rank[rank]);
        if (found != rows.end()) {
          result[from * n + to] = found->second.first;
          break;
        }
      }
    }
  }
  return result;
}

}  // namespace twinline
