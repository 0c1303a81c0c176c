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
    {"ald_deposition", 0x6a341812bc6274adU},
    {"batch_oven", 0x57fa047674729d8dU},
    {"battery_formation", 0x55eda6d0a701b138U},
    {"battery_pulse", 0x252aa86f9e760760U},
    {"cmp", 0x0e84272b4ac3db57U},
    {"cmp_endpoint", 0x7d15241fe5cc18f6U},
    {"cvd_deposition", 0x0d18b2b0b3fbd9ffU},
    {"defect_yield", 0x7f773cde2b634187U},
    {"die_defects", 0x3681136bc8023a63U},
    {"dopant_predeposition", 0x78f1dbd9195bd460U},
    {"ecoat_film", 0xb1f2302fe79f001eU},
    {"etch_trace", 0xe9c9d7d531f6d908U},
    {"film_balance", 0xb3705b055a915792U},
    {"gamma_wear", 0x7bffe206382b9bd4U},
    {"gap_flush", 0x5042c38c792fadafU},
    {"implant_anneal", 0x7106abeb997cb7e6U},
    {"leak_test", 0x83068e6a540ea118U},
    {"lithography_cd", 0x5f4d81d4e1bbfc1dU},
    {"normal_number", 0x83befeeb6fe19051U},
    {"oven_cure", 0xc5ee9097808e3db1U},
    {"overlay", 0xaa9c2d93676061dfU},
    {"plasma_etch", 0x121e0c1c8789d54aU},
    {"rapid_thermal", 0xa9450160ac02c1c0U},
    {"resist_development", 0xe70a7c771950d757U},
    {"robot_cycle", 0xd74baff12894c01cU},
    {"spot_weld", 0x5585b76039927479U},
    {"stamping", 0x20461c25a837d35dU},
    {"state_energy", 0xfb7fba2164dadeeaU},
    {"thermal_oxidation", 0x220b499b94ba18daU},
    {"tightening", 0xbfe4f451014d1991U},
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
