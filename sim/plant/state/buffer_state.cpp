#include "twinline/plant/state/buffer_state.h"

namespace twinline {

BufferFigures booked_figures(const BufferState& state, SimTime now) {
  BufferState until = state;
  const bool is_instant = now == state.counted_from;
  until.book(is_instant ? now + SimTime::from_ns(1) : now);
  const auto span = static_cast<double>((until.booked - state.counted_from).ns());
  return {static_cast<double>(until.content) / span, static_cast<double>(until.full.ns()) / span,
          static_cast<double>(until.empty.ns()) / span, state.most};
}

void count_from(BufferState& state, SimTime now) {
  state.content = 0;
  state.full = SimTime();
  state.empty = SimTime();
  state.most = state.jobs;
  state.booked = now;
  state.counted_from = now;
}

}  // namespace twinline
