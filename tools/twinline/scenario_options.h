#pragma once

#include "options.h"
#include "twinline/scenario/load.h"

namespace twinline {

/// The options that change a scenario as it is read, the same in all subcommands that read one.
void add_scenario_options(boost::program_options::options_description& options);

/// What the arguments say of how a scenario is read.
LoadOptions load_options(const boost::program_options::variables_map& values);

/// Reads the scenario that the arguments name; its warnings go to stderr.
LoadedScenario load_from_options(const boost::program_options::variables_map& values);

}  // namespace twinline
