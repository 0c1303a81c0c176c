#include "twinline/plant/outcome/resolve.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "twinline/plant/outcome/batch.h"

namespace twinline {

namespace {

/// A part and whose it is.
struct CohortPart {
  std::size_t state = 0;
  BatchPart part;
};

class Resolver {
 public:
  Resolver(const Plant& plant, const std::vector<PlantState*>& states, OffloadEngine& engine)
      : plant_(plant), states_(states), engine_(engine), faults_(states.size()) {}

  std::vector<std::string> run() {
    const std::vector<Recipe>& recipes = plant_.outcomes.recipes;
    std::size_t n_rounds = 0;
    for (const Recipe& recipe : recipes) n_rounds = std::max(n_rounds, recipe.evaluations.size());
    // A recipe's evaluations follow each other: a later one may read what an earlier one gave.
    for (std::size_t round = 0; round < n_rounds; ++round) {
      for (Id model = 0; model < plant_.models.size(); ++model) evaluate(model, round);
    }
    for (PlantState* state : states_) {
      for (PendingOutcomes& pending : state->pending) {
        pending.requests.clear();
        pending.captured.clear();
      }
      state->outcomes_needed = SimTime::max();
    }
    return std::move(faults_);
  }

 private:
  void evaluate(Id model, std::size_t round) {
    for (std::size_t s = 0; s < states_.size(); ++s) {
      for (Id r = 0; r < plant_.outcomes.recipes.size(); ++r) {
        const Recipe& recipe = plant_.outcomes.recipes[r];
        if (round >= recipe.evaluations.size()) continue;
        const ModelUse& evaluation = plant_.outcomes.evaluations[recipe.evaluations[round]];
        if (evaluation.model == model) add(s, r, round, evaluation);
      }
    }
    launch(model);
  }

  /// Puts all requests of a recipe into the batch, launching it whenever it is full.
  void add(std::size_t s, Id recipe, std::size_t place, const ModelUse& evaluation) {
    const PlantState& state = *states_[s];
    const std::size_t n = state.pending[recipe].requests.size();
    for (std::size_t i = 0; i < n && faults_[s].empty(); ++i) {
      const std::uint32_t items =
          evaluation.per_piece ? state.jobs[state.pending[recipe].requests[i].job].pieces : 1;
      if (n_items_ > 0 && n_items_ + items > engine_.settings().batch_items) {
        launch(evaluation.model);
      }
      parts_.push_back({s, {recipe, place, i, n_items_, items}});
      n_items_ += items;
    }
  }

  void launch(Id model) {
    using Clock = std::chrono::steady_clock;
    while (n_items_ > 0) {
      const Clock::time_point start = Clock::now();
      engine_.prepare(model, n_items_);
      gather();
      const Clock::time_point gathered = Clock::now();
      if (const std::optional<ItemFault> fault = engine_.evaluate()) {
        drop(*fault);
        continue;
      }
      const Clock::time_point evaluated = Clock::now();
      for (const CohortPart& p : parts_) {
        scatter_items(plant_, *states_[p.state], p.part, engine_.given());
      }
      const auto seconds = [](Clock::duration d) {
        return std::chrono::duration<double>(d).count();
      };
      engine_.add_time(model, seconds(gathered - start), seconds(Clock::now() - evaluated));
      break;
    }
    parts_.clear();
    n_items_ = 0;
  }

  void gather() {
    for (const CohortPart& p : parts_) {
      gather_items(plant_, *states_[p.state], p.part, engine_.taken());
    }
    for (std::size_t begin = 0; begin < parts_.size();) {
      const BatchPart& first = parts_[begin].part;
      const Id use = use_of(first);
      std::size_t end = begin;
      while (end < parts_.size() && use_of(parts_[end].part) == use) ++end;
      const BatchPart& last = parts_[end - 1].part;
      draw_inputs(plant_, use, first.first_item, last.first_item + last.n_items - first.first_item,
                  engine_.taken(), engine_.draws());
      begin = end;
    }
  }

  Id use_of(const BatchPart& part) const {
    return plant_.outcomes.recipes[part.recipe].evaluations[part.place];
  }

  /// Takes the run that a faulty item belongs to out of the batch.
  void drop(const ItemFault& fault) {
    const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const CohortPart& p) {
      return fault.item < p.part.first_item + p.part.n_items;
    });
    const std::size_t state = found->state;
    faults_[state] = describe(*found, fault);
    const auto of_state = [state](const CohortPart& p) { return p.state == state; };
    parts_.erase(std::remove_if(parts_.begin(), parts_.end(), of_state), parts_.end());
    n_items_ = 0;
    for (CohortPart& p : parts_) {
      p.part.first_item = n_items_;
      n_items_ += p.part.n_items;
    }
  }

  std::string describe(const CohortPart& p, const ItemFault& fault) const {
    const PlantState& state = *states_[p.state];
    const OutcomeRequest& request = state.pending[p.part.recipe].requests[p.part.request];
    const Job& job = state.jobs[request.job];
    const std::string release = job.release < plant_.releases.size()
                                    ? plant_.releases[job.release].name
                                    : std::string("initial");
    std::string text = "job " + std::to_string(job.serial) + " of release \"" + release +
                       "\" at step \"" + plant_.step_names[job.step] + "\"";
    if (request.machine != kNone) {
      text += " on machine \"" + plant_.machines[request.machine].name + "\"";
    }
    return text + ": \"" + plant_.outcomes.evaluations[use_of(p.part)].name + "\": " + fault.reason;
  }

  const Plant& plant_;
  const std::vector<PlantState*>& states_;
  OffloadEngine& engine_;
  std::vector<std::string> faults_;
  std::vector<CohortPart> parts_;
  std::size_t n_items_ = 0;
};

}  // namespace

std::vector<std::string> resolve_outcomes(const Plant& plant,
                                          const std::vector<PlantState*>& states,
                                          OffloadEngine& engine) {
  return Resolver(plant, states, engine).run();
}

}  // namespace twinline
