#include <cmath>

#include <Eigen/Dense>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/tools/roots.hpp>
#include <doctest/doctest.h>

#include "twinline/physics/dopant.h"
#include "twinline/physics/evaluate.h"

namespace twinline {
namespace {

using doctest::Approx;

/// The annealed Gaussian with its mirror image in the closed surface, normalised to the dose.
double exact_profile(const ImplantAnneal::Input& in, double length, double x) {
  const double variance = in.straggle_m * in.straggle_m + 2 * length * length;
  const double s = std::sqrt(2 * variance);
  const double left = (x - in.range_m) / s;
  const double right = (x + in.range_m) / s;
  return in.dose_per_m2 / std::sqrt(2 * std::acos(-1.0) * variance) *
         (std::exp(-left * left) + std::exp(-right * right));
}

ImplantAnneal::Profile annealed(const ImplantAnneal::Input& in, double& length) {
  length = ImplantAnneal{}(in).diffusion_length_m;
  ImplantAnneal::Profile profile = ImplantAnneal::implanted(in, length);
  ImplantAnneal::anneal(length, profile);
  return profile;
}

TEST_SUITE("physics.dopant") {
  TEST_CASE("diffusivity: boron at 1000 degC") {
    CHECK(diffusivity(0.76e-4, 3.46, 1273.15) == Approx(1.5289e-18).epsilon(1e-3));
  }

  TEST_CASE("dopant_predeposition: dose and junction of boron at 950 degC") {
    DopantPredeposition::Input in = usual_input<DopantPredeposition>();
    CHECK(DopantPredeposition{}(in).dose_per_m2 == Approx(6.2139e18).epsilon(1e-3));
    in.depth_m = 0.17775e-6;
    CHECK(DopantPredeposition{}(in).concentration_per_m3 == Approx(1e21).epsilon(5e-3));
    in.depth_m = 0;
    CHECK(DopantPredeposition{}(in).concentration_per_m3 == in.surface_per_m3);
    in.time_s = 0;
    CHECK(DopantPredeposition{}(in).concentration_per_m3 == in.surface_per_m3);
    CHECK(DopantPredeposition{}(in).dose_per_m2 == 0);
    in.depth_m = 1e-9;
    CHECK(DopantPredeposition{}(in).concentration_per_m3 == 0);
  }

  TEST_CASE("dopant_predeposition: agrees with Boost's erfc") {
    DopantPredeposition::Input in = usual_input<DopantPredeposition>();
    in.depth_m = 8e-8;
    const DopantPredeposition::Output out = DopantPredeposition{}(in);
    const double exact =
        in.surface_per_m3 * boost::math::erfc(in.depth_m / (2 * out.diffusion_length_m));
    CHECK(out.concentration_per_m3 == Approx(exact).epsilon(1e-13));
  }

  TEST_CASE("implant_anneal: the dose is conserved and nothing becomes negative") {
    ImplantAnneal::Input in = usual_input<ImplantAnneal>();
    for (const double time_s : {0.0, 10.0, 1e3, 1e5}) {
      in.time_s = time_s;
      CHECK(ImplantAnneal{}(in).dose_per_m2 == Approx(in.dose_per_m2).epsilon(1e-9));
    }
  }

  TEST_CASE("implant_anneal: agrees with the scheme solved by Eigen") {
    const ImplantAnneal::Input in = usual_input<ImplantAnneal>();
    double length = 0;
    const ImplantAnneal::Profile found = annealed(in, length);
    constexpr int kCells = ImplantAnneal::kCells;
    Eigen::MatrixXd difference = Eigen::MatrixXd::Zero(kCells, kCells);
    for (int i = 0; i + 1 < kCells; ++i) {
      difference(i, i) -= 1;
      difference(i, i + 1) += 1;
      difference(i + 1, i + 1) -= 1;
      difference(i + 1, i) += 1;
    }
    const double r = length * length / (found.cell_m * found.cell_m) / ImplantAnneal::kSteps;
    const Eigen::MatrixXd one = Eigen::MatrixXd::Identity(kCells, kCells);
    const Eigen::PartialPivLU<Eigen::MatrixXd> lu(one - 0.5 * r * difference);
    const Eigen::MatrixXd forward = one + 0.5 * r * difference;
    const ImplantAnneal::Profile start = ImplantAnneal::implanted(in, length);
    Eigen::VectorXd c = Eigen::Map<const Eigen::VectorXd>(start.concentration, kCells);
    for (int i = 0; i < 4; ++i) c = lu.solve(c).eval();
    for (int i = 2; i < ImplantAnneal::kSteps; ++i) c = lu.solve(forward * c).eval();
    const double peak = c.maxCoeff();
    double worst = 0;
    for (int i = 0; i < kCells; ++i) {
      worst = std::fmax(worst, std::fabs(found.concentration[i] - c[i]) / peak);
    }
    CHECK(worst < 1e-13);
  }

  TEST_CASE("implant_anneal: agrees with the closed form where the surface is far") {
    ImplantAnneal::Input in = usual_input<ImplantAnneal>();
    in.range_m = 3e-7;
    for (const double time_s : {0.0, 600.0, 3600.0, 36000.0}) {
      in.time_s = time_s;
      double length = 0;
      const ImplantAnneal::Profile found = annealed(in, length);
      const double peak = ImplantAnneal{}(in).peak_per_m3;
      double worst = 0;
      for (int i = 0; i < ImplantAnneal::kCells; ++i) {
        const double exact = exact_profile(in, length, (i + 0.5) * found.cell_m);
        worst = std::fmax(worst, std::fabs(found.concentration[i] - exact) / peak);
      }
      CAPTURE(time_s);
      CHECK(worst < 3e-3);
    }
  }

  TEST_CASE("implant_anneal: the junction lies where the closed form crosses the background") {
    ImplantAnneal::Input in = usual_input<ImplantAnneal>();
    in.range_m = 3e-7;
    in.time_s = 3600;
    const ImplantAnneal::Output out = ImplantAnneal{}(in);
    const auto above = [&](double x) {
      return exact_profile(in, out.diffusion_length_m, x) - in.background_per_m3;
    };
    const auto bracket = boost::math::tools::bisect(above, in.range_m, 3e-6,
                                                    boost::math::tools::eps_tolerance<double>(40));
    CHECK(out.junction_depth_m == Approx(bracket.first).epsilon(5e-3));
    in.background_per_m3 = 1e26;
    in.dose_per_m2 = 1e13;
    CHECK(ImplantAnneal{}(in).junction_depth_m == 0);
  }

  TEST_CASE("implant_anneal: a long anneal of a shallow implant is the limited-source Gaussian") {
    // Drive-in of 6.2139e14 /cm^2 at 1100 degC for an hour: C0 1.4988e19 /cm^3, xj(1e15) 1.4506 um.
    ImplantAnneal::Input in = usual_input<ImplantAnneal>();
    in.dose_per_m2 = 6.2139e18;
    in.range_m = 1e-9;
    in.straggle_m = 1e-9;
    in.temperature_k = 1373.15;
    in.time_s = 3600;
    const ImplantAnneal::Output out = ImplantAnneal{}(in);
    CHECK(out.surface_per_m3 == Approx(1.4988e25).epsilon(5e-3));
    CHECK(out.junction_depth_m == Approx(1.4506e-6).epsilon(1e-2));
  }
}

}  // namespace
}  // namespace twinline
