#pragma once

#include "twinline/plant/context.h"

namespace twinline {

// What changes places is out of line: in a plant without buffers the handlers of a move stay short.

/// A place of the buffer may be free now: who waits for one is asked once the stations that changed
/// in this instant have decided.
inline void mark_buffer(Context& context, Id buffer) {
  BufferState& state = context.state.buffers[buffer];
  if (state.dirty || (state.asks_nobody && state.first_blocked == kNone)) return;
  state.dirty = true;
  context.state.dirty_buffers.push_back(buffer);
}

/// No job can take a place any more but past the waiting ones.
inline bool is_full(const Context& context, Id buffer) {
  const BufferState& state = context.state.buffers[buffer];
  return state.taken() >= state.capacity;
}

/// Is there a place for `n` more jobs bound for the station (kNone: for the store itself)? Where
/// only waiting jobs count, an idle machine that nobody waits for is one more place.
bool has_room(const Context& context, Id buffer, Id station, std::uint32_t n = 1);

/// Gives the job the place before the station of its step, and its old one free. False where there
/// is none: the job is blocked where it stands, having come from the station `from`.
[[gnu::noinline]] bool take_place(Context& context, Id job, Id from);

/// A job that is at its place whether there is room or not: at the start of the run.
void put_in_place(Context& context, Id job);

/// Keeps a place for a job whose work begins, in the buffer that its step reserves.
[[gnu::noinline]] void reserve_place(Context& context, Id job);

/// The machine that a job stands on which cannot leave it takes no work.
void hold_machine(Context& context, Id machine);
/// The job has left it.
void let_machine_go(Context& context, Id machine);

/// The job takes no place any longer, but one may be kept for it.
void give_place_back(Context& context, Id job);
/// The job takes and keeps no place any longer.
[[gnu::noinline]] void give_places_back(Context& context, Id job);

/// The job leaves the queue for a machine.
inline void start_from_buffer(Context& context, Id job, Id buffer) {
  if (!context.state.buffers[buffer].counts_work) give_place_back(context, job);
}

/// Lets in those who wait for places of the buffers marked, and the stations before them decide.
[[gnu::noinline]] void serve_marked_buffers(Context& context);

}  // namespace twinline
