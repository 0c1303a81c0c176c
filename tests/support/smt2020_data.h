#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace twinline::test {

/// Folder of the SMT2020 HVLM tables, which are never part of this repository: $TWINLINE_SMT2020 or
/// ../shared/smt2020 beside the repository; either may hold them directly or in a folder HVLM.
/// Empty where there are none; the caller then says that it skips.
inline std::filesystem::path smt2020_hvlm_tables() {
  namespace fs = std::filesystem;
  const char* variable = std::getenv("TWINLINE_SMT2020");
  const fs::path beside = fs::path(TWINLINE_TEST_DIR) / ".." / ".." / "shared" / "smt2020";
  for (const fs::path& folder : {fs::path(variable != nullptr ? variable : ""), beside}) {
    if (folder.empty()) continue;
    if (fs::is_regular_file(folder / "tool.txt.1l")) return folder;
    if (fs::is_regular_file(folder / "HVLM" / "tool.txt.1l")) return folder / "HVLM";
  }
  return {};
}

constexpr const char* kNoSmt2020 =
    "skipped: no SMT2020 tables; set TWINLINE_SMT2020 to the folder that holds HVLM";

}  // namespace twinline::test
