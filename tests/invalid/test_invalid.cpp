#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/core/error.h"
#include "twinline/inference/load_onnx.h"
#include "twinline/scenario/load.h"

namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file, "cannot read ", path.string());
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// Every folder with a scenario.toml that must be refused, and expected.txt, the whole text that
/// says why. set.txt holds overrides of the command line, one a line.
std::vector<fs::path> cases() {
  std::vector<fs::path> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(TWINLINE_TEST_DIR "/invalid")) {
    if (entry.is_directory()) {
      folders.push_back(entry.path());
    }
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// The text of the ScenarioError, with paths from the folder on; "" where the scenario is accepted.
std::string refusal(const fs::path& folder) {
  twinline::LoadOptions options;
  options.set = lines_of(folder / "set.txt");
  std::string text;
  try {
    twinline::load_scenario(folder, options);
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

TEST_SUITE("scenario.load") {
  TEST_CASE("invalid scenarios: each is refused with the expected text") {
    const std::vector<fs::path> folders = cases();
    REQUIRE(folders.size() > 80);
    for (const fs::path& folder : folders) {
      CAPTURE(folder.filename().string());
      const std::string expected = read_text(folder / "expected.txt");
      const std::string text = refusal(folder);
      if (!twinline::can_load_onnx() && fs::exists(folder / "models")) {
        // What is wrong with a network cannot be said without reading it: that is said instead.
        CHECK(text.find("this build of twinline cannot read ONNX files. Install libonnx-dev") !=
              std::string::npos);
        continue;
      }
      if (folder.filename().string().rfind("syntax_", 0) == 0) {
        CHECK(place_of(text) == place_of(expected));
      } else {
        CHECK(text == expected);
      }
    }
  }
}
