#pragma once

#include "support/outcome_plant_parts.h"
#include "twinline/physics/registry.h"

namespace twinline {

/// A small line in which everything that outcomes can do happens: a score decides who comes first;
/// film is deposited and oxidised by two models one after the other, with a temperature drawn for
/// each piece, gas that drifts with the machine and a time that control sets; a gauge measures it
/// and a gate reworks and scraps pieces; then a model says how long the last step takes, which is
/// the worst of nine of its items, and another counts among 11 items for each piece. Three jobs
/// come every 20 s, the last at the horizon itself: outcomes are needed there too.
class OutcomeLine : public OutcomePlant {
 public:
  Id score = kNone;
  Id film = kNone;
  Id measured = kNone;

  explicit OutcomeLine(std::int64_t duration_s = 2000) : OutcomePlant(kPieces) {
    plant.run.name = "outcome_line";
    plant.run.duration = sec(duration_s);
    plant.run.warm_up = SimTime();
    score = of_job("score");
    film = characteristic("film");
    measured = characteristic("measured");
    const Id seconds = of_job("seconds");
    const Id ranked = station(2, {RankKey::kLearned});
    const Id deposit = station(3);
    const Id metrology = station(1);
    const Id last = station(2);

    at(ranked).score = score;
    at(ranked).score_recipe = recipe({sum(of_capture(0), draw_of(keep(uniform(0, 5))), score)},
                                     {{CaptureKind::kQueueLength}});
    Step dressing = step(last, 10);
    const Id times = sum(draw_of(keep(uniform(4, 12))), number(2), seconds);
    reduce(times, 9, Reduction::kMax, 0);
    const Id small =
        sum(draw_of(keep(uniform(0, 1))), of_characteristic(kPieceNumber), characteristic("small"));
    reduce(small, 11, Reduction::kBelow, 0.7);
    dressing.recipe = recipe({times, small});
    outcomes().recipes[dressing.recipe].duration = seconds;
    outcomes().recipes[dressing.recipe].earliest = sec(5);
    for (const std::uint32_t pieces : {kPieces, 2U}) {
      part({step(ranked, 6), step(deposit, 16), step(metrology, 3), dressing}, pieces);
    }
    deposition(deposit);
    judge_film(2);
    for (std::int64_t at_s = 0; at_s <= duration_s; at_s += 20) {
      for (const Id of : {0U, 1U, 0U}) job(of, at_s);
    }
    failure(deposit, FailureClock::kBusy, 400, 30);
  }

 private:
  static constexpr std::uint32_t kPieces = 5;

  void reduce(Id use, std::uint32_t items, Reduction reduction, double limit) {
    plant.outcomes.evaluations[use].items = items;
    plant.outcomes.evaluations[use].outputs[0].reduction = reduction;
    plant.outcomes.evaluations[use].outputs[0].limit = limit;
  }

  Id model(const char* name) {
    plant.models.emplace_back();
    plant.models.back().name = name;
    plant.models.back().physics = find_model(name);
    return static_cast<Id>(plant.models.size() - 1);
  }

  ModelUse use(const char* name) {
    ModelUse use;
    use.name = name;
    use.model = model(name);
    const ModelInfo& info = *plant.models.back().physics;
    for (std::size_t i = 0; i < info.n_take; ++i) use.inputs.push_back(number(info.take[i].usual));
    use.outputs = {{0, film, 0, kNone}};
    return use;
  }

  void deposition(Id station) {
    const Id gas = condition(1e21);
    grows(station, gas, GrowthBy::kPiece, keep(uniform(-1e18, 2e18)));
    ModelUse cvd = use("cvd_deposition");
    cvd.inputs[0] = draw_of(keep(uniform(884, 900)));
    cvd.inputs[1] = of_capture(1);
    cvd.inputs[2] = of_capture(0);
    plant.outcomes.evaluations.push_back(cvd);
    ModelUse oxide = use("thermal_oxidation");
    oxide.inputs[0] = draw_of(keep(uniform(1150, 1180)));
    oxide.inputs[1] = number(60);
    oxide.inputs[2] = of_characteristic(film);
    plant.outcomes.evaluations.push_back(oxide);
    const auto n = static_cast<Id>(plant.outcomes.evaluations.size());
    const Id both =
        recipe({n - 2, n - 1}, {{CaptureKind::kCondition, gas}, {CaptureKind::kControl, 0}});
    figure(both, n - 1);
    for (Step& step : plant.steps) {
      if (step.station == station) step.recipe = both;
    }
  }

  /// At a step, by its place in each route.
  void judge_film(Id place) {
    for (const Route& route : plant.routes) {
      const Id step = route.first_step + place;
      Gauge& measuring = gauge(step, film, measured);
      measuring.noise = 1e-9;
      measuring.pieces = 3;
      Gate& limits = gate(step, measured, 82e-9, 108e-9);
      limits.below = {GateAction::kRework, step - 1};
      limits.above = {GateAction::kScrap, kNone};
      limits.rework_limit = 2;
    }
    const Id first = plant.routes[0].first_step + place;
    Control& loop = control(first, measured, 95e-9);
    loop.slope = 1.6e-10;
    loop.start = 500;
    loop.low = 300;
    loop.high = 900;
    inspection(plant.routes[1].first_step + place).controls = inspection(first).controls;
  }
};

}  // namespace twinline
