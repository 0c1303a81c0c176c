#include <algorithm>
#include <numeric>
#include <set>

#include <doctest/doctest.h>

#include "support/outcome_plant_parts.h"
#include "support/plant_run.h"
#include "twinline/physics/random_number.h"
#include "twinline/plant/outcome/batch.h"

// Several evaluations for each piece or job, and what is kept of them.

namespace {

using namespace twinline;
using Numbers = std::vector<double>;

constexpr std::uint32_t kItems = 5;

/// A step that evaluates items for a job of three pieces: what they give is drawn.
struct Welds {
  OutcomePlant builder{3};
  Id kept;
  Id use;
  Id recipe;

  Welds(bool per_piece, Reduction reduction, double limit = 0)
      : kept(builder.characteristic("kept", per_piece)),
        use(builder.copy(draw_of(builder.keep(uniform(2, 4))), kept)),
        recipe(builder.recipe({use})) {
    ModelUse& welds = builder.outcomes().evaluations[use];
    welds.items = kItems;
    welds.outputs[0].reduction = reduction;
    welds.outputs[0].limit = limit;
    Step step = builder.step(builder.station(), 10);
    step.recipe = recipe;
    builder.jobs(builder.part({step}, 3), {0});
  }

  /// What the run keeps of its one job.
  Numbers of_run(std::uint32_t n) const {
    return numbers_after(builder.plant, PlantRun(builder.plant, 20).state(), 0, kept, n);
  }
  /// The draw of an item of that job, by the rule of the keys.
  double item(std::uint32_t number) const {
    OutcomeBench bench(builder.plant);
    Job& job = bench.state.jobs[bench.job(0, 3)];
    const std::uint64_t request = key_for_job(bench.context, Purpose::kOutcome, job);
    const std::uint64_t base = key_of(philox({{use, 0, 0, 1}}, request)) >> 11U;
    return UniformNumber{}({static_cast<double>(base ^ number), 2, 4}).value;
  }
  Numbers of_piece(std::uint32_t piece) const {
    Numbers numbers;
    for (std::uint32_t k = 0; k < kItems; ++k) numbers.push_back(item(piece * kItems + k));
    return numbers;
  }
};

double reduced(Reduction reduction, const Numbers& x, double limit) {
  const double sum = std::accumulate(x.begin(), x.end(), 0.0);
  double below = 0;
  for (const double value : x) below += value < limit ? 1 : 0;
  switch (reduction) {
    case Reduction::kMin:
      return *std::min_element(x.begin(), x.end());
    case Reduction::kMax:
      return *std::max_element(x.begin(), x.end());
    case Reduction::kMean:
      return sum / static_cast<double>(x.size());
    case Reduction::kSum:
      return sum;
    case Reduction::kBelow:
      return below;
    default:
      return static_cast<double>(x.size()) - below;
  }
}

constexpr Reduction kAll[] = {Reduction::kMin, Reduction::kMax,   Reduction::kMean,
                              Reduction::kSum, Reduction::kBelow, Reduction::kAbove};

}  // namespace

TEST_SUITE("plant.items") {
  TEST_CASE("items: each reduction of a job's items is that of evaluations one by one") {
    for (const Reduction reduction : kAll) {
      CAPTURE(static_cast<int>(reduction));
      const Welds welds(false, reduction, 3);
      CHECK(welds.of_run(1)[0] == reduced(reduction, welds.of_piece(0), 3));
    }
  }

  TEST_CASE("items: the items of a piece are its own") {
    for (const Reduction reduction : kAll) {
      CAPTURE(static_cast<int>(reduction));
      const Welds welds(true, reduction, 3);
      const Numbers kept = welds.of_run(3);
      for (std::uint32_t piece = 0; piece < 3; ++piece) {
        CHECK(kept[piece] == reduced(reduction, welds.of_piece(piece), 3));
      }
    }
  }

  TEST_CASE("items: all items of a job have draws of their own") {
    const Welds welds(true, Reduction::kMin);
    std::set<double> draws;
    for (std::uint32_t i = 0; i < 3 * kItems; ++i) draws.insert(welds.item(i));
    CHECK(draws.size() == 3 * kItems);
  }

  TEST_CASE("items: a count of one item is 0 or 1") {
    for (const double limit : {1.0, 5.0}) {
      Welds welds(true, Reduction::kBelow, limit);
      welds.builder.outcomes().evaluations[welds.use].items = 1;
      CHECK(welds.of_run(3) == Numbers(3, limit == 5 ? 1 : 0));
    }
  }

  TEST_CASE("items: they read the piece's number or the mean of the job's") {
    for (const bool per_piece : {true, false}) {
      CAPTURE(per_piece);
      OutcomePlant b(3);
      const Id total = b.characteristic("total", per_piece);
      const Id use = b.sum(of_characteristic(kPieceNumber), of_capture(0), total);
      ModelUse& welds = b.outcomes().evaluations[use];
      welds.items = kItems;
      welds.outputs[0].reduction = Reduction::kSum;
      Step step = b.step(b.station(), 10);
      step.recipe = b.recipe({use}, {{CaptureKind::kProcessTime}});
      b.jobs(b.part({step}, 3), {0});
      const Numbers kept =
          numbers_after(b.plant, PlantRun(b.plant, 20).state(), 0, total, per_piece ? 3 : 1);
      CHECK(kept == (per_piece ? Numbers{50, 55, 60} : Numbers{55}));
    }
  }

  TEST_CASE("items: a process lasts the sum of the times of its items") {
    OutcomePlant b(1);
    const Id seconds = b.of_job("seconds");
    const Id use = b.copy(number(3), seconds);
    b.outcomes().evaluations[use].items = kItems;
    b.outcomes().evaluations[use].outputs[0].reduction = Reduction::kSum;
    Step step = b.step(b.station(), 1);
    step.recipe = b.recipe({use});
    b.outcomes().recipes[step.recipe].duration = seconds;
    b.jobs(b.part({step}), {0});
    CHECK(PlantRun(b.plant, 60).log("finish") == "j0 15");
  }
}
