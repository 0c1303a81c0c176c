#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "support/stationary.h"

namespace twinline::test {

/// Which machines may be up, all 2^n outcomes: calls with (up, probability).
template <class Call>
void for_each_outcome(const std::vector<double>& up, const Call& call) {
  for (std::size_t mask = 0; mask < (std::size_t{1} << up.size()); ++mask) {
    double probability = 1;
    std::vector<bool> is_up;
    for (std::size_t i = 0; i < up.size(); ++i) {
      is_up.push_back((mask >> i & 1) != 0);
      probability *= is_up[i] ? up[i] : 1 - up[i];
    }
    if (probability > 0) call(is_up, probability);
  }
}

/// Jobs a slot of a Bernoulli line, from the chain of the buffers' contents.
inline double bernoulli_chain(const std::vector<double>& up, const std::vector<int>& places) {
  const auto make = [&](const ChainState& n, const std::vector<bool>& is_up) {
    std::vector<bool> makes(up.size());
    for (std::size_t i = up.size(); i-- > 0;) {
      const bool has_job = i == 0 || n[i - 1] > 0;
      const bool has_room = i + 1 == up.size() || n[i] < places[i] || makes[i + 1];
      makes[i] = is_up[i] && has_job && has_room;
    }
    return makes;
  };
  const ChainStep step = [&](const ChainState& from, const auto& to) {
    for_each_outcome(up, [&](const std::vector<bool>& is_up, double probability) {
      const std::vector<bool> makes = make(from, is_up);
      ChainState next = from;
      for (std::size_t i = 0; i < next.size(); ++i) next[i] += makes[i] - makes[i + 1];
      to(next, probability);
    });
  };
  return stationary_mean(ChainState(places.size(), 0), step, [&](const ChainState& n) {
    return up.back() * (n.empty() || n.back() > 0 ? 1 : 0);
  });
}

struct SlotMachine {
  double failure;
  double repair;
};

/// Jobs a slot of machines with jobs of one slot and geometric up and down times, operation-
/// dependent: from the chain of (jobs between, who is up).
template <class Machine>
double slot_chain_of(const std::vector<Machine>& machines, const std::vector<int>& places) {
  const std::size_t n = places.size();
  const auto can_work = [&](const ChainState& from, std::size_t i) {
    return (i == 0 || from[i - 1] > 0) && (i == n || from[i] < places[i]);
  };
  const auto up = [&](const ChainState& from) {
    std::vector<double> result;
    for (std::size_t i = 0; i <= n; ++i) {
      const double fails = can_work(from, i) ? machines[i].failure : 0;
      result.push_back(from[n + i] == 0 ? machines[i].repair : 1 - fails);
    }
    return result;
  };
  const ChainStep step = [&](const ChainState& from, const auto& to) {
    for_each_outcome(up(from), [&](const std::vector<bool>& is_up, double probability) {
      ChainState next = from;
      for (std::size_t i = 0; i <= n; ++i) {
        next[n + i] = is_up[i];
        if (!is_up[i] || !can_work(from, i)) continue;
        if (i > 0) --next[i - 1];
        if (i < n) ++next[i];
      }
      to(next, probability);
    });
  };
  ChainState start(2 * n + 1, 1);
  return stationary_mean(
      start, step, [&](const ChainState& from) { return can_work(from, n) ? up(from)[n] : 0; });
}

/// Jobs a slot of two machines with jobs of one slot and geometric up and down times. Where `any
/// time`, they fail when idle too, and a machine hands a job on within the slot (work flows).
inline double slot_chain(const std::vector<SlotMachine>& machines, int places, bool any_time) {
  // State (jobs, first up, second up). Machines change state at the begin of a slot.
  const auto works = [&](int jobs, bool up_1, bool up_2) {
    const bool first = up_1 && (jobs < places || (any_time && up_2));
    const bool second = up_2 && (jobs > 0 || (any_time && up_1));
    return std::pair<bool, bool>(first, second);
  };
  const auto changed = [&](const ChainState& from) {
    std::vector<double> up;
    for (std::size_t i = 0; i < 2; ++i) {
      const bool can_work = i == 0 ? from[0] < places : from[0] > 0;
      const bool may_fail = any_time || can_work;
      up.push_back(from[i + 1] == 0 ? machines[i].repair
                                    : 1 - (may_fail ? machines[i].failure : 0));
    }
    return up;
  };
  const ChainStep step = [&](const ChainState& from, const auto& to) {
    for_each_outcome(changed(from), [&](const std::vector<bool>& up, double probability) {
      const auto [first, second] = works(from[0], up[0], up[1]);
      to({from[0] + first - second, up[0], up[1]}, probability);
    });
  };
  return stationary_mean({0, 1, 1}, step, [&](const ChainState& from) {
    double made = 0;
    for_each_outcome(changed(from), [&](const std::vector<bool>& up, double probability) {
      made += probability * works(from[0], up[0], up[1]).second;
    });
    return made;
  });
}

}  // namespace twinline::test
