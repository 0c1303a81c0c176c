#include "twinline/scenario/build/location_pairs.h"

namespace twinline {

void build_transport(Builder& builder) {
  std::vector<Id> times;
  for (const Record& record : builder.document.children("transport")) {
    times.push_back(record.distribution("time"));
  }
  for (const Id row : rows_by_pair(builder, "transport", false)) {
    builder.plant.transport.push_back(row == kNone ? kNone : times[row]);
  }
}

void build_walks(Builder& builder) {
  std::vector<SimTime> times;
  for (const Record& record : builder.document.children("walk")) {
    times.push_back(record.duration("time"));
  }
  const std::vector<Id> rows = rows_by_pair(builder, "walk", true);
  if (!times.empty()) {
    for (const Id row : rows) builder.plant.walks.push_back(row == kNone ? SimTime() : times[row]);
  }
  Id pool = 0;
  for (const Record& record : builder.document.children("operator")) {
    builder.plant.operator_pools[pool++].location = location_named(builder, record, "location");
  }
}

}  // namespace twinline
