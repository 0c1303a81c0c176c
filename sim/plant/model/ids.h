#pragma once

#include <cstdint>

namespace twinline {

/// Index of an entity in its vector of the Plant (or of the PlantState).
using Id = std::uint32_t;

/// "No such entity".
constexpr Id kNone = 0xffffffffU;
/// "One that is no longer there".
constexpr Id kNobody = 0xfffffffeU;

}  // namespace twinline
