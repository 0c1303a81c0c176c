// The program where it lists process models and the quantities of one.
#include <string>

#include <doctest/doctest.h>

#include "support/program.h"

TEST_SUITE_BEGIN("twinline.models");

namespace {

using Outcome = twinline::test::ProgramOutcome;

Outcome models(const std::string& arguments) {
  return twinline::test::ProgramFolder().run(TWINLINE_PROGRAM, "models " + arguments);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("models: lists every model with its title") {
  const Outcome outcome = models("");
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  CHECK(outcome.out.rfind("ald_deposition  ", 0) == 0);
  CHECK(contains(outcome.out, "\ncmp  "));
  CHECK(contains(outcome.out, "\nwiener_wear  "));
}

TEST_CASE("models: shows quantities by the names that a scenario uses") {
  const Outcome outcome = models("cmp");
  CHECK(outcome.code == 0);
  CHECK(outcome.out.rfind("cmp: ", 0) == 0);
  CHECK(contains(outcome.out, "\ntime                      input      s "));
  CHECK(contains(outcome.out, "\nplaten_speed              input      rad/s "));
  CHECK(contains(outcome.out, "\nremoved_mean              output     m "));
  CHECK(!contains(outcome.out, "time_s"));
}

TEST_CASE("models: an unknown name is a usage error with the nearest one") {
  const Outcome outcome = models("plasma_etsh");
  CHECK(outcome.code == 2);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err,
                 "unknown process model \"plasma_etsh\"; did you mean \"plasma_etch\"?"));
}

TEST_SUITE_END();
