#include "twinline/plant/outcome/resolve.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <utility>

#include "twinline/plant/outcome/batch.h"

namespace twinline {

namespace {

using Clock = std::chrono::steady_clock;
constexpr OffloadEngine::Ticket kNoTicket = std::numeric_limits<OffloadEngine::Ticket>::max();

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

Id use_of(const Plant& plant, const BatchPart& part) {
  return plant.outcomes.recipes[part.recipe].evaluations[part.place];
}

/// Draws the inputs that are drawn, of neighbouring parts of one use together.
template <class Parts, class PartOf>
void draw_all(const Plant& plant, const Parts& parts, PartOf part_of, OffloadEngine& engine) {
  for (std::size_t begin = 0; begin < parts.size();) {
    const BatchPart& first = part_of(parts[begin]);
    const Id use = use_of(plant, first);
    std::size_t end = begin;
    while (end < parts.size() && use_of(plant, part_of(parts[end])) == use) ++end;
    const BatchPart& last = part_of(parts[end - 1]);
    draw_inputs(plant, use, first.first_item, last.first_item + last.n_items - first.first_item,
                engine.taken(), engine.draws());
    begin = end;
  }
}

/// A part and whose it is.
struct CohortPart {
  std::size_t state = 0;
  BatchPart part;
};

class Resolver {
 public:
  /// @param first by state and recipe: the first request whose first evaluation is not done.
  Resolver(const Plant& plant, const std::vector<PlantState*>& states,
           std::vector<std::vector<std::size_t>> first, OffloadEngine& engine)
      : plant_(plant),
        states_(states),
        first_(std::move(first)),
        engine_(engine),
        faults_(states.size()) {}

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
          evaluation.per_piece ? state.jobs[state.pending[recipe].requests[i].job].pieces : 1;
      if (n_items_ > 0 && n_items_ + items > engine_.settings().batch_items) {
        launch(evaluation.model);
      }
      parts_.push_back({s, {recipe, place, i, n_items_, items}});
      n_items_ += items;
    }
  }

  void launch(Id model) {
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
    draw_all(
        plant_, parts_, [](const CohortPart& p) -> const BatchPart& { return p.part; }, engine_);
  }

  Id use_of(const BatchPart& part) const { return twinline::use_of(plant_, part); }

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
  const std::vector<std::vector<std::size_t>> first_;
  OffloadEngine& engine_;
  std::vector<std::string> faults_;
  std::vector<CohortPart> parts_;
  std::size_t n_items_ = 0;
};

}  // namespace

OutcomeLaunches::OutcomeLaunches(const Plant& plant, OffloadEngine& engine)
    : plant_(plant), engine_(engine) {}

OutcomeLaunches::Launched& OutcomeLaunches::launched(const PlantState& state) {
  for (Launched& counts : launched_) {
    if (counts.state == &state) return counts;
  }
  launched_.push_back({&state, std::vector<std::size_t>(plant_.outcomes.recipes.size(), 0)});
  return launched_.back();
}

void OutcomeLaunches::begin(const PlantState& state) {
  Launched& counts = launched(state);
  for (Id model = 0; model < plant_.models.size(); ++model) launch(state, model, counts);
  for (Id r = 0; r < counts.requests.size(); ++r) {
    counts.requests[r] = state.pending[r].requests.size();
  }
}

/// First evaluations alone: a later one of a recipe may read what that gave.
void OutcomeLaunches::launch(const PlantState& state, Id model, const Launched& counts) {
  std::vector<BatchPart> parts;
  std::size_t n_items = 0;
  for (Id r = 0; r < plant_.outcomes.recipes.size(); ++r) {
    const Recipe& recipe = plant_.outcomes.recipes[r];
    if (recipe.evaluations.empty()) continue;
    const ModelUse& use = plant_.outcomes.evaluations[recipe.evaluations[0]];
    if (use.model != model) continue;
    for (std::size_t i = counts.requests[r]; i < state.pending[r].requests.size(); ++i) {
      const Job& job = state.jobs[state.pending[r].requests[i].job];
      const std::uint32_t items = use.per_piece ? job.pieces : 1;
      if (n_items > 0 && n_items + items > engine_.settings().batch_items) {
        take_off(state, model, std::exchange(parts, {}));
        n_items = 0;
      }
      parts.push_back({r, 0, i, n_items, items});
      n_items += items;
    }
  }
  if (n_items > 0) take_off(state, model, std::move(parts));
}

void OutcomeLaunches::take_off(const PlantState& state, Id model, std::vector<BatchPart> parts) {
  const Clock::time_point start = Clock::now();
  engine_.prepare(model, parts.back().first_item + parts.back().n_items);
  for (const BatchPart& part : parts) gather_items(plant_, state, part, engine_.taken());
  draw_all(
      plant_, parts, [](const BatchPart& part) -> const BatchPart& { return part; }, engine_);
  engine_.add_time(model, seconds(Clock::now() - start), 0);
  // Where a number is out of range, all of it is left for resolve(), which says whose it is.
  flights_.push_back({engine_.begin().value_or(kNoTicket), &state, std::move(parts)});
}

/// Writes what was launched for these runs. What met a fault counts as not launched.
void OutcomeLaunches::land(const std::vector<PlantState*>& states) {
  if (flights_.empty()) return;
  engine_.finish();
  for (Flight& flight : flights_) {
    const auto owner = std::find(states.begin(), states.end(), flight.state);
    if (owner == states.end()) continue;
    const SoaBatch* const given =
        flight.ticket == kNoTicket ? nullptr : engine_.given(flight.ticket);
    const Clock::time_point start = Clock::now();
    for (const BatchPart& part : flight.parts) {
      if (given != nullptr) {
        scatter_items(plant_, **owner, part, *given);
      } else {
        std::size_t& first = launched(**owner).requests[part.recipe];
        first = std::min(first, part.request);
      }
    }
    const Id model = plant_.outcomes.evaluations[use_of(plant_, flight.parts[0])].model;
    engine_.add_time(model, 0, seconds(Clock::now() - start));
    if (flight.ticket != kNoTicket) engine_.release(flight.ticket);
    flight.state = nullptr;
  }
  const auto landed = [](const Flight& flight) { return flight.state == nullptr; };
  flights_.erase(std::remove_if(flights_.begin(), flights_.end(), landed), flights_.end());
}

std::vector<std::string> OutcomeLaunches::resolve(const std::vector<PlantState*>& states) {
  land(states);
  std::vector<std::vector<std::size_t>> first;
  for (const PlantState* state : states) {
    Launched& counts = launched(*state);
    first.push_back(counts.requests);
    std::fill(counts.requests.begin(), counts.requests.end(), 0);
  }
  return Resolver(plant_, states, std::move(first), engine_).run();
}

void OutcomeLaunches::forget(const PlantState& state) {
  const auto of_state = [&](const auto& entry) { return entry.state == &state; };
  if (std::any_of(flights_.begin(), flights_.end(), of_state)) {
    engine_.finish();
    for (const Flight& flight : flights_) {
      if (of_state(flight) && flight.ticket != kNoTicket) engine_.release(flight.ticket);
    }
  }
  flights_.erase(std::remove_if(flights_.begin(), flights_.end(), of_state), flights_.end());
  launched_.erase(std::remove_if(launched_.begin(), launched_.end(), of_state), launched_.end());
}

}  // namespace twinline
