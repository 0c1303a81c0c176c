#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/physics_inputs.h"
#include "twinline/physics/registry.h"

namespace twinline {
namespace {

/// FNV-1a over the bits of a model's outputs for 500 ordinary items.
std::uint64_t fingerprint(const ModelInfo& model) {
  std::mt19937_64 bits(17);
  std::vector<double> out(model.n_give);
  std::uint64_t hash = 14695981039346656037U;
  for (int i = 0; i < 500; ++i) {
    model.evaluate(testing::ordinary_item(model, bits).data(), out.data());
    for (const double value : out) {
      std::uint64_t word = 0;
      std::memcpy(&word, &value, sizeof word);
      hash = (hash ^ word) * 1099511628211U;
    }
  }
  return hash;
}

struct Expected {
  const char* model;
  std::uint64_t fingerprint;
};

// Any change of these values changes published results. They hold for every compiler, its flags
// and every processor.
constexpr Expected kExpected[] = {
    {"ald_deposition", 0xf259192a53dec64aU},
    {"batch_oven", 0xc9db2df7bd82e5bfU},
    {"battery_formation", 0x635ccf2f99711297U},
    {"battery_pulse", 0x3af9486a0051d923U},
    {"cmp", 0x0e84272b4ac3db57U},
    {"cmp_endpoint", 0x713ef08489ede031U},
    {"cvd_deposition", 0xd5143e9b2dccfd50U},
    {"defect_yield", 0x6c814276ec7f618cU},
    {"die_defects", 0x3681136bc8023a63U},
    {"dopant_predeposition", 0x6cdf9e56a79567cdU},
    {"ecoat_film", 0xc760d7cf189376cdU},
    {"etch_trace", 0xc3da576cc7c9723fU},
    {"film_balance", 0xb3705b055a915792U},
    {"gamma_wear", 0x7bffe206382b9bd4U},
    {"gap_flush", 0x5042c38c792fadafU},
    {"implant_anneal", 0x0fa4ff6582555ef1U},
    {"leak_test", 0x0243dc3c5687d849U},
    {"lithography_cd", 0x09edcc99ab97c774U},
    {"normal_number", 0x83befeeb6fe19051U},
    {"oven_cure", 0x26bb215c4324e28bU},
    {"overlay", 0xaa9c2d93676061dfU},
    {"plasma_etch", 0x0f4ad15c19b79fe3U},
    {"rapid_thermal", 0x9a66a194e3039a28U},
    {"resist_development", 0x4e838ecbfe93518cU},
    {"robot_cycle", 0xe0a2234b2c9f5bd8U},
    {"spot_weld", 0x5585b76039927479U},
    {"stamping", 0x20461c25a837d35dU},
    {"state_energy", 0xfb7fba2164dadeeaU},
    {"thermal_oxidation", 0xe6cc9610846cd57cU},
    {"tightening", 0xebce126c0c9d7099U},
    {"uniform_number", 0xa8ae777033433c2dU},
    {"wafer_uniformity", 0x3cbb8bd01a1900f5U},
    {"wiener_wear", 0x2dfcde1865972e76U},
};

TEST_SUITE("physics.bits") {
  TEST_CASE("the bits of every model are those written down here") {
    std::size_t n_models = 0;
    const ModelInfo* models = all_models(n_models);
    REQUIRE(n_models == sizeof(kExpected) / sizeof(Expected));
    for (std::size_t i = 0; i < n_models; ++i) {
      CAPTURE(models[i].name);
      CHECK(std::string(models[i].name) == kExpected[i].model);
      CHECK(fingerprint(models[i]) == kExpected[i].fingerprint);
    }
  }
}

}  // namespace
}  // namespace twinline
