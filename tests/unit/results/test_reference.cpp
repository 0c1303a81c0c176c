#include <set>
#include <string>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "twinline/results/kpi.h"
#include "twinline/results/reference.h"

TEST_SUITE_BEGIN("results.reference");

using namespace twinline;

TEST_CASE("reference: docs/results.md is what the program prints") {
  CHECK_MESSAGE(
      test::read_text(TWINLINE_TEST_DIR "/../docs/results.md") == results_reference_markdown(),
      "update it with: twinline schema results > docs/results.md");
}

TEST_CASE("reference: every KPI has its own word and a formula and a source") {
  std::set<std::string> names;
  for (const KpiWord& kpi : kpi_words()) {
    REQUIRE(kpi.name != nullptr);
    CHECK_MESSAGE(names.insert(kpi.name).second, kpi.name);
    CHECK_MESSAGE(std::string(kpi.formula).size() > 3, kpi.name);
    CHECK_MESSAGE(std::string(kpi.standard).size() > 3, kpi.name);
  }
  CHECK(std::string(word(Kpi::kMttr).name) == "mttr_h");
  CHECK(std::string(word(Kpi::kWip).name) == "wip");
}

TEST_SUITE_END();
