#include <array>
#include <map>
#include <string>
#include <utility>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr Id kAny = kNone - 1;

/// The location that a key names: kAny for "*", kNone (and a report) where it is unknown.
Id location(const Builder& builder, const Record& record, const char* key) {
  const std::string name = record.text(key);
  if (name == "*") {
    return kAny;
  }
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

}  // namespace

void build_transport(Builder& builder) {
  Plant& plant = builder.plant;
  const std::size_t n = plant.locations.size();
  plant.transport.assign(n * n, kNone);
  std::map<std::pair<Id, Id>, std::pair<Id, Span>> times;
  for (const Record& record : builder.document.children("transport")) {
    const Id from = location(builder, record, "from");
    const Id to = location(builder, record, "to");
    const Id time = record.distribution("time");
    if (from == kNone || to == kNone) {
      continue;
    }
    const auto [entry, fresh] = times.emplace(std::pair(from, to), std::pair(time, record.at()));
    if (!fresh) {
      record.duplicate(record.at(), "this pair", entry->second.second);
    }
  }
  if (times.empty()) {
    return;
  }
  for (Id from = 0; from < n; ++from) {
    for (Id to = 0; to < n; ++to) {
      const std::array<std::pair<Id, Id>, 4> by_rank{
          {{from, to}, {from, kAny}, {kAny, to}, {kAny, kAny}}};
      for (const auto& pair : by_rank) {
        const auto found = times.find(pair);
        if (found != times.end()) {
          plant.transport[from * n + to] = found->second.first;
          break;
        }
      }
    }
  }
}

}  // namespace twinline
