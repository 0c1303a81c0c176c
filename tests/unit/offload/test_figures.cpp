#include <doctest/doctest.h>

#include "twinline/offload/figures.h"

TEST_SUITE_BEGIN("offload.figures");

using namespace twinline;

TEST_CASE("sizes: counts and quantiles are exact") {
  BatchSizes sizes;
  for (std::size_t size = 1; size <= 100; ++size) sizes.add(size);
  CHECK(sizes.n_batches() == 100);
  CHECK(sizes.n_items() == 5050);
  CHECK(sizes.quantile(0.05) == 5);
  CHECK(sizes.quantile(0.5) == 50);
  CHECK(sizes.quantile(0.95) == 95);
  CHECK(sizes.quantile(1) == 100);
  BatchSizes more;
  for (int i = 0; i < 900; ++i) more.add(7);
  sizes.merge(more);
  CHECK(sizes.n_batches() == 1000);
  CHECK(sizes.quantile(0.5) == 7);
  CHECK(sizes.quantile(0.95) == 50);
}

TEST_CASE("sizes: of nothing all are 0") {
  const BatchSizes sizes;
  CHECK(sizes.n_batches() == 0);
  CHECK(sizes.quantile(0.5) == 0);
}

TEST_CASE("figures: those of threads are added model by model") {
  OffloadFigures a{"a", {}, 1, 2, 3};
  a.sizes.add(4);
  std::vector<OffloadFigures> all;
  merge_figures(all, {a, {"b", {}, 0, 0, 0}});
  merge_figures(all, {a, a});
  REQUIRE(all.size() == 2);
  CHECK(all[0].model == "a");
  CHECK(all[0].sizes.n_items() == 8);
  CHECK(all[0].gather_s == 2);
  CHECK(all[0].evaluate_s == 4);
  CHECK(all[0].scatter_s == 6);
  CHECK(all[1].model == "b");
  CHECK(all[1].sizes.n_batches() == 1);
}

TEST_SUITE_END();
