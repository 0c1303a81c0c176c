#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/experiment/sweep/plan.h"

namespace {

namespace fs = std::filesystem;

/// The text of the refusal, with paths from the plan's folder on; "" where the plan is accepted.
std::string refusal(const fs::path& folder) {
  std::string text;
  try {
    twinline::read_plan(folder / "plan.toml");
  } catch (const twinline::ScenarioError& error) {
    text = std::string(error.what()) + "\n";
  }
  const std::string prefix = folder.generic_string() + "/";
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
    text.erase(at, prefix.size());
  }
  return text;
}

/// What syntax errors say is worded by the TOML library: only the place is ours.
std::string place_of(const std::string& text) { return text.substr(0, text.find(": error: ")); }

}  // namespace

TEST_SUITE("experiment.plan") {
  TEST_CASE("invalid plans: each is refused with the expected text") {
    std::vector<fs::path> folders;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(TWINLINE_TEST_DIR "/invalid_plan")) {
      folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    REQUIRE(folders.size() > 35);
    for (const fs::path& folder : folders) {
      CAPTURE(folder.filename().string());
      const std::string expected = twinline::test::read_text(folder / "expected.txt");
      const std::string text = refusal(folder);
      if (folder.filename() == "syntax_error") {
        CHECK(place_of(text) == place_of(expected));
      } else {
        CHECK(text == expected);
      }
    }
  }
}
