#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "twinline/plant/model/plant.h"
#include "twinline/scenario/text/file_texts.h"

namespace twinline {

/// How a scenario is read.
struct LoadOptions {
  std::vector<std::string> set;  ///< overrides `path=value`, applied in order
  bool allow_outside = false;    ///< files may lie outside the scenario's folder
  FileTexts* texts = nullptr;    ///< keeps what was read for later loads; nullptr = read afresh
};

/// A scenario that passed every check.
struct LoadedScenario {
  Plant plant;
  std::string resolved;               ///< the scenario with tables and overrides merged in, as JSON
  std::vector<std::string> files;     ///< every file read, scenario.toml first
  std::vector<std::string> warnings;  ///< complete texts with position, in the order of the files
};

/// Reads a scenario: a folder that holds scenario.toml, or the path of a .toml file.
/// @throws ScenarioError whose text holds up to 20 diagnostics with file, line and column.
LoadedScenario load_scenario(const std::filesystem::path& path, const LoadOptions& options = {});

}  // namespace twinline
