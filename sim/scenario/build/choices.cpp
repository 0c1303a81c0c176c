#include <algorithm>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

void build_only(Builder& builder, const Record& record, Step& step) {
  step.first_choice = static_cast<Id>(builder.plant.choices.size());
  for (const Value& text : record.texts("only")) {
    if (const auto choice = read_choice(builder, record, text)) {
      builder.plant.choices.push_back(*choice);
    }
  }
  step.n_choices = static_cast<std::uint32_t>(builder.plant.choices.size()) - step.first_choice;
}

void read_work(Builder& builder, const Record& record, Id id) {
  Plant& plant = builder.plant;
  const Station& station = plant.stations[id];
  OptionWork work;
  work.time = record.distribution("time");
  if (record.has("option")) {
    const Value text = cell_value(record.text("option"), record.at("option"));
    work.of = read_choice(builder, record, text).value_or(Choice{});
  }
  const bool moving = builder.station_drafts[id].record.has("moving_line");
  if (moving) {
    const auto positions = plant.belts[station.belt].capacity;
    if (!record.has("position")) {
      record.error_at(record.at(), "missing key \"position\", of the moving line");
    } else if (record.integer("position") > positions) {
      record.error("position", "expected a position in 1 .. " + std::to_string(positions));
    }
    work.position = static_cast<std::uint32_t>(std::max(record.integer("position"), 1LL) - 1);
  } else if (record.has("position")) {
    record.fault("position", "it belongs to moving lines");
  } else if (station.belt != kNone) {
    record.error_at(record.at(),
                    "the pace of a conveyor or transfer line sets the time of its jobs");
  }
  if (station.batch.enabled) {
    record.error_at(record.at(), "a batching station adds no work for single jobs");
  }
  plant.works.push_back(work);
}

/// The people of a moving line, position by position.
void build_positions(Plant& plant, Id id) {
  Station& station = plant.stations[id];
  if (station.belt == kNone) return;
  const auto first = plant.works.begin() + static_cast<std::ptrdiff_t>(station.first_work);
  std::stable_sort(first, plant.works.end(), [](const OptionWork& a, const OptionWork& b) {
    return a.position < b.position;
  });
  Belt& belt = plant.belts[station.belt];
  belt.first_position = static_cast<Id>(plant.line_positions.size());
  for (Id w = station.first_work; w < plant.works.size(); ++w) {
    const std::uint32_t place = plant.works[w].position;
    const bool fresh = belt.n_positions == 0 || plant.line_positions.back().place != place;
    if (fresh) {
      plant.line_positions.push_back({id, place, w, 0});
      ++belt.n_positions;
    }
    ++plant.line_positions.back().n_works;
  }
  station.n_works = 0;  // they add nothing to the time of the way through
}

}  // namespace

void build_choices(Builder& builder) {
  Plant& plant = builder.plant;
  for (Id id = 0; id < plant.steps.size(); ++id) {
    build_only(builder, builder.step_drafts[id].record, plant.steps[id]);
  }
  for (Id id = 0; id < plant.stations.size(); ++id) {
    Station& station = plant.stations[id];
    const Record& record = builder.station_drafts[id].record;
    station.first_work = static_cast<Id>(plant.works.size());
    for (const Record& work : record.children("work")) {
      read_work(builder, work, id);
    }
    station.n_works = static_cast<std::uint32_t>(plant.works.size()) - station.first_work;
    build_positions(plant, id);
    station.first_watch = static_cast<Id>(plant.watches.size());
    for (const Value& text : record.texts("watch")) {
      const Id option = builder.options.resolve(record, text.text, text.at);
      if (option != kNone) plant.watches.push_back({id, option});
    }
    station.n_watches = static_cast<std::uint32_t>(plant.watches.size()) - station.first_watch;
  }
}

namespace {

std::optional<SequenceRule> read_rule(const Builder& builder, const Record& record,
                                      const Value& text) {
  constexpr std::string_view kKeep = "keep ";
  SequenceRule rule;
  if (text.text == "spacing") {
    rule.kind = SequenceRule::Kind::kSpacing;
  } else if (text.text.rfind(kKeep, 0) == 0) {
    rule.kind = SequenceRule::Kind::kKeep;
    rule.option = builder.options.resolve(record, text.text.substr(kKeep.size()), text.at);
    if (rule.option == kNone) return std::nullopt;
  } else if (text.text != "level") {
    record.error_at(text.at, "sequence: expected spacing, level or keep OPTION, received " +
                                 in_quotes(text.text));
    return std::nullopt;
  }
  return rule;
}

void read_orders(const Builder& builder, const Record& record, Release& release) {
  for (const Record& row : record.children("orders")) {
    const std::vector<std::uint8_t> options = read_options(builder, row);
    const long long n = row.integer("count");
    if (release.orders.size() + static_cast<std::size_t>(n) * options.size() > 200'000'000) {
      record.fault("orders", "expected at most 200 million choices");
      return;
    }
    for (long long i = 0; i < n; ++i) {
      release.orders.insert(release.orders.end(), options.begin(), options.end());
    }
  }
  if (release.orders.empty()) record.fault("orders", "expected at least one order");
}

}  // namespace

void build_sequence(const Builder& builder, const Record& record, Id id, Release& release) {
  const bool listed = record.has("orders") || record.has("csplib");
  for (const char* key : {"orders", "csplib", "sequence"}) {
    // An instance has options of its own, unless it could not be read.
    if (record.has(key) && builder.plant.options.empty() && !record.has("csplib")) {
      record.fault(key, "there is no [[option]]");
      return;
    }
  }
  if (record.has("orders") && record.has("csplib")) {
    record.fault("csplib", "it stands in place of orders");
  }
  if (listed && record.has("file")) {
    record.fault(record.has("orders") ? "orders" : "csplib", "the rows of file have options");
  }
  if (record.has("orders")) read_orders(builder, record, release);
  if (record.has("csplib")) release.orders = builder.csplib[id];
  for (const Value& text : record.texts("sequence")) {
    if (const auto rule = read_rule(builder, record, text)) release.rules.push_back(*rule);
  }
  if (record.has("bank") != record.has("sequence")) {
    record.fault(record.has("bank") ? "bank" : "sequence", "bank and sequence belong together");
  }
  if (record.has("sequence") && record.has("file")) {
    record.fault("sequence", "the jobs of file come in its order");
  }
  if (record.has("bank")) release.bank = static_cast<std::uint32_t>(record.integer("bank"));
}

}  // namespace twinline
