#include "twinline/plant/flow/lanes.h"

#include "twinline/plant/flow/options.h"

namespace twinline {

namespace {

/// Chooses among the lanes of one bank that have room.
class Chooser {
 public:
  Chooser(const Context& context, Id buffer, Id job)
      : context_(context),
        bank_(context.plant.buffers[buffer]),
        state_(context.state.buffers[buffer]),
        job_(job) {}

  Id choose() const {
    Id chosen = kNone;
    if (bank_.lane_rule == LaneRule::kRoundRobin) return next_with_room();
    if (bank_.lane_rule == LaneRule::kSame) chosen = same_lane();
    if (bank_.lane_rule == LaneRule::kInOrder) chosen = ordered_lane();
    return chosen == kNone ? shortest_lane() : chosen;
  }

 private:
  const LaneState& lane(std::uint32_t i) const {
    return context_.state.lanes[bank_.first_lane + i];
  }
  bool has_room(std::uint32_t i) const { return lane(i).n < bank_.lane_length; }

  Id next_with_room() const {
    std::uint32_t i = state_.next_lane;
    while (!has_room(i)) i = (i + 1) % bank_.lanes;
    return bank_.first_lane + i;
  }

  Id same_lane() const {
    const std::uint8_t value = options_of(context_, job_)[bank_.lane_option];
    for (std::uint32_t i = 0; i < bank_.lanes; ++i) {
      if (lane(i).n > 0 && has_room(i) &&
          options_of(context_, lane(i).last)[bank_.lane_option] == value) {
        return bank_.first_lane + i;
      }
    }
    return kNone;
  }

  Id ordered_lane() const {
    const SimTime released = context_.state.jobs[job_].released;
    Id best = kNone;
    SimTime latest;
    for (std::uint32_t i = 0; i < bank_.lanes; ++i) {
      if (lane(i).n == 0 || !has_room(i)) continue;
      const SimTime last = context_.state.jobs[lane(i).last].released;
      if (last > released || (best != kNone && last <= latest)) continue;
      best = bank_.first_lane + i;
      latest = last;
    }
    return best;
  }

  /// An empty lane is the shortest of all.
  Id shortest_lane() const {
    Id best = kNone;
    for (std::uint32_t i = 0; i < bank_.lanes; ++i) {
      if (!has_room(i)) continue;
      if (best == kNone || lane(i).n < lane(best - bank_.first_lane).n) best = bank_.first_lane + i;
    }
    return best;
  }

  const Context& context_;
  const Buffer& bank_;
  const BufferState& state_;
  Id job_;
};

}  // namespace

bool lane_free(const Context& context, Id buffer) {
  const Buffer& bank = context.plant.buffers[buffer];
  for (std::uint32_t i = 0; i < bank.lanes; ++i) {
    if (context.state.lanes[bank.first_lane + i].n < bank.lane_length) return true;
  }
  return false;
}

void enter_lane(Context& context, Id buffer, Id id) {
  const Id chosen = Chooser(context, buffer, id).choose();
  const Buffer& bank = context.plant.buffers[buffer];
  context.state.buffers[buffer].next_lane = (chosen - bank.first_lane + 1) % bank.lanes;
  LaneState& lane = context.state.lanes[chosen];
  Job& job = context.state.jobs[id];
  job.lane = chosen;
  job.behind = kNone;
  (lane.n == 0 ? lane.first : context.state.jobs[lane.last].behind) = id;
  lane.last = id;
  ++lane.n;
}

void leave_lane(Context& context, Id id) {
  Job& job = context.state.jobs[id];
  LaneState& lane = context.state.lanes[job.lane];
  Id before = kNone;  // it may be taken out of the row, where its queue-time window ends
  for (Id other = lane.first; other != id; other = context.state.jobs[other].behind) before = other;
  (before == kNone ? lane.first : context.state.jobs[before].behind) = job.behind;
  if (lane.last == id) lane.last = before;
  --lane.n;
  job.lane = kNone;
  job.behind = kNone;
}

}  // namespace twinline
