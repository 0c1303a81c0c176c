#pragma once

#include <cstdint>
#include <vector>

#include "twinline/core/sim_time.h"

namespace twinline {

/// A cluster tool as a recipe uses it: process chambers around one robot, pieces from and to a load
/// lock that always holds the next piece and always has room for a finished one.
struct ClusterRecipe {
  std::vector<SimTime> chambers;  ///< process time in each chamber, in the order of the visits
  bool parallel = false;  ///< a piece visits one chamber, any that is free, not all in series
  bool dual_blade =
      false;     ///< the robot has two blades and swaps: takes one piece out, puts one in
  SimTime move;  ///< one pick or one place, travel included
};

/// What a cluster tool needs for a lot. Let M(n) be the time from the first movement of the robot
/// for a lot of n pieces in an empty tool until the last piece lies in the load lock. From some n
/// on M is cyclic: M(n + c) = M(n) + D with c pieces a cycle (c = 1 in series, at most the number
/// of chambers when they are parallel and equal). Then period = D / c, to the nearest nanosecond,
/// and first_piece is the number for which first_piece + (n - 1) D / c = M(n) at every cyclic n
/// with n - 1 a multiple of c: for chambers in series, at every cyclic n.
/// docs/methods/cluster_tool.md.
struct ClusterTiming {
  SimTime first_piece;
  SimTime period;
};

/// By moving the pieces one by one until the state of the tool repeats itself exactly. Recipes that
/// have not repeated after 20,000 pieces (chambers a few nanoseconds from a tie) take the mean of
/// the next 64 chambers-full of pieces.
/// @throws ArgumentError without a chamber, for a negative time, or when all times are zero.
ClusterTiming cluster_timing(const ClusterRecipe& recipe);

/// M(pieces) of ClusterTiming. @pre pieces > 0. @throws ArgumentError as cluster_timing.
SimTime cluster_lot_time(const ClusterRecipe& recipe, std::uint32_t pieces);

}  // namespace twinline
