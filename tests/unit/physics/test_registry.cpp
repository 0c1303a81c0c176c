#include <cmath>
#include <cstddef>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/physics_inputs.h"
#include "twinline/physics/range.h"
#include "twinline/physics/registry.h"

namespace twinline {
namespace {

std::vector<ModelInfo> models() {
  std::size_t n_models = 0;
  const ModelInfo* first = all_models(n_models);
  return {first, first + n_models};
}

std::string file_text(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_SUITE("physics.registry") {
  TEST_CASE("registry: names are sorted and can be found") {
    std::string before;
    for (const ModelInfo& model : models()) {
      CHECK(before < model.name);
      before = model.name;
      REQUIRE(find_model(model.name) != nullptr);
      CHECK(find_model(model.name)->take == model.take);
    }
    CHECK(find_model("alchemy") == nullptr);
  }

  TEST_CASE("registry: every quantity has a range with its usual value inside and one name") {
    for (const ModelInfo& model : models()) {
      std::set<std::string> names;
      for (std::size_t i = 0; i < model.n_take; ++i) {
        const Quantity& q = model.take[i];
        CAPTURE(q.name);
        CHECK(names.insert(q.name).second);
        CHECK(q.role != Role::kOutput);
        CHECK(q.low < q.high);
        CHECK(in_range(q, q.usual));
      }
      for (std::size_t i = 0; i < model.n_give; ++i) CHECK(model.give[i].role == Role::kOutput);
    }
  }

  TEST_CASE("registry: anything within the ranges gives outputs within theirs") {
    constexpr int kItems = 2000;
    for (const ModelInfo& model : models()) {
      std::mt19937_64 bits(41);
      std::vector<double> out(model.n_give);
      for (int i = 0; i < kItems; ++i) {
        const std::vector<double> item = testing::any_item(model, bits);
        REQUIRE_FALSE(check_ranges(model, item.data()));
        model.evaluate(item.data(), out.data());
        const auto fault = check_results(model, out.data());
        if (fault) {
          std::ostringstream text;
          text.precision(17);
          for (const double x : item) text << x << ' ';
          FAIL_CHECK(describe(*fault) << " from " << text.str());
          break;
        }
      }
    }
  }

  TEST_CASE("registry: each page in docs/methods shows the model's table") {
    for (const ModelInfo& model : models()) {
      const std::string page = std::string(TWINLINE_TEST_DIR) + "/../docs/methods/" + model.page;
      CAPTURE(page);
      const std::string table = quantity_table(model);
      CAPTURE(table);
      CHECK(file_text(page).find(table) != std::string::npos);
    }
  }
}

TEST_SUITE("physics.range") {
  TEST_CASE("check_ranges: names model quantity value and range") {
    const ModelInfo& model = *find_model("rapid_thermal");
    std::vector<double> item(model.n_take);
    for (std::size_t i = 0; i < model.n_take; ++i) item[i] = model.take[i].usual;
    CHECK_FALSE(check_ranges(model, item.data()));
    item[4] = 1.5;
    REQUIRE(check_ranges(model, item.data()));
    CHECK(describe(*check_ranges(model, item.data())) ==
          "model \"rapid_thermal\": emissivity: expected 0.1 to 1, received 1.5");
    item[1] = std::nan("");
    CHECK(describe(*check_ranges(model, item.data())) ==
          "model \"rapid_thermal\": time: expected 0 s to 600 s, received nan s");
  }
}

}  // namespace
}  // namespace twinline
