#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace twinline {

/// Twice the powers of m, kg, s, K and A in a unit: halves are whole here. An angle is a pure
/// number.
using UnitPowers = std::array<int, 5>;

/// A unit of measure: value in SI = number x factor + offset.
struct Unit {
  double factor = 1;
  double offset = 0;  ///< of degC
  UnitPowers powers{};
};

/// Reads a unit such as "nm", "rad/s", "mJ/cm^2", "J/(kg K)", "1/s^0.5", "degC", "%" or "1": known
/// names, with SI prefixes where these are usual, in products and quotients.
/// @return none for what is no unit
std::optional<Unit> parse_unit(std::string_view text);

}  // namespace twinline
