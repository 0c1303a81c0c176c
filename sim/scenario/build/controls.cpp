#include <algorithm>
#include <limits>

#include "twinline/scenario/build/inspected_steps.h"
#include "twinline/scenario/build/model_inputs.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr std::string_view kStation = "station.";
constexpr std::string_view kPace = ".pace";
constexpr double kLeastPace = 0.01;
constexpr double kMostPace = 100;

std::string control_name(const Record& record) {
  return record.text(record.has("name") ? "name" : "adjust");
}

/// What `adjust` names: an input of a use, or the pace of a belt.
struct Adjusted {
  Id use = kNone;
  std::size_t input = 0;
  Id belt = kNone;

  bool found() const { return use != kNone || belt != kNone; }
};

Adjusted find_belt(const Builder& builder, const Record& record) {
  std::string name = record.text("adjust");
  name = name.substr(kStation.size(), name.size() - kStation.size() - kPace.size());
  const Id station = builder.stations.resolve(record, name, record.at("adjust"));
  if (station == kNone) return {};
  Adjusted adjusted;
  adjusted.belt = builder.plant.stations[station].belt;
  if (adjusted.belt == kNone) {
    record.error("adjust", "only a conveyor, moving_line or transfer_line has a pace");
  }
  return adjusted;
}

Adjusted find_adjusted(const Builder& builder, const Record& record) {
  if (adjusts_pace(record)) return find_belt(builder, record);
  const std::string text = record.text("adjust");
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) {
    record.error("adjust", "expected PHYSICS.INPUT or station.NAME.pace");
    return {};
  }
  const Id use = builder.model_uses.resolve(record, text.substr(0, dot), record.at("adjust"));
  if (use == kNone) return {};
  const std::vector<std::string>& names = builder.use_drafts[use].inputs;
  const std::string name = text.substr(dot + 1);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    record.error("adjust", "the model has no " + in_quotes(name) + did_you_mean(name, names));
    return {};
  }
  return {use, static_cast<std::size_t>(found - names.begin()), kNone};
}

/// "nm" over "s" is "nm/s", over "mJ/cm^2" "nm/(mJ/cm^2)", over a pure number "nm".
std::string unit_over(const std::string& from, const std::string& setting) {
  if (setting == "1") return from;
  const bool single = setting.find_first_of(" */") == std::string::npos;
  return from + "/" + (single ? setting : "(" + setting + ")");
}

/// "-2 nm/s" in SI, for the unit of `from` over that of the setting.
double read_slope(const Record& record, const Measure& from, const Measure& setting) {
  Unit unit;
  for (std::size_t i = 0; i < unit.powers.size(); ++i) {
    unit.powers[i] = from.unit.powers[i] - setting.unit.powers[i];
  }
  const Measure measure{unit, unit_over(from.text, setting.text)};
  const Value* const value = record.raw("slope");
  const double slope =
      value == nullptr ? 0
                       : record.quantity_of(*value, "slope", measure.dimension(), true).value_or(1);
  if (value != nullptr && slope == 0) record.error("slope", "expected a number other than 0");
  return slope;
}

void read_settings(const Builder& builder, const Record& record, const Measure& setting,
                   Control& control) {
  const Measure& from = builder.characteristic_measures[control.from];
  constexpr double kNoBound = std::numeric_limits<double>::infinity();
  control.target = record.quantity("target", from.dimension()).value_or(0);
  control.slope = read_slope(record, from, setting);
  control.start = record.quantity("start", setting.dimension()).value_or(0);
  control.low = record.quantity("low", setting.dimension()).value_or(-kNoBound);
  control.high = record.quantity("high", setting.dimension()).value_or(kNoBound);
  if (control.low > control.high) {
    record.error("high", "expected at least low = " + record.raw("low")->text);
  } else if (control.start < control.low) {
    record.error("start", "expected at least low = " + record.raw("low")->text);
  } else if (control.start > control.high) {
    record.error("start", "expected at most high = " + record.raw("high")->text);
  }
}

/// A pace keeps the belt going, and its times countable.
void check_pace(const Record& record, const Control& control) {
  for (const char* key : {"low", "high"}) {
    if (!record.has(key)) {
      record.error_at(record.at(), "missing key " + in_quotes(key) +
                                       ": a conveyor or line needs a least and a greatest pace");
      continue;
    }
    const double pace = key == std::string_view("low") ? control.low : control.high;
    if (pace < kLeastPace || pace > kMostPace) record.error(key, "expected a pace of 0.01 .. 100");
  }
}

/// What has a state of its own.
void read_states(const Record& record, const Adjusted& adjusted, Control& control) {
  const std::vector<std::size_t> per = record.words("per");
  const auto names = [&](std::size_t word) {
    return std::find(per.begin(), per.end(), word) != per.end();
  };
  if (adjusted.belt != kNone) {
    if (names(1)) record.fault("per", "jobs of all parts share the pace of a conveyor or line");
    control.per_machine = control.per_part = false;
    return;
  }
  const bool both = !record.has("per");
  control.per_machine = both || names(0);
  control.per_part = both || names(1);
}

Control read_control(Builder& builder, const Record& record, const Adjusted& adjusted) {
  Control control;
  control.name = control_name(record);
  control.kind = static_cast<ControlKind>(record.word("kind").value_or(0));
  control.from = characteristic_of(builder, record, "from");
  control.gain = record.number("gain");
  control.gain_instead = record.has("gain_instead") ? record.number("gain_instead") : control.gain;
  if (control.kind == ControlKind::kDoubleEwma) {
    control.trend_gain = record.number("trend_gain");
  } else if (record.has("trend_gain")) {
    record.fault("trend_gain", "it belongs to double_ewma only");
  }
  read_states(record, adjusted, control);
  if (control.from == kNone || !adjusted.found()) return control;
  if (adjusted.belt != kNone) {
    read_settings(builder, record, {{}, "1"}, control);
    check_pace(record, control);
  } else {
    const Measure& setting = builder.use_drafts[adjusted.use].measures[adjusted.input];
    read_settings(builder, record, setting, control);
  }
  return control;
}

void connect_belt(Builder& builder, const Record& record, Id belt, Id control) {
  Id& paced_by = builder.plant.belts[belt].pace_control;
  if (paced_by != kNone) record.error("adjust", "another controller adjusts this pace already");
  paced_by = control;
}

/// What is adjusted takes the controller's setting from now on.
void connect(Builder& builder, const Record& record, const Adjusted& adjusted, Id control) {
  if (adjusted.belt != kNone) return connect_belt(builder, record, adjusted.belt, control);
  ModelUse& use = builder.plant.outcomes.evaluations[adjusted.use];
  InputSource& source = use.inputs[adjusted.input];
  if (source.kind == SourceKind::kCaptured &&
      use.captures[source.number].kind == CaptureKind::kControl) {
    record.error("adjust", "another controller adjusts this input already");
    return;
  }
  source = InputSource{};
  source.kind = SourceKind::kCaptured;
  source.number = static_cast<std::uint32_t>(use.captures.size());
  use.captures.push_back({CaptureKind::kControl, control, 0});
}

}  // namespace

bool adjusts_pace(const Record& control) {
  const std::string text = control.text("adjust");
  const std::size_t least = kStation.size() + kPace.size();
  return text.size() > least && text.compare(0, kStation.size(), kStation) == 0 &&
         text.compare(text.size() - kPace.size(), kPace.size(), kPace) == 0;
}

void name_controls(Builder& builder) {
  Id id = 0;
  for (const Record& record : builder.document.children("control")) {
    builder.controls.add(record, record.has("name") ? "name" : "adjust", control_name(record),
                         id++);
  }
}

void build_controls(Builder& builder) {
  Plant& plant = builder.plant;
  for (const Record& record : builder.document.children("control")) {
    const Adjusted adjusted = find_adjusted(builder, record);
    Control control = read_control(builder, record, adjusted);
    control.used = add_hidden_characteristic(builder, "setting", false, 2);
    control.first_state = plant.outcomes.n_control_states;
    plant.outcomes.n_control_states +=
        static_cast<std::uint32_t>((control.per_machine ? plant.machines.size() : 1) *
                                   (control.per_part ? plant.parts.size() : 1));
    const auto id = static_cast<Id>(plant.outcomes.controls.size());
    if (adjusted.found()) connect(builder, record, adjusted, id);
    for (const Id step : steps_after(builder, record)) {
      inspection_of(plant, step).controls.push_back(id);
    }
    plant.outcomes.controls.push_back(std::move(control));
  }
}

}  // namespace twinline
