#include "twinline/scenario/build/model_inputs.h"

#include <array>
#include <limits>

#include "twinline/scenario/build/inspected_steps.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

struct NamedCapture {
  const char* name;
  CaptureKind kind;
  bool of_task;  ///< known once a task begins; the others while a job waits
};
constexpr std::array<NamedCapture, 9> kCaptures{
    {{"task.process_time", CaptureKind::kProcessTime, true},
     {"job.waiting_time_h", CaptureKind::kWaitingTime, false},
     {"job.slack_h", CaptureKind::kSlack, false},
     {"job.remaining_work_h", CaptureKind::kRemainingWork, false},
     {"job.work_h", CaptureKind::kWork, false},
     {"job.setup_needed", CaptureKind::kSetupNeeded, false},
     {"job.priority", CaptureKind::kPriority, false},
     {"job.pieces", CaptureKind::kPieces, false},
     {"station.queue_length", CaptureKind::kQueueLength, false}}};

bool is_name(const std::string& text) {
  const char first = text.empty() ? '0' : text[0];
  const bool letter =
      (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_';
  return letter && text.find('(') == std::string::npos;
}

void add_capture(ModelUse& use, const Capture& capture) {
  InputSource source;
  source.kind = SourceKind::kCaptured;
  source.number = static_cast<std::uint32_t>(use.captures.size());
  use.captures.push_back(capture);
  use.inputs.push_back(source);
}

bool fits(const Record& record, const Value& value, const std::string& subject,
          const Measure* wanted, const Measure& has) {
  if (wanted == nullptr) return true;
  if (wanted->unit.factor != 1 || wanted->unit.offset != 0) {
    record.error_at(value.at,
                    subject + ": expected a quantity: the model takes it in " + wanted->text);
    return false;
  }
  if (wanted->unit.powers == has.unit.powers) return true;
  record.error_at(value.at, subject + ": expected something measured in " + wanted->text +
                                ", and " + in_quotes(value.text) + " is in " + has.text);
  return false;
}

/// machine.CONDITION: all values that it keeps.
void add_condition(Builder& builder, const Record& record, const Value& value,
                   const std::string& subject, const Measure* measure, ModelUse& use) {
  const std::string name = value.text.substr(value.text.find('.') + 1);
  const Id id = builder.conditions.resolve(record, name, value.at);
  if (id == kNone || !fits(record, value, subject, measure, builder.condition_measures[id])) return;
  const std::uint32_t size = builder.plant.outcomes.conditions[id].size;
  // A model's one number takes the newest value.
  for (std::uint32_t k = measure == nullptr ? 0 : size - 1; k < size; ++k) {
    add_capture(use, {CaptureKind::kCondition, id, k});
  }
}

void add_setting(Builder& builder, const Record& record, const Value& value,
                 const std::string& subject, const Measure* measure, bool scoring, ModelUse& use) {
  const std::string name = value.text.substr(8);
  const Id known = builder.controls.find(name);
  const bool pace = known != kNone && adjusts_pace(builder.document.children("control")[known]);
  if (scoring || (measure != nullptr && !pace)) {
    record.error_at(value.at, subject + ": only a [[model]] that steps name reads a setting");
    return;
  }
  const Id id = builder.controls.resolve(record, name, value.at);
  if (id == kNone || (pace && !fits(record, value, subject, measure, {{}, "1"}))) return;
  add_capture(use, {CaptureKind::kGivenSetting, id, 0});
}

void add_known(const Record& record, const Value& value, const std::string& subject,
               const Measure* measure, bool scoring, ModelUse& use) {
  std::vector<std::string> names;
  for (const NamedCapture& capture : kCaptures) {
    names.emplace_back(capture.name);
    if (value.text != capture.name) continue;
    if (capture.of_task && scoring) {
      record.error_at(value.at, subject + ": no task is known while a job waits");
      return;
    }
    const Measure has = capture.of_task ? Measure{{1, 0, {0, 0, 2, 0, 0}}, "s"} : Measure{{}, "1"};
    if (fits(record, value, subject, measure, has)) add_capture(use, {capture.kind, kNone, 0});
    return;
  }
  record.error_at(value.at,
                  subject + ": unknown " + in_quotes(value.text) + did_you_mean(value.text, names));
}

void add_characteristic(Builder& builder, const Record& record, const Value& value,
                        const std::string& subject, const Measure* measure, ModelUse& use) {
  const Id id = builder.characteristics.resolve(record, value.text, value.at);
  if (id == kNone || !fits(record, value, subject, measure, builder.characteristic_measures[id])) {
    return;
  }
  const std::uint32_t size = builder.plant.outcomes.characteristics[id].size;
  if (measure != nullptr && size != 1) {
    record.error_at(value.at, subject + ": expected one number, and " + in_quotes(value.text) +
                                  " has " + std::to_string(size));
    return;
  }
  for (std::uint32_t k = 0; k < size; ++k) {
    use.inputs.push_back({SourceKind::kCharacteristic, id, k, 0});
  }
}

}  // namespace

std::optional<InputBounds> add_input(Builder& builder, const Record& record, const Value& value,
                                     const std::string& subject, const Measure* measure,
                                     bool scoring, ModelUse& use) {
  if (value.is_text() && is_name(value.text)) {
    if (value.text.rfind("machine.", 0) == 0) {
      if (scoring) {
        record.error_at(value.at, subject + ": no machine is known while a job waits");
      } else {
        add_condition(builder, record, value, subject, measure, use);
      }
    } else if (value.text.rfind("control.", 0) == 0) {
      add_setting(builder, record, value, subject, measure, scoring, use);
    } else if (value.text.find('.') != std::string::npos) {
      add_known(record, value, subject, measure, scoring, use);
    } else {
      add_characteristic(builder, record, value, subject, measure, use);
    }
    return std::nullopt;
  }
  const bool number = value.kind == Value::Kind::kInteger || value.kind == Value::Kind::kNumber;
  if (!value.is_text() && !number) {
    record.error_at(value.at,
                    subject + ": expected a text or a number, received " + received(value));
    return std::nullopt;
  }
  const Dimension dimension =
      measure == nullptr ? Dimension::kNumber : Dimension::of(measure->unit, measure->text);
  const Parsed<Id> parsed =
      builder.distributions.parse(value.text, value.unit, dimension, value.at);
  if (!parsed.value) {
    if (!parsed.problem.empty()) {
      record.error_at(value.at, subject + ": " + parsed.problem + ", received " + received(value));
    }
    return std::nullopt;
  }
  const Distribution& distribution = builder.distributions[*parsed.value];
  InputSource source;
  if (distribution.is_constant()) {
    source.value = distribution.a;
    use.inputs.push_back(source);
    return InputBounds{distribution.a, distribution.a};
  }
  source.kind = SourceKind::kDraw;
  source.id = *parsed.value;
  use.inputs.push_back(source);
  if (distribution.kind != DistributionKind::kUniform) return std::nullopt;
  return InputBounds{distribution.a, distribution.b};
}

Id add_hidden_characteristic(Builder& builder, const std::string& name, bool per_piece,
                             std::uint32_t size) {
  std::vector<Characteristic>& all = builder.plant.outcomes.characteristics;
  Characteristic c;
  c.name = name;
  c.unit = "1";
  c.per_piece = per_piece;
  c.size = size;
  all.push_back(std::move(c));
  builder.characteristic_measures.push_back({{}, "1"});
  return static_cast<Id>(all.size() - 1);
}

Id find_output(Builder& builder, const Record& record, const Value& value,
               const std::string& subject, const Measure* measure, const ModelUse& use,
               UseDraft& draft) {
  if (!value.is_text()) {
    record.error_at(
        value.at,
        subject + ": expected a characteristic or machine.CONDITION, received " + received(value));
    return kNone;
  }
  if (value.text.rfind("machine.", 0) == 0) {
    const Id condition = builder.conditions.resolve(record, value.text.substr(8), value.at);
    if (condition == kNone ||
        !fits(record, value, subject, measure, builder.condition_measures[condition])) {
      return kNone;
    }
    const Id c = add_hidden_characteristic(builder, value.text, use.per_piece, 1);
    draft.writes.push_back({c, condition});
    return c;
  }
  const Id id = builder.characteristics.resolve(record, value.text, value.at);
  if (id == kNone || !fits(record, value, subject, measure, builder.characteristic_measures[id])) {
    return kNone;
  }
  if (builder.plant.outcomes.characteristics[id].per_piece != use.per_piece) {
    record.error_at(value.at, subject + ": expected a characteristic of each " +
                                  (use.per_piece ? "piece" : "job") + ", as this is evaluated; " +
                                  in_quotes(value.text) + " is of each " +
                                  (use.per_piece ? "job" : "piece"));
    return kNone;
  }
  return id;
}

}  // namespace twinline
