// A simulated cluster: ranks with threads, tasks of heavy-tailed length, in virtual time.
#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <set>
#include <tuple>

#include <doctest/doctest.h>

#include "twinline/experiment/sweep/handout.h"
#include "twinline/random/philox.h"
#include "twinline/random/uniform.h"

TEST_SUITE_BEGIN("experiment.handout");

using namespace twinline;

namespace {

/// Pareto with tail index 1.5 and mean 1 (its variance would be infinite), cut off at 20.
double length_of(std::uint64_t task) {
  const PhiloxWords words = philox({{static_cast<std::uint32_t>(task), 0, 0, 0}}, 1);
  return std::min(20.0, std::pow(uniform_open(words.word[0], words.word[1]), -1 / 1.5) / 3);
}

struct Cluster {
  double makespan = 0;
  double work = 0;
  double longest = 0;
  std::uint64_t asks = 0;
  std::multiset<std::uint64_t> done;
};

/// Each rank asks as soon as fewer tasks wait than it has threads, like a rank of a job; an answer
/// takes `latency`.
Cluster simulate(std::uint64_t n_tasks, int n_ranks, std::uint64_t threads, double latency) {
  struct Rank {
    std::uint64_t running = 0;
    std::queue<std::uint64_t> waiting;
    bool asked = false;
    bool refused = false;
    bool over = false;
  };
  struct Event {
    double time;
    std::uint64_t order;
    int rank;
    int kind;  // 0 = a task ends, 1 = an answer arrives
    std::vector<std::uint64_t> tasks;
    bool over;
    bool operator<(const Event& b) const {
      return std::tie(time, order) > std::tie(b.time, b.order);
    }
  };
  std::vector<std::uint64_t> tasks(n_tasks);
  Cluster cluster;
  for (std::uint64_t i = 0; i < n_tasks; ++i) {
    tasks[i] = i;
    cluster.work += length_of(i);
    cluster.longest = std::max(cluster.longest, length_of(i));
  }
  Handout handout(tasks, threads * static_cast<std::uint64_t>(n_ranks));
  std::vector<Rank> ranks(static_cast<std::size_t>(n_ranks));
  std::priority_queue<Event> events;
  std::uint64_t order = 0;
  const auto look = [&](int r, double now) {
    Rank& rank = ranks[static_cast<std::size_t>(r)];
    while (rank.running < threads && !rank.waiting.empty()) {
      const std::uint64_t task = rank.waiting.front();
      rank.waiting.pop();
      ++rank.running;
      cluster.done.insert(task);
      events.push({now + length_of(task), order++, r, 0, {}, false});
    }
    const std::uint64_t busy = rank.running + rank.waiting.size();
    const std::uint64_t idle = busy < threads ? threads - busy : 0;
    if (rank.asked || rank.over || rank.waiting.size() >= threads || (rank.refused && idle == 0)) {
      return;
    }
    rank.asked = true;
    ++cluster.asks;
    const std::vector<std::uint64_t> given = handout.take(idle, 2 * threads - busy);
    events.push({now + latency, order++, r, 1, given, given.empty() && handout.left() == 0});
  };
  for (int r = 0; r < n_ranks; ++r) look(r, 0);
  while (!events.empty()) {
    const Event event = events.top();
    events.pop();
    Rank& rank = ranks[static_cast<std::size_t>(event.rank)];
    cluster.makespan = event.time;
    if (event.kind == 0) {
      --rank.running;
    } else {
      rank.asked = false;
      rank.over = event.over;
      rank.refused = event.tasks.empty();
      for (const std::uint64_t task : event.tasks) rank.waiting.push(task);
    }
    look(event.rank, event.time);
  }
  return cluster;
}

}  // namespace

TEST_CASE("handout: every task is done once and 256 workers end together") {
  for (const auto& [ranks, threads] : {std::pair(256, 1U), std::pair(8, 32U), std::pair(1, 256U)}) {
    CAPTURE(ranks);
    const std::uint64_t n = 20000;
    const Cluster cluster = simulate(n, ranks, threads, 0.001);
    REQUIRE(cluster.done.size() == n);
    CHECK(std::set<std::uint64_t>(cluster.done.begin(), cluster.done.end()).size() == n);
    // Graham's bound of list scheduling, with what waits at the end: one task a thread at most
    const double ideal = cluster.work / 256;
    CHECK(cluster.makespan <= ideal + 2 * cluster.longest);
    CHECK(cluster.makespan >= ideal);
    CHECK(cluster.asks <= n + n / 10);  // and not again and again while nothing is left
  }
}

TEST_CASE("handout: fixed pieces would leave workers idle") {
  // The same tasks dealt out in advance: what the hand-out is for.
  const std::uint64_t n = 20000;
  std::vector<double> load(256, 0.0);
  for (std::uint64_t task = 0; task < n; ++task) load[task % 256] += length_of(task);
  CHECK(simulate(n, 256, 1, 0.001).makespan < *std::max_element(load.begin(), load.end()));
}

TEST_CASE("handout: few tasks go only to idle threads") {
  Handout handout({0, 1, 2, 3, 4, 5}, 2);
  CHECK(handout.take(1, 2).size() == 2);
  CHECK(handout.take(0, 2).empty());
  CHECK(handout.take(1, 2).size() == 1);
  CHECK(handout.left() == 3);
  handout.stop();
  CHECK(handout.left() == 0);
  CHECK(handout.take(1, 1).empty());
}

TEST_SUITE_END();
