#include "support/state_words.h"

#include <cstring>
#include <type_traits>

namespace twinline {
namespace {

using Words = std::vector<std::uint64_t>;

void put(Words& words, double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  words.push_back(bits);
}
void put(Words& words, SimTime value) { words.push_back(static_cast<std::uint64_t>(value.ns())); }
void put(Words& words, Int128 value) {
  words.push_back(static_cast<std::uint64_t>(value));
  words.push_back(static_cast<std::uint64_t>(value >> 64));
}
template <typename Integer,
          typename = std::enable_if_t<std::is_integral_v<Integer> || std::is_enum_v<Integer>>>
void put(Words& words, Integer value) {
  words.push_back(static_cast<std::uint64_t>(value));
}

void put(Words& words, const TimeTally& x) {
  put(words, x.count());
  put(words, x.sum_ns());
  put(words, x.min());
  put(words, x.max());
}
void put(Words& words, const Average& x) {
  put(words, x.count());
  put(words, x.mean());
}

template <typename... Values>
void put_all(Words& words, const Values&... values) {
  (put(words, values), ...);
}

template <typename Range>
void put_each(Words& words, const Range& range) {
  put(words, range.size());
  for (const auto& value : range) put(words, value);
}

void put(Words& words, const TimeWeighted& x, SimTime now) {
  put_all(words, x.value(), x.max(), x.area(now), x.elapsed(now));
}
void put_jobs(Words& words, const PlantState& state) {
  for (const Job& j : state.jobs) {
    put_all(words, j.released, j.due, j.queued_since, j.part, j.release, j.serial, j.step,
            j.route_end, j.visit, j.priority, j.pieces, j.pieces_in, j.next, j.rework_step,
            j.rework_run, j.reworks, j.parent, j.merge_step, j.splits, j.hot, j.uniform_visit,
            j.process_uniform);
  }
  put(words, state.free_job);
  put_each(words, state.window_opened);
  put_each(words, state.remembered_machine);
}

void put_machines(Words& words, const PlantState& state) {
  for (const Task& t : state.tasks) {
    put_all(words, t.machine, t.first_job, t.n_jobs, t.pieces, t.resource, t.entry, t.progress,
            t.segment_end, t.resumed, t.operator_pool, t.next, t.epoch, t.running, t.waiting,
            t.entry_open);
    put_each(words, t.phase_end);
  }
  put(words, state.free_task);
  for (const Machine& m : state.machines) {
    put_all(words, m.station, m.newest_task, m.n_tasks, m.state, m.available, m.off_shift, m.paused,
            m.active_down, m.pending_downs, m.since, m.pieces_to_go, m.available_since,
            m.previous_idle, m.next_idle, m.setup, m.run);
  }
  put_each(words, state.first_down);
  put_each(words, state.next_piece_due);
  for (const Down& d : state.downs) {
    put_all(words, d.machine, d.epoch, d.count, d.busy_left, d.busy_since, d.pieces_due,
            d.machine_rank, d.index, d.by_pieces);
  }
}

void put_stations(Words& words, const PlantState& state) {
  for (const StationState& s : state.stations) {
    put_all(words, s.first_idle, s.last_idle, s.n_idle, s.dirty, s.held, s.wake_at, s.wake_epoch,
            s.queue.size());
    for (std::size_t i = 0; i < s.queue.size(); ++i) {
      put_all(words, s.queue[i].key.first, s.queue[i].key.second, s.queue[i].job, s.queue[i].step);
    }
  }
  put_each(words, state.dirty_stations);
  for (const ReleaseState& r : state.releases) put_all(words, r.serial, r.draws, r.next_listed);
  put_each(words, state.gate_count);
  for (const OperatorState& o : state.operators) {
    put_all(words, o.present, o.busy, o.orders, o.requests.size());
    for (const OperatorRequest& r : o.requests) {
      put_all(words, r.priority, r.order, r.since, r.subject, r.epoch, r.is_down);
    }
  }
  put_each(words, state.resource_free);
  put_each(words, state.shift_working);
  put(words, state.n_jobs);
}

void put_statistics(Words& words, const Statistics& stats, SimTime now) {
  put(words, stats.moves);
  for (const MachineStats& m : stats.machines) {
    put_each(words, m.in_state);
    put_all(words, m.jobs, m.pieces, m.tasks, m.setups, m.failures, m.maintenances);
  }
  for (const StationStats& s : stats.stations) {
    put(words, s.queue, now);
    put_all(words, s.wait, s.tasks, s.jobs, s.pieces, s.setups);
  }
  for (const ReleaseStats& r : stats.releases) {
    put(words, r.wip, now);
    put_all(words, r.released, r.finished, r.scrapped, r.with_due, r.on_time, r.reworks,
            r.pieces_out, r.pieces_scrapped, r.cycle_time, r.flow_factor);
  }
  for (const WindowStats& w : stats.windows) put_all(words, w.closed, w.violations, w.span);
  for (const OperatorStats& o : stats.operators) {
    put(words, o.busy, now);
    put(words, o.wait);
  }
  for (const ResourceStats& r : stats.resources) put(words, r.busy, now);
  put(words, stats.wip, now);
  for (const FinishedJob& j : stats.finished) {
    put_all(words, j.released, j.finished, j.due, j.part, j.release, j.serial, j.priority, j.rework,
            j.pieces_in, j.pieces_out);
  }
  for (const WipSample& s : stats.wip_series) put_all(words, s.time, s.jobs, s.queued);
}

}  // namespace

std::vector<std::uint64_t> state_words(const PlantState& state) {
  Words words;
  put_all(words, state.random.seed, state.random.replication, state.now, state.n_events,
          state.calendar.next_sequence());
  for (const Event& event : state.calendar.pending()) {
    put_all(words, event.time, event.order, event.subject, event.tag);
  }
  put_jobs(words, state);
  put_machines(words, state);
  put_stations(words, state);
  put_statistics(words, state.stats, state.now);
  return words;
}

}  // namespace twinline
