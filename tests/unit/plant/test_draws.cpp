#include <map>
#include <utility>

#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "twinline/plant/simulation.h"

namespace {

using namespace twinline;

constexpr std::uint64_t kSeed = 7;
constexpr std::uint32_t kReplication = 3;

/// Four single machines: the second is left out by every other job, the third sends some back.
/// All draw, so numbers are drawn ahead.
Plant drawing_line() {
  PlantBuilder builder;
  std::vector<Step> steps;
  for (const double mean_s : {3.0, 2.0, 5.0, 4.0}) {
    Step step = builder.step(builder.station(), 0);
    step.process = builder.keep(exponential(mean_s));
    steps.push_back(step);
  }
  steps[1].sampling = 0.5;
  steps[2].rework_probability = 0.3;
  steps[2].rework_to = 0;
  steps[2].rework_limit = 1;
  const Id part = builder.part(steps);
  Release release;
  release.name = "jobs";
  release.part = part;
  release.pieces = 1;
  release.kind = ReleaseKind::kInterval;
  release.every = builder.keep(exponential(9));
  release.draw_first = true;
  builder.plant.releases.push_back(release);
  return builder.plant;
}

/// Compares every process time and gap with the number that its job, visit or release has, worked
/// out here.
class Checker : public TraceSink {
 public:
  explicit Checker(const Plant& plant) : plant_(plant) {}
  std::size_t n_checked = 0;
  std::size_t n_released = 0;

 private:
  struct Way {
    Id step = kNone;
    std::uint32_t visit = 0;
    SimTime start;
  };

  SimTime drawn(Id distribution, Purpose purpose, std::uint32_t entity, std::uint32_t visit) const {
    const double u = streams_.uniform(purpose, 0, entity, visit);
    return SimTime::from_seconds(quantile(plant_.distributions[distribution], plant_.empirical, u));
  }

  void record(const TraceRecord& record) override {
    Way& way = ways_[record.serial];
    if (record.what == TraceWord::kRelease) {
      const auto n = static_cast<std::uint32_t>(n_released++);
      released_ += drawn(plant_.releases[0].every, Purpose::kInterarrival, 0, n);
      CHECK(record.time == released_);
    } else if (record.what == TraceWord::kStart) {
      // A step that is left out counts as a visit.
      const bool onward = way.step != kNone && record.step > way.step;
      way.visit += onward ? record.step - way.step : 1;
      way.step = record.step;
      way.start = record.time;
    } else if (record.what == TraceWord::kEnd) {
      CHECK(record.time - way.start ==
            drawn(plant_.steps[record.step].process, Purpose::kProcess, record.serial, way.visit));
      ++n_checked;
    }
  }

  const Plant& plant_;
  const RandomStreams streams_{kSeed, kReplication};
  std::map<std::uint32_t, Way> ways_;
  SimTime released_;
};

}  // namespace

TEST_SUITE("plant.draws") {
  TEST_CASE("draws: whenever it is drawn, a time is that of its job and visit") {
    const Plant plant = drawing_line();
    Checker checker(plant);
    Simulation simulation(plant, kSeed, kReplication, &checker);
    simulation.advance(sec(5000));
    CHECK(checker.n_released > 400);
    CHECK(checker.n_checked > 1500);
    CHECK(simulation.statistics().releases[0].reworks > 50);
  }
}
