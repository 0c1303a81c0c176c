#include "twinline/plant/outcome/resolve.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "twinline/plant/outcome/batch.h"

namespace twinline {

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

class Resolver {
 public:
  Resolver(const Plant& plant, const std::vector<PlantState*>& states,
           const std::vector<std::vector<std::size_t>>& first, OffloadEngine& engine)
      : plant_(plant), states_(states), first_(first), engine_(engine), faults_(states.size()) {}

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
      state->pending_items = 0;
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
    for (std::size_t i = place == 0 ? first_[s][recipe] : 0; i < n && faults_[s].empty(); ++i) {
      const std::uint32_t items =
          evaluation.n_items(state.jobs[state.pending[recipe].requests[i].job].pieces);
      if (n_items_ > 0 && n_items_ + items > engine_.settings().batch_items) {
        launch(evaluation.model);
      }
      parts_.push_back({states_[s], recipe, place, i, n_items_, items});
      n_items_ += items;
    }
  }

  void launch(Id model) {
    while (n_items_ > 0) {
      const Clock::time_point start = Clock::now();
      engine_.prepare(model, n_items_);
      gather_items(plant_, parts_, engine_.taken(), engine_.draws());
      const Clock::time_point gathered = Clock::now();
      if (const std::optional<ItemFault> fault = engine_.evaluate()) {
        drop(*fault);
        continue;
      }
      const Clock::time_point evaluated = Clock::now();
      for (const BatchPart& p : parts_) {
        scatter_items(plant_, p, engine_.given());
      }
      engine_.add_time(model, seconds(gathered - start), seconds(Clock::now() - evaluated));
      break;
    }
    parts_.clear();
    n_items_ = 0;
  }

  /// Takes the run that a faulty item belongs to out of the batch.
  void drop(const ItemFault& fault) {
    const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const BatchPart& p) {
      return fault.item < p.first_item + p.n_items;
    });
    PlantState* const state = found->state;
    const auto slot = std::find(states_.begin(), states_.end(), state) - states_.begin();
    faults_[static_cast<std::size_t>(slot)] = describe(*found, fault);
    const auto of_state = [state](const BatchPart& p) { return p.state == state; };
    parts_.erase(std::remove_if(parts_.begin(), parts_.end(), of_state), parts_.end());
    n_items_ = 0;
    for (BatchPart& p : parts_) {
      p.first_item = n_items_;
      n_items_ += p.n_items;
    }
  }

  std::string describe(const BatchPart& p, const ItemFault& fault) const {
    const PlantState& state = *p.state;
    const OutcomeRequest& request = state.pending[p.recipe].requests[p.request];
    const Job& job = state.jobs[request.job];
    const std::string release = job.release < plant_.releases.size()
                                    ? plant_.releases[job.release].name
                                    : std::string("initial");
    std::string text = "job " + std::to_string(job.serial) + " of release \"" + release +
                       "\" at step \"" + plant_.step_names[job.step] + "\"";
    if (request.machine != kNone) {
      text += " on machine \"" + plant_.machines[request.machine].name + "\"";
    }
    return text + ": \"" + plant_.outcomes.evaluations[use_of(plant_, p)].name +
           "\": " + fault.reason;
  }

  const Plant& plant_;
  const std::vector<PlantState*>& states_;
  const std::vector<std::vector<std::size_t>>& first_;
  OffloadEngine& engine_;
  std::vector<std::string> faults_;
  std::vector<BatchPart> parts_;
  std::size_t n_items_ = 0;
};

}  // namespace

std::vector<std::string> resolve_outcomes(const Plant& plant,
                                          const std::vector<PlantState*>& states,
                                          const std::vector<std::vector<std::size_t>>& first,
                                          OffloadEngine& engine) {
  return Resolver(plant, states, first, engine).run();
}

}  // namespace twinline
