#pragma once

#include <string>
#include <vector>

#include "options.h"
#include "twinline/experiment/kpi_values.h"
#include "twinline/scenario/load.h"

namespace twinline {

/// One of the designs that `twinline select` chooses from.
struct Candidate {
  std::string name;
  std::vector<std::string> set;  ///< path=value
  LoadedScenario scenario;
  KpiChoice kpi;  ///< what is compared

  std::string settings() const;
};

/// The designs of --design NAME:path=value,... and the points of --plan, in this order. A point is
/// called "point 17"; all have the plan's seed where there is a plan that says one.
/// @throws UsageError unless there are two or more with different names, and --of and --zone;
/// ScenarioError
std::vector<Candidate> load_candidates(const boost::program_options::variables_map& values);

}  // namespace twinline
