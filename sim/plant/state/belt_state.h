#pragma once

#include <cstdint>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// The pending event of one kind. Void when the epoch is no longer its own.
struct BeltEvent {
  SimTime time = SimTime::max();
  std::uint32_t epoch = 0;
};

struct BeltItem {
  Id job = kNone;
  SimTime entered;  ///< by the belt's clock
};

/// The line will stop for work that is not done.
struct BeltStop {
  SimTime clock;  ///< by the belt's clock
  SimTime time;   ///< for so long
};

/// A belt and what is on it. Its clock stands while it stops.
struct BeltState {
  Id machine = kNone;
  bool runs = false;
  bool head_blocked = false;  ///< the first job stands at the exit and cannot leave
  bool busy = false;          ///< jobs move: failures by working time count
  BeltEvent exit;
  BeltEvent entry;
  SimTime clock;  ///< at `since`
  SimTime since;
  double pace = 1;              ///< it runs so many times as fast as time
  double rest = 0;              ///< what it has run beyond the whole nanoseconds it shows [ns]
  SimTime last_exit;            ///< by the clock
  SimTime next_entry;           ///< by the clock: the next job may enter
  std::vector<BeltItem> items;  ///< ring of Belt::capacity places, without a blocked head
  std::uint32_t first = 0;      ///< place of the first item
  std::uint32_t n_items = 0;
  std::vector<SimTime> worker_free;  ///< by position: back and free, by the clock
  std::vector<BeltStop> stops;       ///< to come, earliest first
  BeltEvent stop;                    ///< the next one begins, or the present one ends
  SimTime held_until;                ///< it stands for work that is not done

  const BeltItem& head() const { return items[first]; }
  void push(const BeltItem& item) {
    items[(first + n_items) % items.size()] = item;
    ++n_items;
  }
  BeltItem pop() {
    const BeltItem item = items[first];
    first = (first + 1) % static_cast<std::uint32_t>(items.size());
    --n_items;
    return item;
  }
};

}  // namespace twinline
