#include "twinline/plant/outcome/finish.h"

#include <numeric>

#include "twinline/plant/outcome/values.h"
#include "twinline/plant/reliability/downtime.h"

namespace twinline {

namespace {

void record_figures(Context& context, const Recipe& recipe, Id job) {
  const Outcomes& outcomes = context.plant.outcomes;
  for (const Id f : recipe.figures) {
    const OutcomeFigure& figure = outcomes.figures[f];
    const bool per_piece = outcomes.characteristics[figure.characteristic].per_piece;
    const double* const value = numbers_of(context, job, figure.characteristic, figure.number);
    const std::uint32_t n = per_piece ? context.state.jobs[job].pieces : 1;
    context.state.stats.outcomes[f].add(value, n);
  }
}

/// Puts a new value behind the last ones.
void push(Context& context, Id machine, Id condition, double value) {
  double* const values = condition_of(context.plant, context.state, machine, condition);
  const std::uint32_t n = context.plant.outcomes.conditions[condition].size;
  std::move(values + 1, values + n, values);
  values[n - 1] = value;
}

void grow(Context& context, const Task& task, const Growth& growth) {
  const std::uint32_t visit = context.state.n_condition_draws[task.machine]++;
  const double u =
      context.state.random.uniform(Purpose::kCondition, growth.condition, task.machine, visit);
  const double amount =
      sample(context.plant.distributions[growth.amount], context.plant.empirical, u);
  double count = 1;
  if (growth.by == GrowthBy::kJob) count = task.n_jobs;
  if (growth.by == GrowthBy::kPiece) count = task.pieces;
  if (growth.by == GrowthBy::kProcessSecond) {
    count = (task.phase_end[2] - task.phase_end[1]).seconds();
  }
  const std::uint32_t newest = context.plant.outcomes.conditions[growth.condition].size - 1;
  const double before =
      condition_of(context.plant, context.state, task.machine, growth.condition)[newest];
  push(context, task.machine, growth.condition, before + amount * count);
}

/// What is evaluated for a job at its step; a batch may hold jobs of several steps.
const Recipe* recipe_of(const Context& context, Id job) {
  const Id recipe = context.plant.steps[context.state.jobs[job].step].recipe;
  return recipe == kNone ? nullptr : &context.plant.outcomes.recipes[recipe];
}

/// Pieces are processed one after the other.
double duration_of(Context& context, Id job, Id characteristic) {
  const bool per_piece = context.plant.outcomes.characteristics[characteristic].per_piece;
  const double* const seconds = numbers_of(context, job, characteristic);
  const std::uint32_t n = per_piece ? context.state.jobs[job].pieces : 1;
  return std::accumulate(seconds, seconds + n, 0.0);
}

}  // namespace

KnownDuration plan_duration(const Context& context, Task& task) {
  KnownDuration known;
  for (Id job = task.first_job; job != kNone; job = context.state.jobs[job].next) {
    const Recipe* const recipe = recipe_of(context, job);
    if (recipe == nullptr || recipe->duration == kNone) {
      if (known.drawn_job == kNone) known.drawn_job = job;
      continue;
    }
    task.awaits_duration = true;
    known.least = std::max(known.least, recipe->earliest);
  }
  return known;
}

void take_duration(Context& context, Task& task) {
  const Step& step = context.plant.steps[context.state.jobs[task.first_job].step];
  task.awaits_duration = false;
  SimTime longest;
  for (Id job = task.first_job; job != kNone; job = context.state.jobs[job].next) {
    const Recipe* const recipe = recipe_of(context, job);
    if (recipe == nullptr || recipe->duration == kNone) continue;
    const double seconds = duration_of(context, job, recipe->duration);
    longest = std::max(longest, SimTime::from_seconds(std::clamp(seconds, 0.0, kLongestDraw)));
  }
  const SimTime more = longest - (task.phase_end[2] - task.phase_end[1]);
  if (more <= SimTime()) return;
  task.phase_end[2] += more;
  task.phase_end[3] += more;
  const bool cascading =
      step.interval > SimTime() && context.state.stations[step.station].capacity > 1;
  if (cascading) return;  // the interval sets the pace, not the end of this task
  task.entry = task.total();
  task.next_process = task.total();
}

void finish_outcomes(Context& context, const Task& task) {
  const Outcomes& outcomes = context.plant.outcomes;
  for (Id job = task.first_job; job != kNone; job = context.state.jobs[job].next) {
    const Recipe* const recipe = recipe_of(context, job);
    if (recipe == nullptr) continue;
    record_figures(context, *recipe, job);
    for (const Recipe::Write& write : recipe->writes) {
      push(context, task.machine, write.condition, mean_of(context, job, write.characteristic));
    }
  }
  const Id id = context.state.machines[task.machine].station;
  const Station& station = context.plant.stations[id];
  for (Id g = station.first_growth; g < station.first_growth + station.n_growths; ++g) {
    grow(context, task, outcomes.growths[g]);
  }
  if (context.state.stations[id].has_condition_downs) {
    strike_by_condition(context, task.machine);
  }
}

}  // namespace twinline
