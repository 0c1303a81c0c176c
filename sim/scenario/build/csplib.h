#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "twinline/plant/model/option.h"
#include "twinline/scenario/text/diagnostics.h"

namespace twinline {

/// A car-sequencing instance.
struct CarSequence {
  std::vector<Option> options;                  ///< option_1, ... with their spacing rules
  std::vector<std::vector<std::uint8_t>> cars;  ///< by car, class after class: 1 = has the option
};

/// Reads a file of problem 1 of CSPLib (car sequencing): cars, options, classes; for each option
/// the most cars in a block; the length of its blocks; and for each class its index, its cars and a
/// flag an option. @return none, and a report at the number, where it is none.
std::optional<CarSequence> read_csplib(std::uint32_t source, Diagnostics& diagnostics);

}  // namespace twinline
