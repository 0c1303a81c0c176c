#include <algorithm>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr long long kMostOfAPart = 1000000;

/// "wheel 5" or "engine".
std::optional<Need> read_need(const Builder& builder, const Record& record, const Value& text) {
  Need need;
  std::string name = text.text;
  const std::size_t gap = name.find_last_of(' ');
  if (gap != std::string::npos && builder.parts.find(name) == kNone) {
    const std::optional<long long> count = parse_integer(name.substr(gap + 1));
    if (!count || *count < 1 || *count > kMostOfAPart) {
      record.error_at(text.at,
                      "needs: expected a part and how many of it, such as \"wheel 5\", "
                      "received " +
                          in_quotes(name));
      return std::nullopt;
    }
    need.count = static_cast<std::uint32_t>(*count);
    name.erase(gap);
  }
  need.part = builder.parts.resolve(record, name, text.at);
  if (need.part == kNone) return std::nullopt;
  if (builder.plant.parts[need.part].ends_in == kNone) {
    record.error_at(text.at, "needs: the part " + in_quotes(name) +
                                 " has no `ends_in`, the store to take it from");
    return std::nullopt;
  }
  return need;
}

void read_made(Builder& builder, const Record& record, Step& step) {
  std::vector<Id>& made = builder.plant.made;
  step.first_made = static_cast<Id>(made.size());
  for (const Value& text : record.texts("makes")) {
    const Id part = builder.parts.resolve(record, text.text, text.at);
    if (part != kNone) made.push_back(part);
  }
  step.n_made = static_cast<std::uint32_t>(made.size()) - step.first_made;
}

/// Does a step of the route before this one make the part?
bool made_before(const Plant& plant, Id id, Id part) {
  const Id route = plant.steps[id].route;
  for (Id s = plant.routes[route].first_step; s < id; ++s) {
    const Step& step = plant.steps[s];
    const auto first = plant.made.begin() + static_cast<std::ptrdiff_t>(step.first_made);
    if (std::find(first, first + step.n_made, part) != first + step.n_made) return true;
  }
  return false;
}

/// A job has one carrier at a time, and brings back what it took.
void check_carrier(const Builder& builder, const Record& record, Id id) {
  const Plant& plant = builder.plant;
  const Step& step = plant.steps[id];
  if (step.takes != kNone && step.station != kNone && plant.stations[step.station].batch.enabled) {
    record.fault("takes", "a batching station takes no carriers");
  }
  if (step.returns == kNone) return;
  Id carrier = kNone;
  for (Id s = plant.routes[step.route].first_step; s <= id; ++s) {
    if (plant.steps[s].takes != kNone) carrier = plant.steps[s].takes;
  }
  if (carrier != step.returns) {
    record.fault("returns", "no step before takes it last");
  }
}

void read_needs(Builder& builder, const Record& record, Id id) {
  Plant& plant = builder.plant;
  Step& step = plant.steps[id];
  step.first_need = static_cast<Id>(plant.needs.size());
  for (const Value& text : record.texts("needs")) {
    std::optional<Need> need = read_need(builder, record, text);
    if (!need) continue;
    need->own = made_before(plant, id, need->part);
    plant.needs.push_back(*need);
  }
  step.n_needs = static_cast<std::uint32_t>(plant.needs.size()) - step.first_need;
  if (step.n_needs > 0 && step.station != kNone && plant.stations[step.station].batch.enabled) {
    record.fault("needs", "a batching station takes no parts in");
  }
  check_carrier(builder, record, id);
}

}  // namespace

void build_assembly(Builder& builder) {
  Plant& plant = builder.plant;
  const std::vector<Record> parts = builder.document.children("part");
  for (Id id = 0; id < plant.parts.size() && id < parts.size(); ++id) {
    plant.parts[id].ends_in = builder.buffers.resolve(parts[id], "ends_in");
    const Id store = plant.parts[id].ends_in;
    if (store == kNone) continue;
    if (plant.buffers[store].lanes > 0) {
      parts[id].fault("ends_in", "a store has no lanes");
    }
    if (plant.buffers[store].blocking == Blocking::kBeforeService) {
      parts[id].fault("ends_in", "a store blocks after service");
    }
  }
  for (Id id = 0; id < plant.stations.size(); ++id) {
    const auto is_store = [&](const Part& part) {
      return part.ends_in == plant.stations[id].buffer;
    };
    if (plant.stations[id].buffer != kNone &&
        std::any_of(plant.parts.begin(), plant.parts.end(), is_store)) {
      builder.station_drafts[id].record.fault("buffer",
                                              "a part `ends_in` it: a store has no queue of a "
                                              "station");
    }
  }
  for (Id id = 0; id < plant.steps.size(); ++id) {
    read_made(builder, builder.step_drafts[id].record, plant.steps[id]);
  }
  for (Id id = 0; id < plant.steps.size(); ++id) {
    read_needs(builder, builder.step_drafts[id].record, id);
  }
}

}  // namespace twinline
