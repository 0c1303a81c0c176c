#include <cmath>

#include <doctest/doctest.h>

#include "support/verification.h"

namespace {

using namespace twinline;

/// Second moment of the times between finished jobs [h^2]: of a machine that is never starved, of
/// its effective process times.
double second_moment(const Simulation& simulation) {
  const std::vector<FinishedJob>& jobs = simulation.statistics().finished;
  double sum = 0;
  for (std::size_t i = 1; i < jobs.size(); ++i) {
    sum += std::pow((jobs[i].finished - jobs[i - 1].finished).hours(), 2);
  }
  return sum / static_cast<double>(jobs.size() - 1);
}

void check_second_moment(const char* scenario, double te_h, double squared_cv) {
  const Plant plant = load_verification(scenario);
  REQUIRE(plant.run.replications >= 30);
  const Interval interval = mean_interval(replicate(plant, second_moment));
  const double exact = te_h * te_h * (1 + squared_cv);
  CAPTURE(interval.mean);
  CAPTURE(interval.half_width);
  CAPTURE(exact);
  CHECK(covers(interval, exact));
  CHECK(interval.half_width < 0.1 * exact);
}

/// ce^2 of a machine with exponential times to failure (mean mf) and repairs (mean mr), [h].
double squared_cv_with_breakdowns(double t0, double squared_c0, double mf, double mr) {
  const double a = mf / (mf + mr);
  return squared_c0 + 2 * a * (1 - a) * mr / t0;
}

}  // namespace

// n = 32, alpha = 0.001.
TEST_SUITE("analytic.effective_time") {
  TEST_CASE("effective process time: Hare X19") {
    verify_scenario("hare_x19");
    const double squared_c0 = std::pow(3.35 / 15, 2);
    check_second_moment("hare_x19", 0.25 * (12.4 + 4.133) / 12.4,
                        squared_cv_with_breakdowns(0.25, squared_c0, 12.4, 4.133));
  }

  TEST_CASE("effective process time: Tortoise 2000") {
    verify_scenario("tortoise_2000");
    const double squared_c0 = std::pow(3.35 / 15, 2);
    check_second_moment("tortoise_2000", 0.25 * (1.9 + 0.633) / 1.9,
                        squared_cv_with_breakdowns(0.25, squared_c0, 1.9, 0.633));
  }

  TEST_CASE("effective process time: set-up every ten jobs") {
    verify_scenario("setup_min_run");
    // sigma0^2 + sigmas^2 / Ns + (Ns - 1) / Ns^2 ts^2
    const double variance = 0.0625 + 0.25 / 10 + 9.0 / 100 * 4;
    check_second_moment("setup_min_run", 1.2, variance / 1.44);
  }
}
