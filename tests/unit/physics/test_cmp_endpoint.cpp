#include <cmath>

#include <boost/math/tools/toms748_solve.hpp>
#include <doctest/doctest.h>

#include "twinline/physics/cmp_endpoint.h"
#include "twinline/physics/evaluate.h"

namespace twinline {
namespace {

Cmp::Input polish(const CmpEndpoint::Input& in, double time_s) {
  return CmpEndpoint::polish<double>(in, time_s);
}

TEST_SUITE("physics.cmp_endpoint") {
  TEST_CASE("cmp_endpoint: polishing for its time removes the film") {
    CmpEndpoint::Input in = usual_input<CmpEndpoint>();
    for (const double target : {1e-9, 1e-7, 4e-7, 9e-7}) {
      for (const double age : {0.0, 1e4, 1e6}) {
        in.target_m = target;
        in.pad_age_s = age;
        const CmpEndpoint::Output out = CmpEndpoint{}(in);
        CHECK(out.reached == 1);
        CHECK(Cmp{}(polish(in, out.time_s)).removed_mean_m ==
              doctest::Approx(target).epsilon(1e-12));
        CHECK(out.removed_mean_m == doctest::Approx(target).epsilon(1e-12));
      }
    }
  }

  TEST_CASE("cmp_endpoint: agrees with a bracketing solver on the forward model") {
    CmpEndpoint::Input in = usual_input<CmpEndpoint>();
    in.pad_life_s = 300;  // the pad wears while it works
    in.pad_floor = 0.2;
    in.target_m = 5e-7;
    const auto missing = [&](double t) {
      return Cmp{}(polish(in, t)).removed_mean_m - in.target_m;
    };
    std::uintmax_t most = 200;
    const auto bracket = boost::math::tools::toms748_solve(
        missing, 1.0, 600.0, boost::math::tools::eps_tolerance<double>(50), most);
    CHECK(CmpEndpoint{}(in).time_s == doctest::Approx(bracket.first).epsilon(1e-9));
  }

  TEST_CASE("cmp_endpoint: what cannot be reached is given up after the longest time") {
    CmpEndpoint::Input in = usual_input<CmpEndpoint>();
    in.pad_floor = 0;
    in.pad_life_s = 10;
    const CmpEndpoint::Output worn = CmpEndpoint{}(in);
    CHECK(worn.time_s == in.longest_s);
    CHECK(worn.reached == 0);
    CHECK(worn.removed_mean_m < in.target_m);
    in.pressure_pa = 0;
    CHECK(CmpEndpoint{}(in).time_s == in.longest_s);
    in.target_m = 0;
    CHECK(CmpEndpoint{}(in).time_s == 0);
    CHECK(CmpEndpoint{}(in).reached == 1);
  }

  TEST_CASE("cmp_endpoint: without wear the time is film over rate") {
    CmpEndpoint::Input in = usual_input<CmpEndpoint>();
    in.pad_floor = 1;
    // Preston: 1e-13 / Pa x 20684 Pa x 2 pi / s x 0.2 m.
    const double rate = 1e-13 * 20684 * 6.283185307179586 * 0.2;
    CHECK(CmpEndpoint{}(in).time_s == doctest::Approx(4e-7 / rate).epsilon(1e-12));
  }
}

}  // namespace
}  // namespace twinline
