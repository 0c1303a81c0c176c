#include <doctest/doctest.h>

#include "small_plant.h"
#include "support/temporary_folder.h"
#include "twinline/results/offload_table.h"
#include "twinline/results/results_writer.h"

TEST_SUITE_BEGIN("results.offload_table");

using namespace twinline;
using test::SmallPlant;
using test::TemporaryFolder;

namespace {

std::vector<OffloadFigures> figures() {
  OffloadFigures used{"cmp", {}, 0.25, 0.5, 1.25};
  for (const std::size_t size : {1U, 2U, 3U, 14U}) used.sizes.add(size);
  return {used, {"etch", {}, 0, 0, 0}};
}

constexpr const char* kHeader =
    "scenario,model,batches,items,batch_size_mean,batch_size_p05,batch_size_p50,batch_size_p95,"
    "batch_size_max,gather_s,evaluate_s,scatter_s,ns_per_item\n";

}  // namespace

TEST_CASE("offload: a row a model and empty cells where it was not used") {
  Plant plant;
  plant.run.name = "fab";
  CHECK(offload_csv(plant, figures()) == std::string(kHeader) +
                                             "fab,cmp,4,20,5,1,2,14,14,0.25,0.5,1.25,100000000\n" +
                                             "fab,etch,0,0,,0,0,0,0,0,0,0,\n");
}

TEST_CASE("offload: the table is written where the plant evaluates models") {
  for (const bool evaluates : {false, true}) {
    const TemporaryFolder folder;
    SmallPlant small;
    if (evaluates) small.plant.outcomes.evaluations.emplace_back();
    ResultsWriter writer(folder.path(), small.plant);
    writer.add(0, small.data(0));
    writer.finish({}, figures());
    CHECK(std::filesystem::exists(folder.path() / "offload.csv") == evaluates);
    const std::string manifest = test::read_text(folder.path() / "manifest.json");
    CHECK((manifest.find("\"offload.csv\"") != std::string::npos) == evaluates);
  }
}

TEST_SUITE_END();
