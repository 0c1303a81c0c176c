#pragma once

#include <string>
#include <string_view>

namespace twinline {

struct Quantity;

/// The name without the unit at its end: "rate_m_per_s" with m/s gives "rate", "wear" with 1 stays.
std::string name_without_unit(std::string_view name, std::string_view unit);

/// The name of a model's number as scenarios write it and messages show it.
std::string plain_name(const Quantity& quantity);

}  // namespace twinline
