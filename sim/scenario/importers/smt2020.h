#pragma once

#include <filesystem>

namespace twinline {

/// Turns the AutoSched tables of an SMT2020 data set (HVLM or LVHM) into a scenario folder:
/// scenario.toml, one CSV table a route and one a concern, and a README. What becomes of each
/// column is written down in docs/smt2020.md.
/// @param tables        folder that holds tool.txt.1l, part.txt, order.txt, ...
/// @param scenario_dir  written whole: in a temporary folder beside it, which is then renamed
/// @param force         replace an existing scenario folder
/// @throws ScenarioError when the tables are malformed: up to 20 faults, each with file:line:column
/// @throws FileError when the folder exists (without @p force, or is no scenario) or cannot be
/// written
void import_smt2020(const std::filesystem::path& tables, const std::filesystem::path& scenario_dir,
                    bool force);

}  // namespace twinline
