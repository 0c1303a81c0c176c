#pragma once

#include <cstdint>
#include <type_traits>

#include "twinline/core/sim_time.h"

namespace twinline {

/// What happens, when, to whom: plain data. The meaning of `kind` and `subject` is the model's.
/// Events are ordered by (time, order); `order` is the priority in the top byte (lower first), then
/// the sequence number of insertion, so the order of simultaneous events is total and documented.
struct Event {
  SimTime time;
  std::uint64_t order = 0;    ///< priority << 56 | insertion sequence
  std::uint32_t subject = 0;  ///< index of the entity the event is about
  std::uint32_t tag = 0;      ///< kind << 24 | epoch

  static constexpr std::uint32_t kEpochMask = 0xffffffU;

  constexpr std::uint8_t kind() const { return static_cast<std::uint8_t>(tag >> 24U); }
  /// An event is void when its epoch no longer equals its subject's: that is how it is cancelled.
  constexpr std::uint32_t epoch() const { return tag & kEpochMask; }

  friend constexpr bool operator<(const Event& a, const Event& b) {
    return a.time < b.time || (a.time == b.time && a.order < b.order);
  }
};

static_assert(sizeof(Event) == 24 && std::is_trivially_copyable_v<Event>);

}  // namespace twinline
