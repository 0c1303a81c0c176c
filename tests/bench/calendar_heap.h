#pragma once

#include <cstddef>
#include <cstdint>
#include <queue>
#include <vector>

#include "twinline/core/event.h"

/// The rivals that the event calendar is measured against; not used by the simulator.
namespace twinline::bench {

/// Implicit heap with four children a node.
class FourAryHeap {
 public:
  void schedule(SimTime time, std::uint8_t priority, std::uint8_t kind, std::uint32_t subject,
                std::uint32_t epoch) {
    const Event event{time, (std::uint64_t{priority} << 56U) | sequence_++, subject,
                      (std::uint32_t{kind} << 24U) | epoch};
    std::size_t hole = events_.size();
    events_.push_back(event);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (!(event < events_[parent])) {
        break;
      }
      events_[hole] = events_[parent];
      hole = parent;
    }
    events_[hole] = event;
  }

  Event pop() {
    const Event first = events_.front();
    const Event moved = events_.back();
    events_.pop_back();
    const std::size_t n = events_.size();
    std::size_t hole = 0;
    while (4 * hole + 1 < n) {
      const std::size_t child = smallest_child(hole, n);
      if (!(events_[child] < moved)) {
        break;
      }
      events_[hole] = events_[child];
      hole = child;
    }
    if (n > 0) {
      events_[hole] = moved;
    }
    return first;
  }

 private:
  std::size_t smallest_child(std::size_t parent, std::size_t n) const {
    const std::size_t first = 4 * parent + 1;
    const std::size_t end = first + 4 < n ? first + 4 : n;
    std::size_t best = first;
    for (std::size_t i = first + 1; i < end; ++i) {
      best = events_[i] < events_[best] ? i : best;
    }
    return best;
  }

  std::vector<Event> events_;
  std::uint64_t sequence_ = 0;
};

/// The binary heap of the standard library.
class StandardHeap {
 public:
  void schedule(SimTime time, std::uint8_t priority, std::uint8_t kind, std::uint32_t subject,
                std::uint32_t epoch) {
    events_.push({time, (std::uint64_t{priority} << 56U) | sequence_++, subject,
                  (std::uint32_t{kind} << 24U) | epoch});
  }

  Event pop() {
    const Event first = events_.top();
    events_.pop();
    return first;
  }

 private:
  struct Later {
    bool operator()(const Event& a, const Event& b) const { return b < a; }
  };
  std::priority_queue<Event, std::vector<Event>, Later> events_;
  std::uint64_t sequence_ = 0;
};

}  // namespace twinline::bench
