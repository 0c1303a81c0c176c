#include "twinline/plant/process/cluster_tool.h"

#include <algorithm>
#include <cstddef>

#include "twinline/core/error.h"

namespace twinline {
namespace {

constexpr std::uint32_t kMostPieces = 20'000;

/// The tool between two arrivals of a piece in a chamber. The robot's order is fixed: chambers from
/// the last to the first with one blade (pull), the other way round with two (swap); parallel
/// chambers in the order in which they finish.
class Tool {
 public:
  explicit Tool(const ClusterRecipe& recipe)
      : recipe_(&recipe), full_(recipe.chambers.size()), done_(recipe.chambers.size()) {}

  /// Goes on until one more piece from the load lock lies in a chamber.
  void load() {
    if (recipe_->parallel) {
      recipe_->dual_blade ? load_parallel_dual() : load_parallel_single();
    } else {
      recipe_->dual_blade ? pass_dual(true) : pass_single(true);
    }
  }

  /// Goes on until all pieces lie in the load lock.
  void drain() {
    while (std::find(full_.begin(), full_.end(), true) != full_.end()) {
      if (recipe_->parallel) {
        unload(first_done());
      } else {
        recipe_->dual_blade ? pass_dual(false) : pass_single(false);
      }
    }
  }

  SimTime now() const { return now_; }

  /// Equal but for the time: the future of both is the same.
  bool same_state(const Tool& other) const {
    for (std::size_t i = 0; i < full_.size(); ++i) {
      if (full_[i] != other.full_[i]) return false;
      if (full_[i] && done_[i] - now_ != other.done_[i] - other.now_) return false;
    }
    return true;
  }

 private:
  void move() { now_ += recipe_->move; }

  void place(std::size_t chamber) {
    move();
    full_[chamber] = true;
    done_[chamber] = now_ + recipe_->chambers[chamber];
  }

  void pick(std::size_t chamber) {
    now_ = std::max(now_, done_[chamber]);
    move();
    full_[chamber] = false;
  }

  void pass_single(bool with_new) {
    for (std::size_t i = full_.size(); i-- > 0;) {
      if (!full_[i]) continue;
      pick(i);
      i + 1 < full_.size() ? place(i + 1) : move();
    }
    if (with_new) {
      move();
      place(0);
    }
  }

  void pass_dual(bool with_new) {
    bool carries = with_new;
    if (with_new) move();
    for (std::size_t i = 0; i < full_.size(); ++i) {
      const bool takes = full_[i];
      if (!takes && !carries) continue;
      if (takes) pick(i);
      if (carries) place(i);
      carries = takes;
      if (!carries) return;
    }
    if (carries) move();
  }

  void load_parallel_single() {
    const std::size_t done = first_done();
    const bool any_free = std::find(full_.begin(), full_.end(), false) != full_.end();
    if (done < full_.size() && (!any_free || done_[done] <= now_)) unload(done);
    move();
    place(first_free());
  }

  void load_parallel_dual() {
    move();
    const std::size_t free = first_free();
    if (free < full_.size()) {
      place(free);
      return;
    }
    const std::size_t done = first_done();
    pick(done);
    place(done);
    move();
  }

  void unload(std::size_t chamber) {
    pick(chamber);
    move();
  }

  std::size_t first_free() const {
    return static_cast<std::size_t>(std::find(full_.begin(), full_.end(), false) - full_.begin());
  }

  /// The full chamber that ends first; the number of chambers where all are empty.
  std::size_t first_done() const {
    std::size_t best = full_.size();
    for (std::size_t i = 0; i < full_.size(); ++i) {
      if (full_[i] && (best == full_.size() || done_[i] < done_[best])) best = i;
    }
    return best;
  }

  const ClusterRecipe* recipe_;
  SimTime now_;
  std::vector<bool> full_;
  std::vector<SimTime> done_;
};

void check(const ClusterRecipe& recipe) {
  if (recipe.chambers.empty()) throw ArgumentError("a cluster tool needs at least one chamber");
  bool any_time = recipe.move > SimTime();
  bool negative = recipe.move < SimTime();
  for (const SimTime time : recipe.chambers) {
    any_time = any_time || time > SimTime();
    negative = negative || time < SimTime();
  }
  if (negative) throw ArgumentError("a cluster tool's times must not be negative");
  if (!any_time) throw ArgumentError("a cluster tool's times must not all be zero");
}

struct Cycle {
  std::uint32_t before = 0;  ///< pieces loaded when the tool is surely cyclic
  std::uint32_t pieces = 0;  ///< loaded in one cycle
  SimTime time;              ///< of one cycle
};

Cycle find_cycle(const ClusterRecipe& recipe) {
  Tool tool(recipe);
  Tool anchor = tool;
  std::uint32_t at = 0;
  std::uint32_t next_anchor = 1;
  for (std::uint32_t n = 1; n <= kMostPieces; ++n) {
    tool.load();
    if (tool.same_state(anchor)) return {n, n - at, tool.now() - anchor.now()};
    if (n == next_anchor) {  // Brent's search: anchors at powers of two, no history kept
      anchor = tool;
      at = n;
      next_anchor *= 2;
    }
  }
  anchor = tool;
  const auto more = static_cast<std::uint32_t>(64 * recipe.chambers.size());
  for (std::uint32_t n = 0; n < more; ++n) tool.load();
  return {kMostPieces, more, tool.now() - anchor.now()};
}

}  // namespace

SimTime cluster_lot_time(const ClusterRecipe& recipe, std::uint32_t pieces) {
  check(recipe);
  Tool tool(recipe);
  for (std::uint32_t n = 0; n < pieces; ++n) tool.load();
  tool.drain();
  return tool.now();
}

ClusterTiming cluster_timing(const ClusterRecipe& recipe) {
  check(recipe);
  const Cycle cycle = find_cycle(recipe);
  const std::uint32_t cycles = (cycle.before + cycle.pieces - 1) / cycle.pieces;
  const SimTime lot = cluster_lot_time(recipe, 1 + cycles * cycle.pieces);
  const std::int64_t pieces = cycle.pieces;
  return {lot - cycle.time * cycles, SimTime::from_ns((cycle.time.ns() + pieces / 2) / pieces)};
}

}  // namespace twinline
