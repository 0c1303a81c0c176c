#include "twinline/plant/dispatch/dispatcher.h"

#include <limits>

#include "twinline/plant/belt/belt.h"
#include "twinline/plant/dispatch/batching.h"
#include "twinline/plant/dispatch/eligibility.h"
#include "twinline/plant/dispatch/ranking.h"
#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/flow/deadlock.h"
#include "twinline/plant/flow/movement.h"
#include "twinline/plant/flow/quality.h"
#include "twinline/plant/flow/windows.h"
#include "twinline/plant/outcome/submit.h"
#include "twinline/plant/process/booking.h"
#include "twinline/plant/process/setup.h"
#include "twinline/plant/process/task.h"
#include "twinline/plant/transport/fleet.h"

namespace twinline {

namespace {

constexpr std::size_t kNothing = std::numeric_limits<std::size_t>::max();

/// Best waiting job for a machine: its place in the queue, or kNothing.
std::size_t select_job(Context& context, Id station, Id machine) {
  const StationState& state = context.state.stations[station];
  const WaitingQueue& queue = state.queue;
  std::size_t best = kNothing;
  RankingMoment moment{};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    if (best != kNothing && queue[i].key != queue[best].key) break;
    if (!eligible(context, station, machine, queue[i])) continue;
    if (state.queue_decides) return i;
    if (state.no_setup_wins &&
        (queue[i].setup == kNone || queue[i].setup == context.state.machines[machine].setup)) {
      // No later one of the same rank needs less than nothing.
      const bool better =
          best == kNothing || ranks_before(context, moment, queue[i].job, queue[best].job);
      return better ? i : best;
    }
    if (best == kNothing) {
      best = i;
      moment = ranking_moment(context, station, machine);
    } else if (ranks_before(context, moment, queue[i].job, queue[best].job)) {
      best = i;
    }
  }
  return best;
}

/// True where `a` suits the job better than `b` by the station's rule; ties go to the one that has
/// been available longer, which comes first in the list.
bool better_machine(const Context& context, MachineChoice choice, const Waiting& waiting, Id a,
                    Id b) {
  switch (choice) {
    case MachineChoice::kLongestIdle:
      return false;
    case MachineChoice::kFirst:
      return a < b;
    case MachineChoice::kLeastSetup: {
      const LargeVector<Machine>& machines = context.state.machines;
      const Step& step = context.plant.steps[waiting.step];
      return expected_setup_s(context.plant, machines[a], step, waiting.setup, true) <
             expected_setup_s(context.plant, machines[b], step, waiting.setup, true);
    }
  }
  return false;
}

/// Best available machine for a waiting job; kNone where none may take it.
Id select_machine(Context& context, Id station, const Waiting& waiting) {
  const StationState& state = context.state.stations[station];
  Id best = kNone;
  for (Id m = state.first_idle; m != kNone; m = context.state.machines[m].next_idle) {
    if (!eligible(context, station, m, waiting)) continue;
    if (state.machine_choice == MachineChoice::kLongestIdle) return m;
    if (best == kNone || better_machine(context, state.machine_choice, waiting, m, best)) best = m;
  }
  return best;
}

/// A job whose window has run out is sent back or scrapped instead of starting, where the window
/// says so. True where one was.
bool divert_one(Context& context, Id station) {
  const WaitingQueue& queue = context.state.stations[station].queue;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const Id job = queue[i].job;
    const Id window = context.plant.steps[queue[i].step].window_closed;
    if (window == kNone || !window_violated(context, job, window)) continue;
    const QueueWindow& model = context.plant.windows[window];
    if (model.action == WindowAction::kCount) continue;
    take_from_queue(context, station, i);
    ++context.state.stats.stations[station].diverted;
    close_window(context, job, window);
    if (model.action == WindowAction::kScrap) {
      scrap(context, job);
    } else {
      rework(context, job, model.rework_to);
    }
    return true;
  }
  return false;
}

/// take_from_queue().
inline Id take_out(Context& context, Id station, std::size_t place) {
  StationState& state = context.state.stations[station];
  const Id id = state.queue[place].job;
  StationStats& stats = context.state.stats.stations[station];
  stats.wait.add(context.now() - context.state.jobs[id].queued_since);
  state.queue.remove(place);
  if (state.buffer != kNone) start_from_buffer(context, id, state.buffer);
  return id;
}

void start_single(Context& context, Id station, Id machine, std::size_t place) {
  const StationState& state = context.state.stations[station];
  const SimTime process = state.queue[place].process;
  const Id job = take_out(context, station, place);
  if (state.belt != kNone) return enter_belt(context, machine, job);
  context.state.jobs[job].next = kNone;
  if (state.plain) return start_plain_task(context, machine, job, process);
  start_task(context, machine, job, 1);
}

/// One start at the station. False: nothing can start now.
bool start_one(Context& context, Id station) {
  StationState& state = context.state.stations[station];
  if (state.queue.size() == 1) {
    const Id machine = select_machine(context, station, state.queue[0]);
    if (machine == kNone) return false;
    start_single(context, station, machine, 0);
    return true;
  }
  for (Id m = first_in_order(context, station); m != kNone;
       m = next_in_order(context, station, m)) {
    const std::size_t place = select_job(context, station, m);
    if (place == kNothing) continue;
    const bool choose = state.machine_choice == MachineChoice::kLeastSetup;
    start_single(context, station,
                 choose ? select_machine(context, station, state.queue[place]) : m, place);
    return true;
  }
  return false;
}

/// The available machines have been asked for all other waiting jobs and could start none.
bool start_newcomer(Context& context, Id station) {
  const StationState& state = context.state.stations[station];
  std::size_t place = state.queue.size() - 1;
  while (state.queue[place].job != state.newcomer) --place;
  const Id machine = select_machine(context, station, state.queue[place]);
  if (machine == kNone) return false;
  start_single(context, station, machine, place);
  return true;
}

/// The first waiting job finds no place behind the machine, before its work has begun.
bool blocked_before_service(const Context& context, const StationState& state) {
  if (!state.reserves) return false;
  const Step& step = context.plant.steps[state.queue[0].step];
  return step.reserves != kNone &&
         !has_room(context, step.reserves, context.plant.steps[state.queue[0].step + 1].station);
}

/// What available machines do: nothing, or they are held while jobs wait that none of them may
/// start.
MachineState idle_state(const Context& context, const StationState& state) {
  if (state.queue.empty() || state.n_idle == 0) return MachineState::kIdle;
  return blocked_before_service(context, state) ? MachineState::kBlocked : MachineState::kHeld;
}

void book_idle_machines(Context& context, Id station) {
  StationState& state = context.state.stations[station];
  const MachineState now = idle_state(context, state);
  if (now == MachineState::kIdle && state.idle_state == MachineState::kIdle) return;
  state.idle_state = now;
  if (state.buffer != kNone && (now == MachineState::kBlocked ||
                                (now == MachineState::kHeld && is_full(context, state.buffer)))) {
    context.state.blocked_anew = true;
  }
  for (Id m = state.first_idle; m != kNone; m = context.state.machines[m].next_idle) {
    if (context.state.machines[m].n_tasks == 0) set_state(context, m, now);
  }
}

/// Starts the first waiting job on the first machine while that is all there is to decide.
bool start_first(Context& context, Id station, const StationState& state) {
  bool started = false;
  while (state.first_to_first && state.n_idle > 0 && !state.queue.empty() &&
         !state.queue[0].constrained) {
    const SimTime process = state.queue[0].process;
    const Id job = take_out(context, station, 0);
    context.state.jobs[job].next = kNone;
    start_plain_task(context, state.first_idle, job, process);
    started = true;
  }
  return started;
}

void dispatch_station(Context& context, Id station) {
  StationState& state = context.state.stations[station];
  if (start_first(context, station, state)) {
    // The newcomer, if there was one, is among them, or asked for with all others.
  } else if (state.newcomer != kNone && !state.learned &&
             // A plain station neither batches nor diverts: its second cache line is not read.
             (state.plain || (!state.batches && !state.diverts))) {
    if (!start_newcomer(context, station)) {
      if (state.idle_state == MachineState::kIdle) book_idle_machines(context, station);
      return;
    }
  }
  while (!state.queue.empty() && state.n_idle > 0) {
    if (!state.plain && state.diverts && divert_one(context, station)) continue;
    if (!(state.batches ? start_batch(context, station) : start_one(context, station))) break;
  }
  book_idle_machines(context, station);
}

/// Asks for the scores of all marked stations that rank by them, from the i-th on, so that they are
/// evaluated together; those before have decided. False where there is nothing to rank.
bool ask_for_scores(Context& context, std::vector<Id>& dirty, std::size_t i) {
  bool asked = false;
  for (std::size_t k = i; k < dirty.size(); ++k) {
    StationState& state = context.state.stations[dirty[k]];
    if (!state.learned || state.scored || state.n_idle == 0 || state.queue.size() < 2) continue;
    submit_scores(context, dirty[k]);
    state.scored = true;
    asked = true;
  }
  if (asked) dirty.erase(dirty.begin(), dirty.begin() + static_cast<std::ptrdiff_t>(i));
  return asked;
}

}  // namespace

Id first_in_order(const Context& context, Id station) {
  const StationState& state = context.state.stations[station];
  if (state.machine_choice != MachineChoice::kFirst) return state.first_idle;
  Id lowest = kNone;
  for (Id m = state.first_idle; m != kNone; m = context.state.machines[m].next_idle) {
    lowest = std::min(lowest, m);
  }
  return lowest;
}

Id next_in_order(const Context& context, Id station, Id machine) {
  const StationState& state = context.state.stations[station];
  if (state.machine_choice != MachineChoice::kFirst) {
    return context.state.machines[machine].next_idle;
  }
  Id lowest = kNone;
  for (Id m = state.first_idle; m != kNone; m = context.state.machines[m].next_idle) {
    if (m > machine) lowest = std::min(lowest, m);
  }
  return lowest;
}

void take_from_queue(Context& context, Id station, std::size_t place) {
  take_out(context, station, place);
}

namespace {

/// False where scores are asked for first.
bool ask_dirty_stations(Context& context) {
  std::vector<Id>& dirty = context.state.dirty_stations;
  // Starting work may mark more stations (a gate opens, a resource is taken): they join the end.
  for (std::size_t i = 0; i < dirty.size(); ++i) {
    const Id station = dirty[i];
    StationState& state = context.state.stations[station];
    if (state.learned && !state.scored && ask_for_scores(context, dirty, i)) return false;
    state.dirty = false;
    if (state.learned) state.scored = false;
    dispatch_station(context, station);
  }
  dirty.clear();
  return true;
}

}  // namespace

bool dispatch_dirty_stations(Context& context) {
  for (;;) {
    if (!ask_dirty_stations(context)) return false;
    if (context.state.dirty_buffers.empty()) break;
    serve_marked_buffers(context);
  }
  if (!context.state.dirty_fleets.empty()) serve_fleets(context);
  if (context.state.blocked_anew && context.plant.may_deadlock) check_for_deadlock(context);
  return true;
}

void wake_at(Context& context, Id station, SimTime time) {
  StationState& state = context.state.stations[station];
  if (time >= state.wake_at) return;
  state.wake_at = time;
  state.wake_epoch = (state.wake_epoch + 1) & Event::kEpochMask;
  context.schedule(time, EventKind::kWake, station, state.wake_epoch);
}

void handle_wake(Context& context, Id station, std::uint32_t epoch) {
  StationState& state = context.state.stations[station];
  if (epoch != state.wake_epoch) return;
  state.wake_at = SimTime::max();
  mark_dirty(context, station);
}

}  // namespace twinline
