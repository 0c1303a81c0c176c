#include <set>

#include <doctest/doctest.h>

#include "twinline/core/error.h"
#include "twinline/experiment/optimize/search.h"

TEST_SUITE_BEGIN("experiment.search");

using namespace twinline;

TEST_CASE("search: a space within the budget is enumerated once") {
  DesignSearch search({{1, 3, true}, {-1, 0, true}}, 6, 1);
  std::set<std::vector<double>> seen;
  for (int i = 0; i < 6; ++i) {
    seen.insert(search.next());
    search.tell(0);
  }
  CHECK(seen.size() == 6);
  CHECK(seen.count({3, -1}) == 1);
  CHECK(search.next().empty());
  CHECK(search.next().empty());
}

TEST_CASE("search: proposals lie in their ranges and depend on seed and merits alone") {
  if (!has_search_library()) {
    CHECK_THROWS_AS(DesignSearch({{0, 1, false}}, 5, 1), ArgumentError);
    return;
  }
  const std::vector<SearchRange> ranges = {{1, 40, true}, {0.5, 0.75, false}};
  DesignSearch a(ranges, 30, 4);
  DesignSearch b(ranges, 30, 4);
  DesignSearch other(ranges, 30, 5);
  bool differs = false;
  for (int i = 0; i < 30; ++i) {
    const std::vector<double> x = a.next();
    CHECK(x == b.next());
    if (x != other.next()) differs = true;
    CHECK(x[0] >= 1);
    CHECK(x[0] <= 40);
    CHECK(x[0] == static_cast<int>(x[0]));
    CHECK(x[1] >= 0.5);
    CHECK(x[1] <= 0.75);
    const double merit = -(x[0] - 11) * (x[0] - 11) - x[1];
    a.tell(merit);
    b.tell(merit);
    other.tell(merit);
  }
  CHECK(differs);
}

TEST_CASE("search: empty ranges are refused") {
  CHECK_THROWS_AS(DesignSearch({}, 5, 1), ArgumentError);
  CHECK_THROWS_AS(DesignSearch({{2, 2, true}}, 5, 1), ArgumentError);
}

TEST_SUITE_END();
