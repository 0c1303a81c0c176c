#include <Eigen/Dense>
#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/state_energy.h"

namespace twinline {
namespace {

using doctest::Approx;

TEST_SUITE("physics.state_energy") {
  TEST_CASE("state_energy: is the product of times and powers") {
    Eigen::Matrix<double, 6, 1> time;
    Eigen::Matrix<double, 6, 1> power;
    time << 5e5, 3e4, 2e3, 4e4, 1e4, 6e4;
    power << 30e3, 21e3, 29e3, 12e3, 9e3, 2e3;
    const StateEnergy::Output out =
        StateEnergy{}({time[0], time[1], time[2], time[3], time[4], time[5], power[0], power[1],
                       power[2], power[3], power[4], power[5]});
    CHECK(out.energy_j == Approx(time.dot(power)).epsilon(1e-15));
    CHECK(out.mean_power_w == Approx(time.dot(power) / time.sum()).epsilon(1e-15));
    CHECK(out.productive_share == Approx(1.5e10 / time.dot(power)).epsilon(1e-14));
  }

  TEST_CASE("state_energy: no time takes no energy and has no mean power") {
    const StateEnergy::Output out = StateEnergy{}(usual_input<StateEnergy>());
    CHECK(out.energy_j == 0);
    CHECK(out.mean_power_w == 0);
    CHECK(out.productive_share == 0);
  }
}

}  // namespace
}  // namespace twinline
