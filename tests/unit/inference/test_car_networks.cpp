#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/inference/forward_batch.h"
#include "twinline/inference/load_onnx.h"
#include "twinline/physics/ecoat_film.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/oven_cure.h"
#include "twinline/physics/spot_weld.h"
#include "twinline/random/keyed_draws.h"

// The networks of scenarios/car_plant/models against the process models they stand for, on draws
// that no training saw. Limits are some way above the figures of their cards.

namespace twinline {
namespace {

std::shared_ptr<const Network> shipped(const std::string& name) {
  const auto file = std::string(TWINLINE_SCENARIO_DIR) + "/car_plant/models/" + name + ".onnx";
  CHECK(std::filesystem::file_size(file) < 20'000);
  return load_onnx(file);
}

std::vector<float> outputs(const Network& network, const std::vector<double>& in) {
  return forward_item(network, {in.begin(), in.end()});
}

KeyedDraws test_draws(int row) { return {static_cast<std::uint64_t>(row), number_of_name("test")}; }

/// What is measured of 900 welds, then the smallest nugget.
std::vector<double> body(double tip_welds, double current_a, const KeyedDraws& draws) {
  constexpr std::uint32_t kWelds = 900;
  double least = 1e300;
  double greatest = 0;
  double sum = 0;
  double smallest_m = 1;
  for (std::uint32_t i = 0; i < kWelds; ++i) {
    SpotWeld::Input in = usual_input<SpotWeld>();
    in.welds = tip_welds;
    in.current_a = current_a + 140 * draws.normal(3 * i);
    in.force_n = 3000 + 100 * draws.normal(3 * i + 1);
    in.contact_ohm = 1e-4 + 5e-6 * draws.normal(3 * i + 2);
    const SpotWeld::Output weld = SpotWeld{}(in);
    least = std::min(least, weld.joule_j_per_m2);
    greatest = std::max(greatest, weld.joule_j_per_m2);
    sum += weld.joule_j_per_m2;
    smallest_m = std::min(smallest_m, weld.diameter_m);
  }
  return {least, sum / kWelds, greatest, tip_welds, smallest_m};
}

TEST_SUITE("inference.car_networks") {
  TEST_CASE("weld_quality: the smallest nugget to a few hundredths of a millimetre") {
    const auto network = shipped("weld_quality");
    constexpr int kBodies = 30;
    double squares = 0;
    for (int i = 0; i < kBodies; ++i) {
      std::vector<double> in = body(50.0 * i, 9350 + 10.0 * i, test_draws(i));
      const double smallest_m = in.back();
      in.pop_back();
      const double error_m = static_cast<double>(outputs(*network, in)[0]) - smallest_m;
      squares += error_m * error_m;
    }
    CHECK(std::sqrt(squares / kBodies) < 3e-5);
  }

  TEST_CASE("paint_defect: names clear defects") {
    const auto network = shipped("paint_defect");
    const auto named = [&](double voltage_v, double shift_k) {
      EcoatFilm::Input bath = usual_input<EcoatFilm>();
      bath.voltage_v = voltage_v;
      OvenCure::Input oven = usual_input<OvenCure>();
      oven.rate_per_s = 0.002;
      oven.time_s = 2000;
      oven.air_1_k = 423.15 + shift_k;
      oven.air_2_k = oven.air_3_k = 445.15 + shift_k;
      oven.air_4_k = 438.15 + shift_k;
      const EcoatFilm::Output film = EcoatFilm{}(bath);
      const OvenCure::Output bake = OvenCure{}(oven);
      const std::vector<float> chances =
          outputs(*network, {film.film_m, film.current_a_per_m2, bake.peak_k, bake.end_k});
      float sum = 0;
      for (const float chance : chances) sum += chance;
      CHECK(sum == doctest::Approx(1));
      return std::max_element(chances.begin(), chances.end()) - chances.begin();
    };
    CHECK(named(250, 0) == 0);
    CHECK(named(200, 0) == 1);
    CHECK(named(250, -12) == 2);
    CHECK(named(250, 15) == 3);
  }

  TEST_CASE("tool_life: sees wear and how fast it grows") {
    const auto network = shipped("tool_life");
    const auto cars_left = [&](double now, double a_car) {
      std::vector<double> readings;
      for (int t = 29; t >= 0; --t) readings.push_back(std::max(0.0, now - a_car * t));
      return outputs(*network, readings)[0];
    };
    CHECK(cars_left(0, 0.006) > 100);
    CHECK(cars_left(0.97, 0.006) < 20);
    for (const double now : {0.4, 0.6, 0.8}) {
      CHECK(cars_left(now, 0.004) > cars_left(now, 0.009));
      CHECK(cars_left(now, 0.006) > cars_left(now + 0.1, 0.006));
    }
  }
}

}  // namespace
}  // namespace twinline
