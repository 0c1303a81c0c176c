#pragma once

#include "options.h"
#include "twinline/experiment/run_to_horizon.h"

namespace twinline {

/// Adds --device, --batch-items and, where replications can share launches, --cohort.
void add_offload_options(boost::program_options::options_description& options,
                         bool with_cohort = true);

/// What they say; asks CUDA's driver, so bind_gpu comes before. A device that fails is warned of on
/// stderr, once.
/// @throws UsageError where a number is out of range
OffloadPlan offload_option(const boost::program_options::variables_map& values);

}  // namespace twinline
