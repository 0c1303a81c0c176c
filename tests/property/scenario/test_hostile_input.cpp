#include <cstdint>
#include <exception>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/core/random.h"
#include "twinline/scenario/load.h"

namespace {

using namespace twinline;

/// Damages texts at random places, always the same for the same number.
class Damage {
 public:
  explicit Damage(std::uint32_t number) : number_(number) {}

  std::string operator()(std::string text) {
    const std::size_t n_changes = 1 + below(3);
    for (std::size_t i = 0; i < n_changes && !text.empty(); ++i) {
      change(text);
    }
    return text;
  }

  std::size_t below(std::size_t n) {
    const double u = streams_.uniform(Purpose::kOther, 0, number_, draws_++);
    return static_cast<std::size_t>(u * static_cast<double>(n));
  }

 private:
  void change(std::string& text) {
    static const std::vector<std::string> kBits{
        "\"",         "[",     "]",   "{",   "}",    "=", ",",   "\n",       ".", "-",
        "9999999999", "1e308", "inf", "nan", "\xff", "#", "'''", "uniform(", ")", " wk",
        "0",          "-1",    "\r",  "| ",  "s1",   "*", "../", "\\u0"};
    const std::size_t at = below(text.size());
    switch (below(9)) {
      case 0:
        text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, 1 + below(20));
        break;
      case 2:
        text.insert(at, kBits[below(kBits.size())]);
        break;
      case 3:  // a stretch of the text once more
        text.insert(at, text.substr(below(text.size()), 1 + below(40)));
        break;
      case 4:
        text.resize(at);
        break;
      default:  // one digit for another
        for (std::size_t i = at; i < text.size(); ++i) {
          if (text[i] >= '0' && text[i] <= '9') {
            text[i] = static_cast<char>('0' + below(10));
            break;
          }
        }
    }
  }

  RandomStreams streams_{20260105, 0};
  std::uint32_t number_;
  std::uint32_t draws_ = 0;
};

std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name != "README.md") {
      files[name] = test::read_text(entry.path());
    }
  }
  return files;
}

/// "ok", "refused", or what else came out of it.
std::string outcome(const std::filesystem::path& folder) {
  try {
    load_scenario(folder);
    return "ok";
  } catch (const ScenarioError& error) {
    return std::string(error.what()).empty() ? "refused without a word" : "refused";
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace

TEST_SUITE("scenario.load") {
  TEST_CASE("hostile input: a damaged scenario is read or refused and nothing else") {
    constexpr std::uint32_t kDamaged = 2000;
    const std::map<std::string, std::string> original =
        files_of(TWINLINE_TEST_DIR "/property/scenario/every_feature");
    REQUIRE(original.size() > 9);
    std::map<std::string, int> outcomes;
    for (std::uint32_t number = 0; number < kDamaged; ++number) {
      Damage damage(number);
      const std::size_t victim = damage.below(original.size());
      const test::TemporaryFolder folder;
      std::size_t index = 0;
      for (const auto& [name, text] : original) {
        folder.write(name, index++ == victim ? damage(text) : text);
      }
      ++outcomes[outcome(folder.path())];
    }
    for (const auto& [what, count] : outcomes) {
      CAPTURE(count);
      CHECK_MESSAGE((what == "ok" || what == "refused"), what);
    }
    // Both must occur often, or the damage is too small or too great to say anything.
    CHECK(outcomes["ok"] > 200);
    CHECK(outcomes["refused"] > 500);
  }
}
