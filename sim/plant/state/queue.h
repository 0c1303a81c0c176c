#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// The leading ranking keys, at most two, that do not change while a job waits; smaller first.
struct StaticKey {
  std::int64_t first = 0;
  std::int64_t second = 0;
  friend bool operator<(const StaticKey& a, const StaticKey& b) {
    return a.first < b.first || (a.first == b.first && a.second < b.second);
  }
  friend bool operator!=(const StaticKey& a, const StaticKey& b) {
    return a.first != b.first || a.second != b.second;
  }
};

/// Fills a cache line: to join and to leave a queue touches one of them each.
struct alignas(64) Waiting {
  StaticKey key;
  Id job = kNone;
  Id step = kNone;
  Id machine = kNone;        ///< the only machine that may take it; kNone = no such bond
  Id setup = kNone;          ///< setup state that its step needs; kNone = any
  SimTime process;           ///< at a plain station: its process time at standard speed
  bool constrained = false;  ///< more may stand against a start: ask constraints_allow()
};

/// Jobs waiting at a station, sorted by their static keys, first come first among equals.
/// Taking the first and adding the last are O(1); queues are short, so the rest moves memory.
class WaitingQueue {
 public:
  bool empty() const { return n_ == 0; }
  std::size_t size() const { return n_; }
  const Waiting& operator[](std::size_t i) const { return *(items_.end() - n_ + diff(i)); }
  /// Where an entry that joins the end is written, as far as there is memory.
  const void* place_of_next() const { return items_.data() + items_.size(); }
  /// Entries at once since the last forget_most().
  std::uint32_t most() const { return most_; }
  void forget_most() { most_ = n_; }

  /// One whose key is not less than that of any other.
  void append(const Waiting& waiting) {
    items_.push_back(waiting);
    most_ = std::max(most_, ++n_);
  }

  void insert(const Waiting& waiting) {
    if (n_ == 0 || !(waiting.key < items_.back().key)) return append(waiting);
    const auto first = items_.end() - n_;
    const auto place =
        std::upper_bound(first, items_.end(), waiting,
                         [](const Waiting& a, const Waiting& b) { return a.key < b.key; });
    if (first != items_.begin() && place - first < items_.end() - place) {
      std::move(first, place, first - 1);
      *(place - 1) = waiting;
    } else {
      items_.insert(place, waiting);
    }
    most_ = std::max(most_, ++n_);
  }

  void remove(std::size_t i) {
    const auto first = items_.end() - n_;
    const auto place = first + diff(i);
    if (i * 2 < n_) {
      std::move_backward(first, place, place + 1);
    } else {
      items_.erase(place);
    }
    --n_;
    const std::size_t before = items_.size() - n_;
    if (n_ == 0) {
      items_.clear();
    } else if (before >= kMostBefore && before >= n_) {
      items_.erase(items_.begin(), items_.end() - n_);
    }
  }

 private:
  friend struct FieldAccess;
  static constexpr std::size_t kMostBefore = 4;  ///< few: a short queue stays in few cache lines

  static std::ptrdiff_t diff(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }

  std::vector<Waiting> items_;  ///< the last n_ wait, those before have left
  std::uint32_t n_ = 0;
  std::uint32_t most_ = 0;
};

}  // namespace twinline
