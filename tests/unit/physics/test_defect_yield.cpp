#include <cmath>

#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <doctest/doctest.h>

#include "twinline/physics/defect_yield.h"
#include "twinline/physics/evaluate.h"

namespace twinline {
namespace {

using doctest::Approx;

DefectYield::Output yield_of(double mean, double clustering) {
  return DefectYield{}({1e-4, mean * 1e4, clustering});
}

TEST_SUITE("physics.defect_yield") {
  TEST_CASE("defect_yield: one defect a die") {
    const DefectYield::Output out = yield_of(1, 2);
    CHECK(out.poisson == Approx(0.36787944117).epsilon(1e-10));
    CHECK(out.murphy == Approx(0.39957640089).epsilon(1e-10));
    CHECK(out.seeds == Approx(0.5).epsilon(1e-14));
    CHECK(out.negative_binomial == Approx(4.0 / 9.0).epsilon(1e-14));
    CHECK(yield_of(1, 3).negative_binomial == Approx(27.0 / 64.0).epsilon(1e-14));
  }

  TEST_CASE("defect_yield: negative binomial becomes Seeds and Poisson at its ends") {
    CHECK(yield_of(0.7, 1).negative_binomial == Approx(yield_of(0.7, 1).seeds).epsilon(1e-14));
    CHECK(yield_of(0.7, 1e6).negative_binomial == Approx(std::exp(-0.7)).epsilon(1e-6));
    CHECK(yield_of(0, 2).murphy == 1);
    CHECK(yield_of(1e-9, 2).murphy == Approx(1 - 1e-9).epsilon(1e-15));
  }

  TEST_CASE("defect_yield: each law is its density's mean of the Poisson law") {
    using boost::math::quadrature::gauss_kronrod;
    for (const double mean : {0.2, 1.0, 3.0}) {
      const auto triangle = [&](double d) {  // on [0, 2 mean], peak at the mean
        return (d < mean ? d : 2 * mean - d) / (mean * mean) * std::exp(-d);
      };
      const double murphy = gauss_kronrod<double, 15>::integrate(triangle, 0.0, mean) +
                            gauss_kronrod<double, 15>::integrate(triangle, mean, 2 * mean);
      CHECK(yield_of(mean, 2).murphy == Approx(murphy).epsilon(1e-10));
      const boost::math::negative_binomial law(2.5, 2.5 / (2.5 + mean));
      CHECK(yield_of(mean, 2.5).negative_binomial == Approx(pdf(law, 0)).epsilon(1e-12));
    }
  }

  TEST_CASE("die_defects: the drawn share of good dies is the negative binomial yield") {
    // n = 20000 wafers of 50 dies, AD = 1, alpha = 2. The share of a wafer has the mean
    // y = (1 + 1/2)^-2 and the variance var(e^-L) + (y - E e^-2L)/50, E e^-2L = (1 + 1)^-2: its
    // mean over the wafers lies within four standard errors (alpha = 6e-5). Fixed keys. Poisson's
    // 0.368 without clustering would be 40 standard errors away.
    constexpr int kWafers = 20000;
    double good = 0;
    double squares = 0;
    for (int i = 0; i < kWafers; ++i) {
      const double share = DieDefects{}({static_cast<double>(i), 50, 1e-4, 1e4, 2}).good_dies / 50;
      good += share;
      squares += share * share;
    }
    const double y = 4.0 / 9.0;
    const double variance = 0.25 - y * y + (y - 0.25) / 50;
    const double mean = good / kWafers;
    CHECK(std::fabs(mean - y) < 4 * std::sqrt(variance / kWafers));
    // The spread between wafers shows the clustering: far beyond the binomial y (1 - y) / 50.
    CHECK(squares / kWafers - mean * mean == Approx(variance).epsilon(0.05));
  }

  TEST_CASE("die_defects: ends") {
    CHECK(DieDefects{}({5, 600, 1e-4, 0, 2}).good_dies == 600);
    CHECK(DieDefects{}({5, 0, 1e-4, 1e4, 2}).good_dies == 0);
    CHECK(DieDefects{}({5, 600, 1e-2, 1e6, 1e6}).good_dies == 0);
  }
}

}  // namespace
}  // namespace twinline
