#include <string>

#include <doctest/doctest.h>

#include "twinline/core/error.h"
#include "twinline/scenario/text/diagnostics.h"
#include "twinline/scenario/text/spelling.h"

TEST_SUITE_BEGIN("scenario.diagnostics");

using namespace twinline;

namespace {

std::string text_of(const Diagnostics& diagnostics) {
  try {
    diagnostics.throw_if_errors();
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("error: place and source line and caret") {
  Sources sources;
  const std::uint32_t file = sources.add("a/b.toml", "one\n  load = \"-3.5 min\"\n");
  Diagnostics diagnostics(sources);
  CHECK(text_of(diagnostics).empty());
  diagnostics.error({file, 13, 10}, "too short");
  CHECK(text_of(diagnostics) ==
        "a/b.toml:2:10: error: too short\n"
        "    load = \"-3.5 min\"\n"
        "           ^~~~~~~~~~");
}

TEST_CASE("error: columns count characters") {
  Sources sources;
  const std::uint32_t file = sources.add("x", "\xC3\xA4\xC3\xB6 = 1\n");
  Diagnostics diagnostics(sources);
  diagnostics.error({file, 7, 1}, "no");
  CHECK(text_of(diagnostics) == "x:1:6: error: no\n    \xC3\xA4\xC3\xB6 = 1\n         ^");
}

TEST_CASE("errors: by position and each once and at most twenty shown") {
  Sources sources;
  const std::uint32_t file = sources.add("x", std::string(100, 'a'));
  Diagnostics diagnostics(sources);
  for (std::uint32_t i = 30; i > 0; --i) {
    diagnostics.error({file, i, 1}, "e" + std::to_string(i));
    diagnostics.error({file, i, 1}, "e" + std::to_string(i));
  }
  const std::string text = text_of(diagnostics);
  CHECK(diagnostics.n_errors() == 30);
  CHECK(text.find("error: e1\n") == 7);
  CHECK(text.find("error: e20\n") != std::string::npos);
  CHECK(text.find("error: e21\n") == std::string::npos);
  CHECK(text.substr(text.rfind('\n')) == "\n... and 10 more errors");
}

TEST_CASE("error: a long line is cut around its place") {
  Sources sources;
  const std::uint32_t file = sources.add("x", std::string(500, 'a') + "!" + std::string(500, 'b'));
  Diagnostics diagnostics(sources);
  diagnostics.error({file, 500, 1}, "here");
  const std::string text = text_of(diagnostics);
  const std::size_t line = text.find('\n') + 1;
  const std::size_t caret_line = text.find('\n', line) + 1;
  CHECK(text.substr(line, 7) == "    ...");
  CHECK(text[line + (text.find('^') - caret_line)] == '!');
  CHECK(caret_line - line < 120);
}

TEST_CASE("warnings do not stop") {
  Sources sources;
  const std::uint32_t file = sources.add("x", "abc");
  Diagnostics diagnostics(sources);
  diagnostics.warning({file, 0, 3}, "odd");
  CHECK(text_of(diagnostics).empty());
  REQUIRE(diagnostics.warnings().size() == 1);
  CHECK(diagnostics.warnings()[0] == "x:1:1: warning: odd\n    abc\n    ^~~");
}

TEST_CASE("spelling: the nearest known word where one is near") {
  CHECK(edit_distance("litho", "lito") == 1);
  CHECK(edit_distance("fifo", "iffo") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(nearest_spelling("machnes", {"machine", "machines"}) == "machines");
  CHECK(nearest_spelling("maximum", {"min", "max"}) == "max");
  CHECK(nearest_spelling("xyz", {"min", "max"}).empty());
  CHECK(nearest_spelling(std::string(100000, 'a'), {"min"}).empty());
  CHECK(did_you_mean("dya", {"day"}) == "; did you mean \"day\"?");
}

TEST_SUITE_END();
