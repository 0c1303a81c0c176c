#include "twinline/plant/dispatch/batching.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/dispatch/eligibility.h"
#include "twinline/plant/dispatch/ranking.h"
#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/process/task.h"

namespace twinline {

namespace {

Id class_of(const Context& context, const Station& station, const Waiting& waiting) {
  return station.batch.by == BatchBy::kPart ? context.state.jobs[waiting.job].part
                                            : context.plant.steps[waiting.step].batch_class;
}

bool compatible(const Plant& plant, const Station& station, Id a, Id b) {
  if (a == b) return true;
  if (station.batch.by == BatchBy::kPart) return false;
  return plant.batch_compatible[a * plant.batch_classes.size() + b];
}

/// A wildcard class goes with several that do not go with each other: ask every job picked so far.
bool compatible_with_picked(const Context& context, const Station& station,
                            const WaitingQueue& queue, Id waiting_class) {
  const auto& picked = context.state.batch_picked;
  return std::all_of(picked.begin(), picked.end(), [&](std::uint32_t place) {
    return compatible(context.plant, station, class_of(context, station, queue[place]),
                      waiting_class);
  });
}

std::uint32_t size_of(const Context& context, const Station& station, const Waiting& waiting) {
  return station.batch.unit == BatchUnit::kPieces ? context.state.jobs[waiting.job].pieces : 1;
}

/// Places in the queue by rank, for the machine that asks.
void rank_queue(Context& context, Id station, Id machine) {
  const StationState& state = context.state.stations[station];
  std::vector<std::uint32_t>& order = context.state.batch_order;
  order.resize(state.queue.size());
  std::iota(order.begin(), order.end(), 0U);
  if (state.queue_decides) return;
  const RankingMoment moment = ranking_moment(context, station, machine);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (state.queue[a].key != state.queue[b].key) return a < b;
    if (ranks_before(context, moment, state.queue[a].job, state.queue[b].job)) return true;
    if (ranks_before(context, moment, state.queue[b].job, state.queue[a].job)) return false;
    return a < b;
  });
}

struct Batch {
  const Step* step = nullptr;  ///< of its first job, whose limits and setup are the batch's
  std::uint32_t size = 0;
  bool full = false;
  SimTime oldest = SimTime::max();
};

bool part_has_room(const Context& context, const WaitingQueue& queue, Id part) {
  const std::uint32_t most = context.plant.parts[part].max_per_batch;
  if (most == 0) return true;
  const auto& picked = context.state.batch_picked;
  return std::count_if(picked.begin(), picked.end(), [&](std::uint32_t place) {
           return context.state.jobs[queue[place].job].part == part;
         }) < static_cast<std::ptrdiff_t>(most);
}

/// The jobs picked so far count at the gate before a window as those that have begun.
bool gate_has_room(const Context& context, const WaitingQueue& queue, Id window) {
  if (window == kNone || context.plant.windows[window].gate == 0) return true;
  const auto& picked = context.state.batch_picked;
  const auto n = std::count_if(picked.begin(), picked.end(), [&](std::uint32_t place) {
    return context.plant.steps[queue[place].step].window_opened == window;
  });
  return context.state.gate_count[window] + n < context.plant.windows[window].gate;
}

/// The jobs picked so far take places in the next buffer too.
bool next_buffer_has_room(const Context& context, const WaitingQueue& queue,
                          const Waiting& waiting) {
  const Id buffer = context.plant.steps[waiting.step].reserves;
  if (buffer == kNone) return true;
  const auto& picked = context.state.batch_picked;
  const auto n = std::count_if(picked.begin(), picked.end(), [&](std::uint32_t place) {
    return context.plant.steps[queue[place].step].reserves == buffer;
  });
  return has_room(context, buffer, context.plant.steps[waiting.step + 1].station,
                  static_cast<std::uint32_t>(n) + 1);
}

/// Gathers the seed (the job at rank `first`, or where it may not start the first behind it that
/// may) and what may go with it into batch_picked.
Batch gather(Context& context, Id station_id, Id machine, std::size_t first) {
  const Station& station = context.plant.stations[station_id];
  const WaitingQueue& queue = context.state.stations[station_id].queue;
  const std::vector<std::uint32_t>& order = context.state.batch_order;
  context.state.batch_picked.clear();
  Batch batch;
  batch.step = &context.plant.steps[queue[order[first]].step];
  const Id seed_class = class_of(context, station, queue[order[first]]);
  for (std::size_t i = first; i < order.size() && batch.size < batch.step->batch_max; ++i) {
    const Waiting& waiting = queue[order[i]];
    const Step& step = context.plant.steps[waiting.step];
    const Id waiting_class = class_of(context, station, waiting);
    const Job& job = context.state.jobs[waiting.job];
    if (!compatible(context.plant, station, seed_class, waiting_class) ||
        !compatible_with_picked(context, station, queue, waiting_class) ||
        (batch.size > 0 && step.setup != batch.step->setup) ||
        !part_has_room(context, queue, job.part) ||
        !gate_has_room(context, queue, step.window_opened) ||
        !next_buffer_has_room(context, queue, waiting) ||
        !eligible(context, station_id, machine, waiting)) {
      continue;
    }
    const std::uint32_t size = size_of(context, station, waiting);
    if (batch.size == 0) batch.step = &step;
    if (batch.size > 0 && batch.size + size > batch.step->batch_max) {
      batch.full = true;  // a compatible job waits that no longer fits
      continue;
    }
    context.state.batch_picked.push_back(order[i]);
    batch.size += size;
    batch.oldest = std::min(batch.oldest, job.queued_since);
  }
  batch.full = batch.full || batch.size >= batch.step->batch_max;
  return batch;
}

bool may_start(Context& context, Id station_id, const Batch& batch) {
  const BatchSettings& settings = context.plant.stations[station_id].batch;
  if (batch.size == 0 || batch.full) return batch.full;
  if (settings.rule == BatchRule::kFull || batch.size < batch.step->batch_min) return false;
  if (settings.rule == BatchRule::kMinimum) return true;
  const SimTime due = batch.oldest + settings.wait_limit;
  if (context.now() >= due) return true;
  wake_at(context, station_id, due);
  return false;
}

/// Takes the picked jobs out of the queue and starts them, linked in rank order.
void start_picked(Context& context, Id station, Id machine) {
  std::vector<std::uint32_t>& picked = context.state.batch_picked;
  WaitingQueue& queue = context.state.stations[station].queue;
  Id first_job = kNone;
  for (auto place = picked.rbegin(); place != picked.rend(); ++place) {
    const Id job = queue[*place].job;
    context.state.jobs[job].next = first_job;
    first_job = job;
  }
  const auto n_jobs = static_cast<std::uint32_t>(picked.size());
  std::sort(picked.begin(), picked.end());
  for (auto place = picked.rbegin(); place != picked.rend(); ++place) {
    take_from_queue(context, station, *place);
  }
  start_task(context, machine, first_job, n_jobs);
}

/// Seeds that gather the same batch but for the jobs ranked before the later one.
bool alike(const Context& context, const Station& station, const Waiting& a, const Waiting& b) {
  if (a.step == b.step && station.batch.by == BatchBy::kStep) return true;
  const Step& step_a = context.plant.steps[a.step];
  const Step& step_b = context.plant.steps[b.step];
  return class_of(context, station, a) == class_of(context, station, b) &&
         step_a.setup == step_b.setup && step_a.batch_min == step_b.batch_min &&
         step_a.batch_max == step_b.batch_max;
}

/// Tries every class in the queue once (for each setup and size it asks for), best-ranked seed
/// first.
bool start_on(Context& context, Id station_id, Id machine) {
  const Station& station = context.plant.stations[station_id];
  const WaitingQueue& queue = context.state.stations[station_id].queue;
  rank_queue(context, station_id, machine);
  const std::vector<std::uint32_t>& order = context.state.batch_order;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool tried = std::any_of(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](std::uint32_t place) {
                                     return alike(context, station, queue[place], queue[order[i]]);
                                   });
    if (tried) continue;
    const Batch batch = gather(context, station_id, machine, i);
    if (may_start(context, station_id, batch)) {
      start_picked(context, station_id, machine);
      return true;
    }
  }
  return false;
}

/// All that waits is less than any step here starts with.
bool too_few_wait(const Context& context, Id station_id) {
  const Station& station = context.plant.stations[station_id];
  const WaitingQueue& queue = context.state.stations[station_id].queue;
  const bool full = station.batch.rule == BatchRule::kFull;
  std::uint64_t size = 0;
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const Step& step = context.plant.steps[queue[i].step];
    size += size_of(context, station, queue[i]);
    least = std::min(least, full ? step.batch_max : step.batch_min);
  }
  return size < least;
}

}  // namespace

bool start_batch(Context& context, Id station) {
  // Without this, every arrival would have every idle machine gather a batch that is too small.
  if (too_few_wait(context, station)) return false;
  for (Id m = first_in_order(context, station); m != kNone;
       m = next_in_order(context, station, m)) {
    const bool started = start_on(context, station, m);
    context.state.batch_order.clear();
    context.state.batch_picked.clear();
    if (started) return true;
  }
  return false;
}

}  // namespace twinline
