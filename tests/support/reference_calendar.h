#pragma once

#include <cstdint>
#include <set>

#include "twinline/core/event.h"

namespace twinline::testing {

/// The event list as one would define it: an ordered set.
class ReferenceCalendar {
 public:
  void schedule(SimTime time, std::uint8_t priority, std::uint8_t kind, std::uint32_t subject,
                std::uint32_t epoch) {
    events_.insert({time, (std::uint64_t{priority} << 56U) | sequence_++, subject,
                    (std::uint32_t{kind} << 24U) | (epoch & Event::kEpochMask)});
  }
  bool empty() const { return events_.empty(); }
  std::size_t size() const { return events_.size(); }
  SimTime next_time() const { return empty() ? SimTime::max() : events_.begin()->time; }
  Event pop() {
    const Event first = *events_.begin();
    events_.erase(events_.begin());
    return first;
  }
  const std::set<Event>& events() const { return events_; }

 private:
  std::set<Event> events_;
  std::uint64_t sequence_ = 0;
};

inline bool same(const Event& a, const Event& b) {
  return a.time == b.time && a.order == b.order && a.subject == b.subject && a.tag == b.tag;
}

}  // namespace twinline::testing
