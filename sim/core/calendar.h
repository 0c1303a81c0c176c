#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "twinline/core/event.h"
#include "twinline/core/sim_time.h"

namespace twinline {

/// The pending events of one replication, in the total order (time, priority, sequence of
/// insertion), which is part of the contract. A plain value: a copy has the same future.
///
/// A radix ladder (docs/adr/0007-event-calendar.md). Events before `near_limit_` lie sorted in the
/// near list; the others in unsorted slots, by the highest 6-bit digit in which their time differs
/// from `base_`. When the near list runs dry, the lowest slot refills it, or, if it is large, is
/// dealt out one level down. Events due at this very instant take a first-in first-out list, and
/// those that the near list could only take slowly a binary heap. Amortised O(1) an event whatever
/// the time scale; no allocation once the pools have grown.
class Calendar {
 public:
  Calendar();

  /// Adds an event. Lower priorities come first among those of one time.
  /// @param epoch 24 bits; an event is cancelled by changing the epoch of its subject.
  /// @param time not before that of the last event popped (0 at first).
  /// @throws InvariantError when the time is in the past.
  void schedule(SimTime time, std::uint8_t priority, std::uint8_t kind, std::uint32_t subject,
                std::uint32_t epoch) {
    const std::uint64_t order = (static_cast<std::uint64_t>(priority) << 56U) | sequence_++;
    const std::uint32_t tag =
        (static_cast<std::uint32_t>(kind) << 24U) | (epoch & Event::kEpochMask);
    const Event event = pack(time, order, subject, tag);
    insert(event);
  }

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  /// Time of the last event popped.
  SimTime now() const { return now_; }

  /// Time of the next event; SimTime::max() where there is none.
  SimTime next_time() {
    if (special_ != 0) {
      return next_special_time();
    }
    if (near_begin_ == near_end_) {
      refill();
    }
    return near_begin_ == near_end_ ? SimTime::max() : near_[near_begin_].time;
  }

  /// Takes out the next event if it is due by `until`; false where none is.
  bool pop_by(SimTime until, Event& event) {
    if (special_ != 0) {
      if (next_special_time() > until) return false;
      event = pop_special();
      return true;
    }
    if (near_begin_ == near_end_) {
      refill();
      if (near_begin_ == near_end_) return false;
    }
    const Event& next = near_[near_begin_];
    if (next.time > until) return false;
    --size_;
    ++near_begin_;
    now_ = next.time;
    event = next;
    return true;
  }

  /// Sorts at least so many of the next events, where as many are not due at once.
  /// @pre n <= 32
  void prepare(std::size_t n) {
    if (near_end_ - near_begin_ < n && levels_ != 0) refill(n);
  }

  /// The event that comes so many events after the next one, as far as it is sorted already;
  /// nullptr where it is not. Events of this very instant, and those in the heap, may still come
  /// before it.
  const Event* upcoming(std::size_t after_next) const {
    return near_end_ - near_begin_ > after_next ? &near_[near_begin_ + after_next] : nullptr;
  }

  /// Takes out the next event.  @throws InvariantError when there is none.
  Event pop() {
    if (special_ != 0) {
      return pop_special();
    }
    if (near_begin_ == near_end_) {
      refill_or_throw();
    }
    --size_;
    const Event event = near_[near_begin_++];
    now_ = event.time;
    return event;
  }

  /// All pending events in order: what a checkpoint writes.
  std::vector<Event> pending() const;
  std::uint64_t next_sequence() const { return sequence_; }
  /// The calendar with these values of now(), next_sequence() and pending(): its future is that of
  /// the one they were taken from.  @throws InvariantError when an event lies before `now` or its
  /// sequence number is not below `next_sequence`.
  static Calendar restore(SimTime now, std::uint64_t next_sequence,
                          const std::vector<Event>& pending);

 private:
  static constexpr std::size_t kDigitBits = 6;
  static constexpr std::size_t kSlots = std::size_t{1} << kDigitBits;
  static constexpr std::size_t kLevels = 11;   // 66 bits hold any time
  static constexpr std::uint32_t kChunk = 16;  // events a chunk
  static constexpr std::size_t kNearCapacity = 48;
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};

  struct Slot {
    std::uint32_t chunk = 0;  // the last one; valid where count > 0
    std::uint32_t count = 0;
  };

  void insert(const Event& event) {
    ++size_;
    if (event.time <= now_) {
      insert_due(event);
    } else if (ticks(event.time) >= near_limit_) {
      push_far(event);
    } else if (near_end_ - near_begin_ < kNearCapacity && near_end_ < near_room_) {
      insert_near(event);
    } else {
      insert_crowded(event);
    }
  }

  /// An event written as one 16-byte and one 8-byte store. Written field by field and soon copied
  /// in larger pieces, it would have to wait for the stores to reach the cache (4 ns a hold).
  static Event pack(SimTime time, std::uint64_t order, std::uint32_t subject, std::uint32_t tag) {
    typedef std::uint64_t Pair __attribute__((vector_size(16)));
    const Pair key = {ticks(time), order};
    const std::uint64_t payload = subject | (static_cast<std::uint64_t>(tag) << 32U);
    Event event;
    std::memcpy(static_cast<void*>(&event), &key, sizeof key);
    std::memcpy(static_cast<void*>(&event.subject), &payload, sizeof payload);
    return event;
  }

  static std::uint64_t ticks(SimTime time) { return static_cast<std::uint64_t>(time.ns()); }

  /// Highest digit in which two times differ.
  static std::size_t level_of(std::uint64_t difference) {
    const auto top_bit = static_cast<unsigned>(63 - __builtin_clzll(difference | 1U));
    return top_bit * 43U >> 8U;  // top_bit / 6
  }

  void push_far(const Event& event) {
    const std::uint64_t time = ticks(event.time);
    push_slot(level_of(time ^ base_), event);
  }

  void push_slot(std::size_t level, const Event& event) {
    const std::size_t digit = (ticks(event.time) >> (level * kDigitBits)) % kSlots;
    Slot& slot = slots_[level * kSlots + digit];
    const std::uint32_t fill = slot.count % kChunk;
    if (fill == 0) {
      add_chunk(slot);
      occupied_[level] |= std::uint64_t{1} << digit;
      levels_ |= 1U << level;
    }
    pool_[std::size_t{slot.chunk} * kChunk + fill] = event;
    ++slot.count;
  }

  void insert_near(const Event& event) {
    std::size_t i = near_end_++;
    for (; i > near_begin_ && event < near_[i - 1]; --i) {
      near_[i] = near_[i - 1];
    }
    near_[i] = event;
  }

  void add_chunk(Slot& slot) {
    std::uint32_t chunk = free_chunk_;
    if (chunk == kNoChunk) {
      chunk = grow_pool();
    } else {
      free_chunk_ = links_[chunk];
    }
    links_[chunk] = slot.chunk;
    slot.chunk = chunk;
  }

  SimTime next_special_time() const;
  void refill(std::size_t least = 1);
  void refill_or_throw();
  void fetch_chunk(std::uint32_t chunk) const;
  void load_near(Slot slot);
  void sort_near(std::size_t first);
  void refine(Slot slot, std::size_t level);
  std::uint64_t spread_of(Slot slot, std::size_t n) const;
  void deal(Slot slot, std::size_t level);
  void insert_due(const Event& event);
  void insert_crowded(const Event& event);
  bool split_near();
  void make_room();
  Event pop_special();
  std::uint32_t grow_pool();

  static constexpr std::uint32_t kNoChunk = ~std::uint32_t{0};

  std::vector<Event> near_;  // sorted in [near_begin_, near_end_)
  std::size_t near_begin_ = 0;
  std::size_t near_end_ = 0;
  std::size_t near_room_ = 0;          // near_.size()
  std::size_t special_ = 0;            // events in due_ and crowd_
  std::uint64_t near_limit_ = kNever;  // every event before it is near, due or in the crowd
  SimTime now_;
  std::uint64_t sequence_ = 0;
  std::size_t size_ = 0;
  std::uint64_t base_ = 0;    // at or before every event in a slot
  std::uint32_t levels_ = 0;  // bit set of the levels that hold events
  std::uint32_t free_chunk_ = kNoChunk;
  std::vector<Event> pool_;           // chunks of kChunk events
  std::vector<std::uint32_t> links_;  // next chunk of the same slot, or of the free list
  std::vector<Event> due_;            // time == now_, sorted from due_begin_ on
  std::size_t due_begin_ = 0;
  std::vector<Event> crowd_;                       // heap, before near_limit_
  std::array<std::uint64_t, kLevels> occupied_{};  // bit set of the occupied slots of a level
  std::array<Slot, kLevels * kSlots> slots_{};
};

}  // namespace twinline
