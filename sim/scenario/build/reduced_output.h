#pragma once

#include <string>

#include "twinline/scenario/build/builder.h"

namespace twinline {

/// An output of a [[physics]] as written: "NAME", "min(NAME)", "below(NAME, LIMIT)", ...
struct ReducedOutput {
  Value target;  ///< NAME alone, at the place of the text
  Reduction reduction = Reduction::kOne;
  std::string word;  ///< of the reduction; "" = none
  double limit = 0;  ///< in SI
};

/// @param subject begins messages about it: "outputs.diameter"
/// @param measure of what the model gives
/// @return none, and a diagnostic, where it cannot be read
std::optional<ReducedOutput> read_reduced_output(const Record& record, const Value& value,
                                                 const std::string& subject,
                                                 const Measure& measure);

}  // namespace twinline
