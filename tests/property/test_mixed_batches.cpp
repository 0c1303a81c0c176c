#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/cohort_run.h"
#include "support/outcome_plant_parts.h"

namespace {

using namespace twinline;

/// Two ovens that take up to four jobs of any parts, twice on each way. The parts have a model for
/// the time of the job, one for a film and none for the time, one for the time of each piece by the
/// oven's wear, and no model; which of them leads a batch changes from release to release.
class MixedOvens : public OutcomePlant {
 public:
  Id oven = station(2);

  /// @param least_s the least time of those that a model gives
  explicit MixedOvens(std::int64_t least_s) : OutcomePlant(3) {
    plant.run.name = "mixed_ovens";
    plant.run.duration = sec(1500);
    plant.run.warm_up = SimTime();
    BatchSettings& batch = at(oven).batch;
    batch.enabled = true;
    batch.by = BatchBy::kAny;
    batch.rule = BatchRule::kMinimum;
    plant.batch_classes = {"any"};
    plant.batch_compatible = {true};
    const Id between = station(3);
    add_recipes(least_s);
    for (Id id = 0; id < 4; ++id) {
      const Step in_oven = oven_step(id < recipes_.size() ? recipes_[id] : kNone);
      part({in_oven, step(between, 3), in_oven}, 1 + id % 3);
    }
    Id leads = 0;
    for (std::int64_t at_s = 0; at_s < 1500; at_s += 12, ++leads) {
      for (const Id offset : {0U, 3U, 2U}) job((leads + offset) % 4, at_s);
    }
    failure(oven, FailureClock::kBusy, 150, 9);
  }

 private:
  std::vector<Id> recipes_;

  void add_recipes(std::int64_t least_s) {
    const Id of_whole = of_job("of_whole");
    const Id film = characteristic("film");
    const Id of_piece = characteristic("of_piece");
    const Id wear = condition(1);
    grows(oven, wear, GrowthBy::kProcessSecond, seconds(0.001));
    const Id whole = sum(draw_of(keep(uniform(3, 14))), number(1), of_whole);
    const Id grown = sum(draw_of(keep(uniform(0, 5))), of_capture(0), film);
    const Id pieces = sum(draw_of(keep(uniform(1, 4))), of_capture(0), of_piece);
    recipes_ = {recipe({whole}), recipe({grown}, {{CaptureKind::kProcessTime}}),
                recipe({pieces}, {{CaptureKind::kCondition, wear}})};
    set_duration(recipes_[0], of_whole, least_s);
    set_duration(recipes_[2], of_piece, 2 * least_s);
    figure(recipes_[1], grown);
    figure(recipes_[2], pieces);
  }
  void set_duration(Id recipe, Id characteristic, std::int64_t least_s) {
    outcomes().recipes[recipe].duration = characteristic;
    outcomes().recipes[recipe].earliest = sec(least_s);
  }
  Step oven_step(Id recipe) {
    Step result = step(oven, 7);
    result.per = ProcessPer::kBatch;
    result.batch_min = 2;
    result.batch_max = 4;
    result.batch_class = 0;
    result.recipe = recipe;
    return result;
  }
};

}  // namespace

TEST_SUITE("experiment.mixed_batches") {
  TEST_CASE(
      "mixed batches: end states do not depend on cohort and batch and threads and launches") {
    for (const std::int64_t least_s : {0, 4}) {
      CAPTURE(least_s);
      const MixedOvens ovens(least_s);
      Simulation simulation(ovens.plant, kSeed, 0);
      simulation.advance(ovens.plant.horizon());
      const StationStats& stats = simulation.statistics().stations[ovens.oven];
      CHECK(stats.tasks > 100);
      CHECK(stats.jobs() > 2 * stats.tasks);
      const std::vector<std::string> alone = ends_alone(ovens.plant);
      const Outcome one = run(ovens.plant, 1, offload_of(1, 4096));
      CHECK((one.ends == alone));
      for (const std::uint32_t cohort : {1U, 3U, kReplications}) {
        for (const std::size_t batch_items : {1U, 7U, 4096U}) {
          for (const std::size_t early_items : {0U, 1U, 16U}) {
            CAPTURE(cohort);
            CAPTURE(batch_items);
            CAPTURE(early_items);
            OffloadPlan plan = offload_of(cohort, batch_items);
            plan.settings.early_items = early_items;
            const Outcome outcome = run(ovens.plant, cohort == 3 ? 3 : 1, plan);
            REQUIRE(outcome.n_complete == kReplications);
            REQUIRE((outcome.ends == alone));
            // Launched early is also what is not needed before the horizon.
            REQUIRE(items(outcome) >= items(one));
            REQUIRE((early_items > 0 || items(outcome) == items(one)));
          }
        }
      }
    }
  }
}
