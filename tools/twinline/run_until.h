#pragma once

#include <optional>
#include <string>
#include <vector>

#include "options.h"
#include "twinline/experiment/kpi_values.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/experiment/statistics/precision.h"

namespace twinline {

/// What `run --until-half-width` asks for.
struct UntilGoal {
  PrecisionGoal precision;
  std::vector<KpiChoice> kpis;
  std::vector<std::string> names;  ///< of the KPIs, as the user wrote them
};

/// --until-half-width, --of and --max-replications.
void add_until_options(boost::program_options::options_description& options);

/// What those say; none without --until-half-width. @throws UsageError
std::optional<UntilGoal> until_goal(const boost::program_options::variables_map& values,
                                    const Plant& plant);

/// Runs replications 0, 1, ... until the goal is met or its cap reached, and says at each look how
/// far it is. The tables are those of a plain run of as many replications.
/// @param[in,out] plan its replications become those that were run
RunReport run_until(const Plant& plant, const UntilGoal& goal, RunPlan& plan, ResultsWriter& writer,
                    bool quiet);

}  // namespace twinline
