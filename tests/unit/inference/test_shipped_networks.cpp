#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/inference/forward_batch.h"
#include "twinline/inference/load_onnx.h"
#include "twinline/physics/cmp.h"
#include "twinline/physics/etch_trace.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/machine_wear.h"
#include "twinline/physics/wafer_map.h"
#include "twinline/random/keyed_draws.h"

// The networks of scenarios/smart_fab/models against the process models they stand for, on draws
// that no training saw. Limits are some way above the figures of their cards.

namespace twinline {
namespace {

std::shared_ptr<const Network> shipped(const std::string& name) {
  const auto file = std::string(TWINLINE_SCENARIO_DIR) + "/smart_fab/models/" + name + ".onnx";
  CHECK(std::filesystem::file_size(file) < 200'000);
  return load_onnx(file);
}

float first_output(const Network& network, const std::vector<double>& in) {
  return forward_item(network, {in.begin(), in.end()})[0];
}

KeyedDraws test_draws(int row) { return {static_cast<std::uint64_t>(row), number_of_name("test")}; }

TEST_SUITE("inference.shipped_networks") {
  TEST_CASE("vm_cmp: the film that polishing leaves to 2 nanometres where the inputs are exact") {
    const auto network = shipped("vm_cmp");
    constexpr int kWafers = 500;
    double squares = 0;
    for (int wafer = 0; wafer < kWafers; ++wafer) {
      const KeyedDraws draws = test_draws(wafer);
      Cmp::Input in = usual_input<Cmp>();
      in.pad_age_s = 72'000 * draws.uniform(0);
      in.pressure_pa = 14'000 + 14'000 * draws.uniform(1);
      in.time_s = 20 + 100 * draws.uniform(2);
      const double incoming_m = 5e-7 + 5e-7 * draws.uniform(3);
      const double left_m = incoming_m - Cmp{}(in).removed_mean_m;
      const double error_m = static_cast<double>(first_output(
                                 *network, {in.pad_age_s, in.pressure_pa, in.time_s, incoming_m})) -
                             left_m;
      squares += error_m * error_m;
    }
    CHECK(std::sqrt(squares / kWafers) < 2e-9);
  }

  TEST_CASE("fd_etch: healthy steps stay below the limit and faulty ones do not") {
    constexpr float kLimit = 1.472F;  // its card
    constexpr int kSteps = 400;
    const auto network = shipped("fd_etch");
    int n_alarms[6] = {};
    for (int step = 0; step < 6 * kSteps; ++step) {
      const KeyedDraws draws = test_draws(step);
      EtchTrace::Input in = usual_input<EtchTrace>();
      in.random_key = 1'000'000 + step;
      in.power_w = 700 + 200 * draws.uniform(0);
      in.pressure_pa = 4 + 2 * draws.uniform(1);
      in.depth_m = 2.5e-7 + 1e-7 * draws.uniform(2);
      in.wafers_since_clean = 1000 * draws.uniform(3);
      in.fault = step % 6;
      in.fault_size = in.fault > 0 ? 0.08 : 0;
      const EtchTrace::Output o = EtchTrace{}(in);
      const float error = first_output(
          *network, {o.delivered_power_w, o.reflected_share, o.bias_v, o.pressure_reading_pa,
                     o.valve_share, o.flow_share, o.helium_share, o.wafer_temperature_k,
                     o.product_emission, o.etchant_emission, o.end_point_s});
      n_alarms[step % 6] += error > kLimit ? 1 : 0;
    }
    CHECK(n_alarms[0] < kSteps / 50);
    for (int fault = 1; fault < 6; ++fault) CHECK(n_alarms[fault] > kSteps * 95 / 100);
  }

  TEST_CASE("map_class: names clear patterns") {
    const auto network = shipped("map_class");
    constexpr int kWafers = 600;
    int n_right = 0;
    for (int wafer = 0; wafer < kWafers; ++wafer) {
      const int pattern = wafer % kWaferPatterns;
      std::vector<float> map(WaferMap::kCells);
      const double strength = static_cast<WaferPattern>(pattern) == WaferPattern::kRandom ? 0.5 : 3;
      WaferMap{}({static_cast<std::uint64_t>(1'000'000 + wafer), static_cast<WaferPattern>(pattern),
                  0.03, strength},
                 map.data());
      const std::vector<float> scores = forward_item(*network, map);
      REQUIRE(scores.size() == kWaferPatterns);
      n_right += std::max_element(scores.begin(), scores.end()) - scores.begin() == pattern ? 1 : 0;
    }
    CHECK(n_right > kWafers * 95 / 100);
  }

  TEST_CASE("rul_lstm: sees how fast a machine wears") {
    const auto network = shipped("rul_lstm");
    std::vector<double> readings(30);
    const auto hours_left = [&](double now, double drift_per_h) {
      for (int t = 0; t < 30; ++t) {
        readings[static_cast<std::size_t>(t)] = now - drift_per_h * (29 - t);
      }
      return static_cast<double>(first_output(*network, readings));
    };
    CHECK(hours_left(0.9, 0.01) < 25);
    CHECK(hours_left(0.5, 0.01) > 30);
    CHECK(hours_left(0.5, 0.01) < 80);
    CHECK(hours_left(0.3, 0.002) > 130);
    for (const double now : {0.4, 0.6, 0.8}) {
      CHECK(hours_left(now, 0.004) > hours_left(now, 0.010));
      CHECK(hours_left(now, 0.006) > hours_left(now + 0.1, 0.006));
    }
  }

  TEST_CASE("dispatch_key: late short and important jobs go first") {
    const auto network = shipped("dispatch_key");
    // Waiting, slack and remaining work in h, process time in h, queue, setup, priority.
    const float usual = first_output(*network, {4, 10, 50, 2, 10, 0, 5});
    CHECK(first_output(*network, {4, -5, 50, 2, 10, 0, 5}) < usual);
    CHECK(first_output(*network, {4, 40, 50, 2, 10, 0, 5}) > usual);
    CHECK(first_output(*network, {4, 10, 50, 2, 10, 1, 5}) > usual);
    CHECK(first_output(*network, {4, 10, 50, 2, 10, 0, 9}) < usual);
    CHECK(first_output(*network, {4, -5, 50, 0.5, 10, 0, 5}) <
          first_output(*network, {4, -5, 50, 6, 10, 0, 5}));
  }
}

}  // namespace
}  // namespace twinline
