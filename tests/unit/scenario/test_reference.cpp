#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "twinline/scenario/reference.h"
#include "twinline/scenario/schema/schema.h"

TEST_SUITE_BEGIN("scenario.reference");

using namespace twinline;

TEST_CASE("reference: docs/scenario_reference.md is what the program prints") {
  CHECK_MESSAGE(test::read_text(TWINLINE_TEST_DIR "/../docs/scenario_reference.md") ==
                    scenario_reference_markdown(),
                "update it with: twinline schema > docs/scenario_reference.md");
}

TEST_CASE("schema: every key is explained and the inner tables have their sections") {
  for (const Section* section : all_sections()) {
    for (const Field& field : section->fields) {
      CAPTURE(field.key);
      CHECK(field.doc.size() > 4);
      const bool table = field.type == FieldType::kTable || field.type == FieldType::kTables;
      CHECK((!table || field.section != nullptr));
      const bool word = field.type == FieldType::kWord || field.type == FieldType::kWords;
      CHECK(word == !field.words.empty());
    }
  }
}

TEST_SUITE_END();
