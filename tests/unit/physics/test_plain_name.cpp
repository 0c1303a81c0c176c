#include <doctest/doctest.h>

#include "twinline/physics/plain_name.h"
#include "twinline/physics/quantity.h"

namespace twinline {
namespace {

TEST_SUITE("physics.plain_name") {
  TEST_CASE("name_without_unit: names of models lose theirs") {
    CHECK(name_without_unit("temperature_k", "K") == "temperature");
    CHECK(name_without_unit("platen_speed_rad_per_s", "rad/s") == "platen_speed");
    CHECK(name_without_unit("preston_per_pa", "1/Pa") == "preston");
    CHECK(name_without_unit("heat_j_per_kg_k", "J/(kg K)") == "heat");
    CHECK(name_without_unit("dose_j_per_m2", "J/m^2") == "dose");
    CHECK(name_without_unit("volatility_per_root_s", "1/s^0.5") == "volatility");
    CHECK(name_without_unit("uptake_per_pa_s", "1/(Pa s)") == "uptake");
    CHECK(name_without_unit("wear", "1") == "wear");
    CHECK(name_without_unit("k", "K") == "k");
  }

  TEST_CASE("plain_name: of a quantity") {
    CHECK(plain_name({Role::kInput, "linear_energy_ev", "eV", 1, 3, 2, ""}) == "linear_energy");
  }
}

}  // namespace
}  // namespace twinline
