#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "twinline/experiment/optimize/optimize.h"

namespace twinline {

/// evaluations.csv: one row an evaluation, as it was made.
std::string evaluations_csv(const OptimizePlan& plan, const std::string& scenario,
                            const std::vector<Evaluation>& log);

/// Reads it back: the same numbers to the last bit.
/// @throws ScenarioError with file, line and column where it is not such a file of this plan
std::vector<Evaluation> read_evaluations(const OptimizePlan& plan,
                                         const std::filesystem::path& file);

/// optimum.csv: objective, factors and limited KPIs of the best design, with intervals from the
/// fresh replications. @param best nullptr = no design is feasible: a header alone
std::string optimum_csv(const OptimizePlan& plan, const std::string& scenario,
                        const Evaluation* best, double confidence);

}  // namespace twinline
