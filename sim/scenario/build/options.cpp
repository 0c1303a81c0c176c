#include <algorithm>
#include <cmath>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/build/csplib.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

/// Shares summed up; the last is 1 whatever was rounded.
std::vector<double> summed(const std::vector<double>& weights) {
  double all = 0;
  for (const double weight : weights) all += weight;
  std::vector<double> up_to;
  double sum = 0;
  for (const double weight : weights) up_to.push_back((sum += weight) / all);
  up_to.back() = 1;
  return up_to;
}

void read_values(const Record& record, Option& option) {
  std::vector<double> weights;
  for (const Member& member : record.raw("values")->members) {
    const std::optional<double> weight =
        record.quantity_of(member.value, "values." + member.key, Dimension::kNumber);
    if (weight && *weight <= 0) {
      record.error_at(
          member.value.at,
          "values." + member.key + ": expected a number > 0, received " + received(member.value));
    }
    option.values.push_back(member.key);
    weights.push_back(weight.value_or(1));
  }
  if (weights.size() < 2 || weights.size() > kMostChoices) {
    record.fault("values", "expected 2 to " + std::to_string(kMostChoices) + " values, received " +
                               std::to_string(weights.size()));
    weights.resize(2, 1);
    option.values.resize(2);
  }
  option.up_to = summed(weights);
}

void read_spacing(const Record& record, Option& option) {
  if (record.has("at_most") != record.has("in")) {
    record.error_at(record.at(), "expected both at_most and in, or neither");
    return;
  }
  if (!record.has("in")) return;
  option.at_most = static_cast<std::uint32_t>(record.integer("at_most"));
  option.in = static_cast<std::uint32_t>(record.integer("in"));
  if (option.at_most >= option.in) {
    record.error("at_most", "expected less than in = " + std::to_string(option.in));
  }
}

Option read_option(const Record& record) {
  Option option;
  option.name = record.text("name");
  if (record.has("share") == record.has("values")) {
    record.error_at(record.at(),
                    std::string("expected exactly one of share and values, received ") +
                        (record.has("share") ? "both" : "none"));
  }
  if (option.name.find_first_of("=| ") != std::string::npos) {
    record.error("name", "expected a name without blanks, = and |");
  }
  if (record.has("values")) {
    read_values(record, option);
  } else {
    const double share = record.number("share");
    option.values = {"no", "yes"};
    option.up_to = {1 - share, 1};
  }
  read_spacing(record, option);
  return option;
}

/// The options of the instances that releases name.
void read_instances(Builder& builder) {
  for (const Record& record : builder.document.children("release")) {
    builder.csplib.emplace_back();
    if (!record.has("csplib")) continue;
    const Span at = record.at("csplib");
    const std::optional<std::uint32_t> source = builder.files.read(record.text("csplib"), at);
    if (!source) continue;
    const std::optional<CarSequence> cars = read_csplib(*source, builder.diagnostics);
    if (!cars) continue;
    const std::size_t before = builder.plant.options.size();
    if (builder.options.find("option_1") != kNone) {
      record.fault("csplib", "expected one instance in a scenario: there is an option_1 already");
      continue;
    }
    for (const Option& option : cars->options) {
      builder.options.add(record, "csplib", option.name,
                          static_cast<Id>(builder.plant.options.size()));
      builder.plant.options.push_back(option);
    }
    for (const std::vector<std::uint8_t>& car : cars->cars) {
      ListedOrders& rows = builder.csplib.back();
      rows.insert(rows.end(), before, kDrawn);
      rows.insert(rows.end(), car.begin(), car.end());
    }
  }
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

}  // namespace

void build_options(Builder& builder) {
  for (const Record& record : builder.document.children("option")) {
    Option option = read_option(record);
    builder.options.add(record, "name", option.name, static_cast<Id>(builder.plant.options.size()));
    builder.plant.options.push_back(std::move(option));
  }
  read_instances(builder);
  if (builder.plant.options.size() > kMostChoices) {
    builder.document.error_at(builder.document.at(), "expected at most 255 options");
  }
}

std::optional<Choice> read_choice(const Builder& builder, const Record& record, const Value& text) {
  const std::size_t equals = text.text.find('=');
  const Id id = builder.options.resolve(record, text.text.substr(0, equals), text.at);
  if (id == kNone) return std::nullopt;
  const std::vector<std::string>& values = builder.plant.options[id].values;
  const bool with_or_without = values == std::vector<std::string>{"no", "yes"};
  if (equals == std::string::npos) {
    if (with_or_without) return Choice{id, 1};
    record.error_at(text.at, "expected a value of the option, such as \"" + text.text + "=" +
                                 values.front() + "\", received " + in_quotes(text.text));
    return std::nullopt;
  }
  const std::string value = text.text.substr(equals + 1);
  const auto found = std::find(values.begin(), values.end(), value);
  if (found == values.end()) {
    record.error_at(text.at, "unknown value " + in_quotes(value) + " of the option " +
                                 in_quotes(builder.plant.options[id].name) + ": expected one of " +
                                 joined(values));
    return std::nullopt;
  }
  return Choice{id, static_cast<std::uint8_t>(found - values.begin())};
}

std::vector<std::uint8_t> read_options(const Builder& builder, const Record& record) {
  std::vector<std::uint8_t> row(builder.plant.options.size(), kDrawn);
  for (const Value& text : record.texts("options")) {
    const std::optional<Choice> choice = read_choice(builder, record, text);
    if (!choice) continue;
    if (row[choice->option] != kDrawn) {
      record.error_at(text.at, "options: the option " +
                                   in_quotes(builder.plant.options[choice->option].name) +
                                   " stands here twice");
    }
    row[choice->option] = choice->value;
  }
  return row;
}

}  // namespace twinline
