#include <cstdint>
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "support/job_places.h"
#include "support/random_plant.h"
#include "twinline/core/error.h"
#include "twinline/plant/simulation.h"
#include "twinline/plant/state/state_archive.h"

// Plants with limited room. Some block themselves in a circle, which ends the run with an error:
// then the same error must come from every way to run it.

namespace {

using namespace twinline;

constexpr std::uint32_t kPlants = 60;

/// Runs to the horizon; what the error says, "" where there is none.
template <class Advance>
std::string run(Advance advance) {
  try {
    advance();
  } catch (const RunError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_SUITE("plant.random_lines") {
  TEST_CASE("random lines: every job is in exactly one place after every event") {
    std::uint64_t finished = 0;
    std::int64_t blocked = 0;
    int deadlocks = 0;
    for (std::uint32_t k = 0; k < kPlants; ++k) {
      CAPTURE(k);
      const Plant plant = random_line(k);
      Simulation simulation(plant, k, 0);
      check_job_places(plant, simulation.state());
      const std::string error = run([&] {
        // The first thousand events one by one, the rest in strides of a prime.
        for (int i = 0; i < 1000; ++i) {
          if (simulation.advance(plant.horizon(), 1) != Progress::kPaused) return;
          check_job_places(plant, simulation.state());
        }
        while (simulation.advance(plant.horizon(), 101) == Progress::kPaused) {
          check_job_places(plant, simulation.state());
        }
      });
      deadlocks += error.empty() ? 0 : 1;
      finished += simulation.statistics().finished.size();
      for (const TimeTally& waits : simulation.statistics().blocked) blocked += waits.count();
    }
    CHECK(finished > kPlants * 10);
    CHECK(blocked > kPlants * 5);
    CHECK(deadlocks > 0);
    CHECK(deadlocks < static_cast<int>(kPlants) / 2);
  }

  TEST_CASE("random lines: slices and stops and copies of a run end alike") {
    for (std::uint32_t k = 0; k < kPlants; ++k) {
      CAPTURE(k);
      const Plant plant = random_line(k);
      Simulation whole(plant, k, 1);
      const std::string error = run([&] { whole.advance(plant.horizon()); });
      const std::string bytes = state_bytes(whole.state());

      Simulation sliced(plant, k, 1);
      const std::string sliced_error = run([&] {
        constexpr std::int64_t kSlice = 3'600'000'000'007;
        for (std::int64_t t = kSlice; t < plant.horizon().ns(); t += kSlice) {
          sliced.advance(SimTime::from_ns(t));
        }
        sliced.advance(plant.horizon());
      });
      REQUIRE(sliced_error == error);
      REQUIRE((state_bytes(sliced.state()) == bytes));

      auto restored = std::make_unique<Simulation>(plant, k, 1);
      const std::string restored_error = run([&] {
        while (restored->advance(plant.horizon(), 997) == Progress::kPaused) {
          restored =
              std::make_unique<Simulation>(plant, state_from_bytes(state_bytes(restored->state())));
        }
      });
      REQUIRE(restored_error == error);
      REQUIRE((state_bytes(restored->state()) == bytes));
    }
  }
}
