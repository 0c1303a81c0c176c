#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

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

/// The figures of queues and places, from a look after every instant: what is seen lasts until the
/// next one.
class Integral {
 public:
  explicit Integral(const Plant& plant)
      : warm_up_(plant.run.warm_up), queued_(plant.stations.size()), places_(plant.buffers.size()) {
    for (Places& places : places_) places.is_empty = true;
    for (std::size_t b = 0; b < places_.size(); ++b) {
      places_[b].is_full = plant.buffers[b].capacity == 0;
    }
  }

  void count(const PlantState& state) {
    pass(state.now);
    for (std::size_t s = 0; s < queued_.size(); ++s) {
      queued_[s].set(state.stations[s].queue.size());
    }
    for (std::size_t b = 0; b < places_.size(); ++b) {
      const BufferState& buffer = state.buffers[b];
      places_[b].jobs.set(buffer.jobs);
      places_[b].is_full = buffer.jobs + buffer.kept >= buffer.capacity;
      places_[b].is_empty = buffer.jobs == 0;
    }
  }

  void check(const Simulation& simulation) const {
    const auto span = static_cast<double>((simulation.now() - warm_up_).ns());
    for (std::size_t s = 0; s < queued_.size(); ++s) {
      const QueueFigures figures = simulation.queues()[s];
      REQUIRE((figures.area == queued_[s].area));
      REQUIRE(figures.most >= queued_[s].most);  // it may have been more within the instant
    }
    for (std::size_t b = 0; b < places_.size(); ++b) {
      const BufferFigures figures = simulation.buffers()[b];
      REQUIRE(figures.content == static_cast<double>(places_[b].jobs.area) / span);
      REQUIRE(figures.most >= places_[b].jobs.most);
      REQUIRE(figures.full_fraction == static_cast<double>(places_[b].full) / span);
      REQUIRE(figures.empty_fraction == static_cast<double>(places_[b].empty) / span);
    }
  }

 private:
  struct Level {
    Int128 area = 0;
    std::size_t now = 0;
    std::size_t most = 0;
    void set(std::size_t n) {
      now = n;
      most = std::max(most, n);
    }
  };
  struct Places {
    Level jobs;
    std::int64_t full = 0;
    std::int64_t empty = 0;
    bool is_full = false;
    bool is_empty = false;
  };

  void pass(SimTime now) {
    const std::int64_t span = (now - std::max(last_, std::min(now, warm_up_))).ns();
    if (last_ <= warm_up_ && now > warm_up_) {
      for (Level& level : queued_) level.most = level.now;
      for (Places& places : places_) places.jobs.most = places.jobs.now;
    }
    last_ = now;
    for (Level& level : queued_) level.area += static_cast<Int128>(level.now) * span;
    for (Places& places : places_) {
      places.jobs.area += static_cast<Int128>(places.jobs.now) * span;
      if (places.is_full) places.full += span;
      if (places.is_empty) places.empty += span;
    }
  }

  SimTime warm_up_;
  SimTime last_;
  std::vector<Level> queued_;
  std::vector<Places> places_;
};

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

  TEST_CASE("random lines: figures of queues and places are the sums over the events") {
    Int128 waited = 0;
    double full = 0;
    for (std::uint32_t k = 0; k < kPlants; ++k) {
      CAPTURE(k);
      Plant plant = random_line(k);
      plant.run.warm_up = SimTime::from_ns(plant.horizon().ns() / 3);
      Simulation simulation(plant, k, 2);
      Integral integral(plant);
      const std::string error = run([&] {
        while (simulation.advance(plant.horizon(), 1) == Progress::kPaused) {
          simulation.advance(simulation.now());  // all of this instant, decisions included
          integral.count(simulation.state());
        }
      });
      if (!error.empty()) continue;  // it blocked itself
      integral.count(simulation.state());
      integral.check(simulation);
      for (const QueueFigures& queue : simulation.queues()) waited += queue.area;
      for (const BufferFigures& buffer : simulation.buffers()) full += buffer.full_fraction;
    }
    CHECK((waited > 0));
    CHECK(full > 1);
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
