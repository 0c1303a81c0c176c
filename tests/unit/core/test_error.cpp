#include <doctest/doctest.h>

#include "twinline/core/error.h"

namespace twinline {
namespace {

TEST_SUITE("core.error") {
  TEST_CASE("every failure is an Error and keeps its text") {
    CHECK_THROWS_WITH_AS(throw ScenarioError("a"), "a", Error);
    CHECK_THROWS_WITH_AS(throw ArgumentError("b"), "b", Error);
    CHECK_THROWS_WITH_AS(throw FileError("c"), "c", Error);
    CHECK_THROWS_WITH_AS(throw InvariantError("d"), "d", Error);
    CHECK_THROWS_AS(throw ArgumentError("b"), std::runtime_error);
  }

  TEST_CASE("a condition that holds passes and is evaluated once") {
    int calls = 0;
    CHECK_NOTHROW(TWINLINE_EXPECTS(++calls == 1, "called once"));
    CHECK(calls == 1);
  }

  TEST_CASE("a broken condition names itself in every build type") {
    const int wip = -1;
    CHECK_THROWS_WITH_AS(TWINLINE_EXPECTS(wip >= 0, "negative work in process"),
                         "internal error: negative work in process [wip >= 0]", InvariantError);
  }
}

}  // namespace
}  // namespace twinline
