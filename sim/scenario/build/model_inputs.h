#pragma once

#include <string>

#include "twinline/scenario/build/builder.h"

namespace twinline {

/// Reads where the numbers of an input come from, and appends them to the use: a characteristic,
/// machine.CONDITION, task.NAME, job.NAME, station.NAME, a quantity or a distribution.
/// @param subject begins messages about it: "inputs.time"
/// @param measure what the model takes; nullptr = any, in SI
/// @param scoring jobs wait: no machine or task is known
/// @return the bounds of what can come, where they are known
struct InputBounds {
  double low;
  double high;
};
std::optional<InputBounds> add_input(Builder& builder, const Record& record, const Value& value,
                                     const std::string& subject, const Measure* measure,
                                     bool scoring, ModelUse& use);

/// Where an output goes: a characteristic (made for it where it goes into a condition); kNone, and
/// a diagnostic, where the name is unknown or does not fit.
/// @param wanted numbers that the characteristic must have room for
Id find_output(Builder& builder, const Record& record, const Value& value,
               const std::string& subject, const Measure* measure, const ModelUse& use,
               UseDraft& draft);

/// A characteristic that no scenario can name.
Id add_hidden_characteristic(Builder& builder, const std::string& name, bool per_piece,
                             std::uint32_t size);

}  // namespace twinline
