#include <doctest/doctest.h>

#include "twinline/physics/film_balance.h"

namespace twinline {
namespace {

TEST_SUITE("physics.film_balance") {
  TEST_CASE("film_balance: what is there and what comes less what goes") {
    const FilmBalance::Output out = FilmBalance{}({8e-7, 1e-7, 4e-7});
    CHECK(out.thickness_m == doctest::Approx(5e-7));
    CHECK(out.lost_m == 0);
  }

  TEST_CASE("film_balance: no film is thinner than none and nothing is lost from the books") {
    for (const double removed : {0.0, 2e-7, 3e-7, 9e-7}) {
      const FilmBalance::Output out = FilmBalance{}({3e-7, 0, removed});
      CHECK(out.thickness_m >= 0);
      CHECK(out.lost_m >= 0);
      CHECK(out.thickness_m - out.lost_m == doctest::Approx(3e-7 - removed));
    }
  }
}

}  // namespace
}  // namespace twinline
