#include "twinline/plant/outcome/launches.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <utility>

#include "twinline/core/error.h"
#include "twinline/plant/outcome/resolve.h"

namespace twinline {

namespace {

using Clock = std::chrono::steady_clock;
constexpr OffloadEngine::Ticket kNoTicket = std::numeric_limits<OffloadEngine::Ticket>::max();

double seconds_since(Clock::time_point begun) {
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

}  // namespace

OutcomeLaunches::OutcomeLaunches(const Plant& plant, OffloadEngine& engine)
    : plant_(plant), engine_(engine), wanted_(engine.settings().early_items) {}

void OutcomeLaunches::join(PlantState& state) {
  members_.push_back({&state, std::vector<std::size_t>(plant_.outcomes.recipes.size(), 0), 0});
}

void OutcomeLaunches::leave(const PlantState& state) {
  const auto of_state = [&](const auto& entry) { return entry.state == &state; };
  members_.erase(std::remove_if(members_.begin(), members_.end(), of_state), members_.end());
  for (Flight& flight : flights_) {
    std::vector<BatchPart>& parts = flight.parts;
    parts.erase(std::remove_if(parts.begin(), parts.end(), of_state), parts.end());
  }
}

OutcomeLaunches::Member& OutcomeLaunches::member(const PlantState& state) {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const Member& m) { return m.state == &state; });
  TWINLINE_EXPECTS(found != members_.end(), "the run has not joined the cohort");
  return *found;
}

std::uint64_t OutcomeLaunches::due(const PlantState& state) const {
  if (engine_.settings().early_items == 0) return std::numeric_limits<std::uint64_t>::max();
  std::uint64_t in_all = 0;
  for (const Member& member : members_) in_all += waiting(member);
  return state.pending_items + (in_all < wanted_ ? wanted_ - in_all : 1);
}

void OutcomeLaunches::begin() {
  for (Id model = 0; model < plant_.models.size(); ++model) launch(model);
  // A device that has no room yet is not asked at once again.
  wanted_ = engine_.settings().early_items;
  std::uint64_t left = 0;
  for (const Member& member : members_) left += waiting(member);
  wanted_ += left;
}

/// First evaluations alone: a later one of a recipe may read what that gave.
void OutcomeLaunches::launch(Id model) {
  std::vector<BatchPart> parts;
  std::size_t n_items = 0;
  for (const Member& member : members_) {
    for (Id r = 0; r < plant_.outcomes.recipes.size(); ++r) {
      const ModelUse& use = plant_.outcomes.evaluations[plant_.outcomes.recipes[r].evaluations[0]];
      if (use.model != model) continue;
      const std::vector<OutcomeRequest>& requests = member.state->pending[r].requests;
      for (std::size_t i = member.requests[r]; i < requests.size(); ++i) {
        const std::uint32_t items = use.n_items(member.state->jobs[requests[i].job].pieces);
        if (n_items > 0 && n_items + items > engine_.settings().batch_items) {
          take_off(model, std::exchange(parts, {}));
          n_items = 0;
        }
        if (!engine_.has_room()) return;
        parts.push_back({member.state, r, 0, i, n_items, items});
        n_items += items;
      }
    }
  }
  if (n_items > 0) take_off(model, std::move(parts));
}

void OutcomeLaunches::take_off(Id model, std::vector<BatchPart> parts) {
  const Clock::time_point start = Clock::now();
  engine_.prepare(model, parts.back().first_item + parts.back().n_items);
  gather_items(plant_, parts, engine_.taken(), engine_.draws());
  engine_.add_time(model, seconds_since(start), 0);
  for (const BatchPart& part : parts) {
    Member& launched = member(*part.state);
    launched.requests[part.recipe] = part.request + 1;
    launched.items += part.n_items;
  }
  // Where a number is out of range, all of it is left for resolve(), which says whose it is.
  const OffloadEngine::Ticket ticket = engine_.begin().value_or(kNoTicket);
  flights_.push_back({ticket, model, std::move(parts)});
}

/// Writes what was launched for these runs.
void OutcomeLaunches::land(const std::vector<PlantState*>& states) {
  if (flights_.empty()) return;
  engine_.finish();
  for (Flight& flight : flights_) {
    const SoaBatch* const given =
        flight.ticket == kNoTicket ? nullptr : engine_.given(flight.ticket);
    const Clock::time_point start = Clock::now();
    const auto arrives = [&](const BatchPart& part) {
      if (std::find(states.begin(), states.end(), part.state) == states.end()) return false;
      arrive(part, given);
      return true;
    };
    std::vector<BatchPart>& parts = flight.parts;
    parts.erase(std::remove_if(parts.begin(), parts.end(), arrives), parts.end());
    engine_.add_time(flight.model, 0, seconds_since(start));
    if (parts.empty() && flight.ticket != kNoTicket) engine_.release(flight.ticket);
  }
  const auto landed = [](const Flight& flight) { return flight.parts.empty(); };
  flights_.erase(std::remove_if(flights_.begin(), flights_.end(), landed), flights_.end());
}

/// What met a fault counts as not launched.
void OutcomeLaunches::arrive(const BatchPart& part, const SoaBatch* given) {
  if (given != nullptr) {
    scatter_items(plant_, part, *given);
  } else {
    std::size_t& first = member(*part.state).requests[part.recipe];
    first = std::min(first, part.request);
  }
}

std::vector<std::string> OutcomeLaunches::resolve(const std::vector<PlantState*>& states) {
  land(states);
  std::vector<std::vector<std::size_t>> first;
  for (const PlantState* state : states) {
    Member& launched = member(*state);
    first.push_back(launched.requests);
    std::fill(launched.requests.begin(), launched.requests.end(), 0);
    launched.items = 0;
  }
  wanted_ = engine_.settings().early_items;
  return resolve_outcomes(plant_, states, first, engine_);
}

}  // namespace twinline
