#include <doctest/doctest.h>

#include "support/verification.h"

using namespace twinline;

TEST_SUITE("analytic.identities") {
  TEST_CASE("Little: area under the jobs in the plant is the sum of their times in it") {
    const Plant plant = load_verification("little");
    REQUIRE(plant.run.warm_up == SimTime());
    for (std::uint32_t r = 0; r < plant.run.replications; ++r) {
      Simulation simulation(plant, plant.run.seed, r);
      simulation.advance(plant.horizon());
      const Statistics& stats = simulation.statistics();
      REQUIRE(simulation.state().n_jobs == 0);
      REQUIRE(stats.finished.size() == 5000);
      Int128 times = 0;
      for (const FinishedJob& job : stats.finished) times += (job.finished - job.released).ns();
      CHECK((stats.wip.area(simulation.now()) == times));
      CHECK(stats.releases[0].scrapped > 0);
      CHECK(stats.releases[0].reworks > 0);
    }
  }

  TEST_CASE("oracle check: service slower by 2 % is found out") {
    // The same check as in verify_scenario, n = 32 and alpha = 0.001, on a wrong M/M/1.
    Plant plant = load_verification("mm1");
    plant.distributions[plant.steps[0].process] = exponential(1.02 * 3600);
    ExpectedRow cycle_time{"plant", "mm1", "cycle_time_h", 5, false, ""};
    const Interval interval = mean_interval(replicate(plant, {cycle_time})[0]);
    CHECK(!covers(interval, cycle_time.exact));
    CHECK(covers(interval, 1 / (1 / 1.02 - 0.8)));
  }
}
