#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "twinline/plant/look_ahead.h"
#include "twinline/plant/model/connect_buffers.h"
#include "twinline/plant/simulation.h"

namespace {

using namespace twinline;

constexpr std::uint32_t kJobs = 12;

std::int64_t start_of(std::size_t line) { return static_cast<std::int64_t>(line % 7); }

/// Lines of five machines with two places between them, which have nothing to do with each other.
/// The third machine breaks down at work, so that ends of tasks are put off.
Plant lines(std::size_t n) {
  PlantBuilder builder;
  for (std::size_t line = 0; line < n; ++line) {
    std::vector<Step> steps;
    for (const double process_s : {3.0, 5.0, 2.0, 7.0, 4.0}) {
      const Id station = builder.station();
      if (!steps.empty()) builder.at(station).buffer = builder.buffer(2);
      if (steps.size() == 2) builder.failure(station, FailureClock::kBusy, 9, 20);
      steps.push_back(builder.step(station, process_s));
    }
    const Id part = builder.part(steps);
    builder.list();
    for (std::uint32_t i = 0; i < kJobs; ++i) builder.job(part, start_of(line));
  }
  connect_buffers(builder.plant);
  return builder.plant;
}

/// When each job of each line left, since the line's start.
std::vector<SimTime> finished(const Plant& plant) {
  Simulation simulation(plant, 1, 0);
  simulation.advance(sec(1000));
  std::vector<SimTime> times(plant.releases.size() * kJobs, SimTime::max());
  for (const FinishedJob& job : simulation.statistics().finished) {
    times[job.release * kJobs + job.serial] = job.finished - sec(start_of(job.release));
  }
  return times;
}

}  // namespace

TEST_SUITE("plant.large") {
  TEST_CASE("look ahead: every line of a large plant does what one alone does") {
    constexpr std::size_t kLines = kLargePlant / 5 + 1;
    const Plant one = lines(1);
    const Plant many = lines(kLines);
    REQUIRE(many.machines.size() >= kLargePlant);
    const std::vector<SimTime> alone = finished(one);
    const std::vector<SimTime> together = finished(many);
    REQUIRE(alone.back() < sec(1000));
    for (std::size_t i = 0; i < together.size(); ++i) {
      CAPTURE(i);
      REQUIRE(together[i] == alone[i % kJobs]);
    }
  }
}
