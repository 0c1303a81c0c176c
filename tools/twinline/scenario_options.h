#pragma once

#include "options.h"
#include "twinline/scenario/load.h"

namespace twinline {

/// The options that change a scenario as it is read, the same in all subcommands that read one.
void add_scenario_options(boost::program_options::options_description& options);

/// What those options say.
LoadOptions load_options(const boost::program_options::variables_map& values);

/// Reads a scenario; its warnings go to stderr.
LoadedScenario load_with_warnings(const std::string& path, const LoadOptions& options);

/// Reads the scenario that the arguments name; its warnings go to stderr.
LoadedScenario load_from_options(const boost::program_options::variables_map& values);

}  // namespace twinline
