#include "twinline/core/calendar.h"

#include <algorithm>
#include <string>

#include "twinline/core/error.h"

namespace twinline {

namespace {

constexpr std::size_t kSmallSlot = 32;    // sorted at once rather than dealt
constexpr std::size_t kGather = 24;       // refill until the near list holds as many
constexpr std::size_t kNearBuffer = 256;  // places that the near list drifts through
constexpr std::size_t kDueWaste = 64;     // popped events left in the list of those due now

bool later(const Event& a, const Event& b) { return b < a; }

[[noreturn]] void throw_past(SimTime time, SimTime now) {
  throw InvariantError("internal error: event scheduled at " + std::to_string(time.ns()) +
                       " ns, before the present " + std::to_string(now.ns()) + " ns");
}

}  // namespace

Calendar::Calendar() : near_(kNearBuffer), near_room_(kNearBuffer) {}

/// Time of the next event where some are due now or in the heap.
SimTime Calendar::next_special_time() const {
  if (due_begin_ != due_.size()) {
    return now_;
  }
  const SimTime next = crowd_.front().time;
  return near_begin_ == near_end_ ? next : std::min(next, near_[near_begin_].time);
}

void Calendar::refill_or_throw() {
  refill();
  TWINLINE_EXPECTS(near_begin_ != near_end_, "pop from an empty calendar");
}

/// Moves the earliest slots to the end of the near list, and the limit with them, until it has as
/// many events as asked for.
void Calendar::refill(std::size_t least) {
  std::copy(near_.begin() + static_cast<std::ptrdiff_t>(near_begin_),
            near_.begin() + static_cast<std::ptrdiff_t>(near_end_), near_.begin());
  near_end_ -= near_begin_;
  near_begin_ = 0;
  while (levels_ != 0) {
    const auto level = static_cast<std::size_t>(__builtin_ctz(levels_));
    const auto digit = static_cast<std::size_t>(__builtin_ctzll(occupied_[level]));
    Slot& place = slots_[level * kSlots + digit];
    const std::size_t shift = level * kDigitBits;
    const bool small = place.count <= kSmallSlot || level == 0;
    if (near_end_ >= least && near_end_ + place.count > kGather) {
      fetch_chunk(place.chunk);
      return;
    }
    const Slot slot = place;
    place.count = 0;
    occupied_[level] &= occupied_[level] - 1;
    if (occupied_[level] == 0) {
      levels_ &= levels_ - 1;
    }
    base_ = ticks(pool_[std::size_t{slot.chunk} * kChunk].time) >> shift << shift;
    if (slot.count == 1) {  // the most frequent case
      near_[near_end_++] = pool_[std::size_t{slot.chunk} * kChunk];
      links_[slot.chunk] = free_chunk_;
      free_chunk_ = slot.chunk;
      near_limit_ = base_ + (std::uint64_t{1} << shift);
    } else if (small) {
      load_near(slot);
      near_limit_ = base_ + (std::uint64_t{1} << shift);
    } else {
      refine(slot, level);
    }
  }
  near_limit_ = kNever;
}

/// Asks the memory for the events of a chunk.
void Calendar::fetch_chunk(std::uint32_t chunk) const {
  for (std::size_t i = 0; i < kChunk; i += 2) {
    __builtin_prefetch(&pool_[std::size_t{chunk} * kChunk + i]);
  }
}

/// Appends a slot to the near list, sorted.
void Calendar::load_near(Slot slot) {
  const std::size_t first = near_end_;
  near_end_ += slot.count;
  if (near_end_ > near_.size()) {
    near_.resize(2 * near_end_);
    near_room_ = near_.size();
  }
  // The chunk at the head is the newest: filled from the back, a slot of ties comes out in order.
  std::size_t end = near_end_;
  for (std::size_t left = slot.count; left > 0;) {
    const std::size_t n = (left - 1) % kChunk + 1;
    const auto from = pool_.begin() + static_cast<std::ptrdiff_t>(slot.chunk) * kChunk;
    std::copy_n(from, n, near_.begin() + static_cast<std::ptrdiff_t>(end - n));
    end -= n;
    left -= n;
    const std::uint32_t next = links_[slot.chunk];
    links_[slot.chunk] = free_chunk_;
    free_chunk_ = slot.chunk;
    slot.chunk = next;
  }
  sort_near(first);
}

/// Sorts the near list from `first` on.
void Calendar::sort_near(std::size_t first) {
  if (near_end_ - first > kSmallSlot) {
    const auto begin = near_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = near_.begin() + static_cast<std::ptrdiff_t>(near_end_);
    if (!std::is_sorted(begin, end)) {  // ties dealt from slots filled in order often are
      std::sort(begin, end);
    }
    return;
  }
  for (std::size_t k = first + 1; k < near_end_; ++k) {
    const Event event = near_[k];
    std::size_t i = k;
    for (; i > first && event < near_[i - 1]; --i) {
      near_[i] = near_[i - 1];
    }
    near_[i] = event;
  }
}

/// Deals a large slot out one level down, or, if its events agree in more digits, as far down as
/// they begin to differ; events of one instant go straight to the near list.
void Calendar::refine(Slot slot, std::size_t level) {
  std::size_t target = level - 1;
  std::uint64_t spread = spread_of(slot, kChunk) >> (target * kDigitBits);
  if (spread == 0) {
    spread = spread_of(slot, slot.count);
    target = level_of(spread);
    base_ = ticks(pool_[std::size_t{slot.chunk} * kChunk].time);
    if (spread == 0) {
      load_near(slot);
      near_limit_ = base_ + 1;
      return;
    }
    base_ = base_ >> ((target + 1) * kDigitBits) << ((target + 1) * kDigitBits);
  }
  deal(slot, target);
}

/// The bits in which the newest `n` or so events of a slot differ.
std::uint64_t Calendar::spread_of(Slot slot, std::size_t n) const {
  const std::uint64_t reference = ticks(pool_[std::size_t{slot.chunk} * kChunk].time);
  std::uint64_t spread = 0;
  for (std::size_t seen = 0; seen < n;) {
    const std::size_t fill = (slot.count - 1) % kChunk + 1;
    const std::size_t first = std::size_t{slot.chunk} * kChunk;
    for (std::size_t i = first; i < first + fill; ++i) {
      spread |= ticks(pool_[i].time) ^ reference;
    }
    seen += fill;
    slot.count -= static_cast<std::uint32_t>(fill);
    slot.chunk = links_[slot.chunk];
  }
  return spread;
}

/// Deals a slot out over the slots of a lower level.
void Calendar::deal(Slot slot, std::size_t level) {
  for (std::size_t left = slot.count; left > 0;) {
    const std::size_t n = (left - 1) % kChunk + 1;
    const std::size_t first = std::size_t{slot.chunk} * kChunk;
    const std::uint32_t next = links_[slot.chunk];
    if (left > n) fetch_chunk(next);
    for (std::size_t i = first; i < first + n; ++i) {
      const Event event = pool_[i];
      push_slot(level, event);
    }
    links_[slot.chunk] = free_chunk_;
    free_chunk_ = slot.chunk;
    slot.chunk = next;
    left -= n;
  }
}

/// An event due now: last in the list of those, unless its priority puts it before one of them.
void Calendar::insert_due(const Event& event) {
  if (event.time < now_) {
    --size_;
    throw_past(event.time, now_);
  }
  if (due_begin_ != due_.size() && event < due_.back()) {
    insert_crowded(event);
    return;
  }
  if (due_begin_ >= kDueWaste && 2 * due_begin_ >= due_.size()) {
    due_.erase(due_.begin(), due_.begin() + static_cast<std::ptrdiff_t>(due_begin_));
    due_begin_ = 0;
  }
  due_.push_back(event);
  ++special_;
}

/// Slides the near list to the front of its buffer, or widens the buffer.
void Calendar::make_room() {
  const std::size_t n = near_end_ - near_begin_;
  if (n > near_.size() / 2) {
    near_.resize(2 * near_.size());
    near_room_ = near_.size();
  }
  std::copy(near_.begin() + static_cast<std::ptrdiff_t>(near_begin_),
            near_.begin() + static_cast<std::ptrdiff_t>(near_end_), near_.begin());
  near_begin_ = 0;
  near_end_ = n;
}

/// Inserts into a near list that may be full: first by moving its later half to the slots, else by
/// a short shift, else into the heap.
void Calendar::insert_crowded(const Event& event) {
  if (near_end_ == near_.size()) {
    make_room();
  }
  if (near_end_ - near_begin_ >= kNearCapacity) {
    const std::uint64_t time = ticks(event.time);
    if (event.time > near_[near_end_ - 1].time && (levels_ == 0 || time >= base_)) {
      base_ = levels_ == 0 ? time : base_;
      near_limit_ = time;
      push_far(event);
      return;
    }
    if (split_near() && ticks(event.time) >= near_limit_) {
      push_far(event);
      return;
    }
  }
  const std::size_t n = near_end_ - near_begin_;
  if (n > kNearCapacity && event < near_[near_end_ - kNearCapacity - 1]) {
    crowd_.push_back(event);
    ++special_;
    std::push_heap(crowd_.begin(), crowd_.end(), later);
    return;
  }
  insert_near(event);
}

/// Moves the later half of the near list to the slots and the limit down to it. Not possible
/// where that half is one instant with the first event, lies before the base, or has heap events
/// among it.
bool Calendar::split_near() {
  std::size_t middle = near_begin_ + (near_end_ - near_begin_) / 2;
  const SimTime limit = near_[middle].time;
  if (!crowd_.empty() || near_[near_begin_].time == limit ||
      (levels_ != 0 && ticks(limit) < base_)) {
    return false;
  }
  while (near_[middle - 1].time == limit) {
    --middle;
  }
  near_limit_ = ticks(limit);
  if (levels_ == 0) {
    base_ = near_limit_;
  }
  for (std::size_t i = middle; i < near_end_; ++i) {
    push_far(near_[i]);
  }
  near_end_ = middle;
  return true;
}

/// Pops the first of the three lists; one that is not the near list holds events.
Event Calendar::pop_special() {
  --size_;
  const bool has_due = due_begin_ != due_.size();
  const bool from_due = has_due && (crowd_.empty() || due_[due_begin_] < crowd_.front());
  const Event event = from_due ? due_[due_begin_] : crowd_.front();
  if (near_begin_ != near_end_ && near_[near_begin_] < event) {
    now_ = near_[near_begin_].time;
    return near_[near_begin_++];
  }
  --special_;
  now_ = event.time;
  if (from_due) {
    ++due_begin_;
  } else {
    std::pop_heap(crowd_.begin(), crowd_.end(), later);
    crowd_.pop_back();
  }
  return event;
}

std::uint32_t Calendar::grow_pool() {
  const auto chunk = static_cast<std::uint32_t>(links_.size());
  links_.push_back(kNoChunk);
  pool_.resize(pool_.size() + kChunk);
  return chunk;
}

std::vector<Event> Calendar::pending() const {
  std::vector<Event> events;
  events.reserve(size_);
  const auto offset = [](std::size_t i) { return static_cast<std::ptrdiff_t>(i); };
  events.insert(events.end(), due_.begin() + offset(due_begin_), due_.end());
  events.insert(events.end(), crowd_.begin(), crowd_.end());
  events.insert(events.end(), near_.begin() + offset(near_begin_),
                near_.begin() + offset(near_end_));
  for (Slot slot : slots_) {
    while (slot.count > 0) {
      const std::uint32_t n = (slot.count - 1) % kChunk + 1;
      const auto from = pool_.begin() + offset(std::size_t{slot.chunk} * kChunk);
      events.insert(events.end(), from, from + n);
      slot.chunk = links_[slot.chunk];
      slot.count -= n;
    }
  }
  std::sort(events.begin(), events.end());
  return events;
}

Calendar Calendar::restore(SimTime now, std::uint64_t next_sequence,
                           const std::vector<Event>& pending) {
  constexpr std::uint64_t kSequenceMask = (std::uint64_t{1} << 56U) - 1;
  Calendar calendar;
  calendar.now_ = now;
  calendar.sequence_ = next_sequence;
  for (const Event& event : pending) {
    TWINLINE_EXPECTS((event.order & kSequenceMask) < next_sequence,
                     "restored event has a sequence number still to come");
    calendar.insert(event);
  }
  return calendar;
}

}  // namespace twinline
