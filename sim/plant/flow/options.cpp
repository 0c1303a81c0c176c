#include "twinline/plant/flow/options.h"

#include <algorithm>

#include "twinline/plant/flow/sequence.h"
#include "twinline/plant/outcome/values.h"

namespace twinline {

namespace {

std::uint8_t draw_option(const Context& context, Id option, Id stream, std::uint32_t entity,
                         std::uint32_t visit) {
  const std::vector<double>& up_to = context.plant.options[option].up_to;
  const double u = context.state.random.uniform(Purpose::kOption, stream, entity, visit);
  return static_cast<std::uint8_t>(std::upper_bound(up_to.begin(), up_to.end() - 1, u) -
                                   up_to.begin());
}

std::size_t n_listed(const Plant& plant, const Release& release) {
  return release.orders.size() / plant.options.size();
}

/// The options of the n-th order of a stream: they do not depend on when it is made into a job.
void fill_order(const Context& context, Id stream, std::uint32_t n, std::uint8_t* values) {
  const Plant& plant = context.plant;
  const Release& release = plant.releases[stream];
  const std::size_t n_options = plant.options.size();
  for (Id id = 0; id < n_options; ++id) {
    values[id] = release.orders.empty() ? kDrawn : release.orders[n * n_options + id];
    if (values[id] == kDrawn) values[id] = draw_option(context, id, stream, n, id);
  }
}

}  // namespace

bool orders_are_out(const Plant& plant, const Release& release, const ReleaseState& state) {
  return state.bank.empty() && state.orders >= n_listed(plant, release);
}

void give_options(Context& context, Id job, Id stream) {
  const Release& release = context.plant.releases[stream];
  ReleaseState& state = context.state.releases[stream];
  if (release.rules.empty()) {
    // Without a list the order is lost with its job, so that later ones keep their numbers.
    const std::uint32_t n =
        release.orders.empty() ? context.state.jobs[job].serial : state.orders++;
    return fill_order(context, stream, n, options_of(context, job));
  }
  const std::size_t n = context.plant.options.size();
  while (state.bank.size() < release.bank * n &&
         (release.orders.empty() || state.orders < n_listed(context.plant, release))) {
    state.bank.resize(state.bank.size() + n);
    fill_order(context, stream, state.orders++, state.bank.data() + state.bank.size() - n);
  }
  const std::size_t place = best_order(context.plant, release, state, context.state.order_scratch);
  const auto row = state.bank.begin() + static_cast<std::ptrdiff_t>(place * n);
  std::copy_n(row, n, options_of(context, job));
  add_to_runs(context.plant.options, &*row, state.run);
  state.bank.erase(row, row + static_cast<std::ptrdiff_t>(n));
}

void put_options(Context& context, Id job, Id stream, const std::vector<std::uint8_t>& row) {
  constexpr std::uint32_t kOfInitialJobs = 256;  // the numbers of a stream's orders are others
  const std::uint32_t serial = context.state.jobs[job].serial;
  for (Id id = 0; id < context.plant.options.size(); ++id) {
    options_of(context, job)[id] =
        row.empty() || row[id] == kDrawn
            ? draw_option(context, id, stream, serial, kOfInitialJobs + id)
            : row[id];
  }
}

void copy_options(Context& context, Id from, Id to) {
  std::copy_n(options_of(context, from), context.plant.options.size(), options_of(context, to));
}

bool has_choice(const Context& context, const Step& step, Id job) {
  const std::uint8_t* const values = options_of(context, job);
  const auto first = context.plant.choices.begin() + static_cast<std::ptrdiff_t>(step.first_choice);
  return std::any_of(first, first + step.n_choices,
                     [&](const Choice& c) { return values[c.option] == c.value; });
}

SimTime added_work(const Context& context, const Station& station, Id id) {
  const Job& job = context.state.jobs[id];
  const std::uint64_t key = key_for_job(context, Purpose::kWork, job);
  const std::uint8_t* const values = options_of(context, id);
  SimTime sum;
  for (Id w = station.first_work; w < station.first_work + station.n_works; ++w) {
    const OptionWork& work = context.plant.works[w];
    if (work.of.option != kNone && values[work.of.option] != work.of.value) continue;
    sum += context.duration(work.time, keyed_uniform(key, w - station.first_work, 0, 0));
  }
  return sum;
}

void watch_start(Context& context, Id station, Id job) {
  const Station& model = context.plant.stations[station];
  const std::uint8_t* const values = options_of(context, job);
  for (Id w = model.first_watch; w < model.first_watch + model.n_watches; ++w) {
    const Id id = context.plant.watches[w].option;
    const Option& option = context.plant.options[id];
    OptionRun& run = context.state.watched[w];
    WatchStats& stats = context.state.stats.watches[w];
    ++stats.jobs;
    if (run.n > 0 && run.last != values[id]) ++stats.changes;
    add_to_run(values[id], run);
    if (option.in == 0 || run.n < option.in) continue;
    ++stats.windows;
    if (n_recent(run, option.in) > option.at_most) ++stats.violations;
  }
}

}  // namespace twinline
