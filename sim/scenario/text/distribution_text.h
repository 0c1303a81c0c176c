#pragma once

#include <functional>
#include <string_view>

#include "twinline/core/distribution.h"
#include "twinline/scenario/text/quantity.h"

namespace twinline {

/// Makes the distribution of a file of observations; may report a problem of its own.
using EmpiricalReader =
    std::function<Parsed<Distribution>(std::string_view file, const Dimension&)>;

/// Reads the one spelling of randomness of the scenario language: a quantity, or a name and its
/// parameters separated by commas or semicolons:
///
///     12 min                     uniform(5 min, 10 min)      triangular(low, mode, high)
///     exponential(mean)          normal(mean, sd)            lognormal(mean, cv 1.1)
///     weibull(shape, scale)      gamma(shape, scale)         erlang(k, mean)
///     beta(alpha, beta, low, high)                           empirical(file.csv)
///
/// Durations come out in seconds; none can be negative (the normal one is truncated at 0). Other
/// quantities come out in the unit of the dimension.
/// @param unit the unit of bare numbers, from a table's heading; "" = they must carry one
Parsed<Distribution> parse_distribution(std::string_view text, const Dimension& dimension,
                                        std::string_view unit, const EmpiricalReader& empirical);

}  // namespace twinline
