#include "twinline/plant/model/tracks.h"

#include <functional>
#include <queue>
#include <utility>

namespace twinline {

namespace {

/// Edges by the node that they lead to.
std::vector<std::vector<Id>> incoming(const Tracks& tracks) {
  std::vector<std::vector<Id>> edges(tracks.nodes.size());
  for (Id e = 0; e < tracks.edges.size(); ++e) edges[tracks.edges[e].to].push_back(e);
  return edges;
}

/// Times of the quickest ways of all nodes to one (Dijkstra 1959).
void find_times(const Tracks& tracks, const std::vector<std::vector<Id>>& edges_to, Id target,
                Fleet& fleet) {
  const std::size_t n = tracks.nodes.size();
  const auto time = [&](Id from) -> SimTime& { return fleet.way_time[from * n + target]; };
  using Entry = std::pair<SimTime, Id>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  time(target) = SimTime();
  open.emplace(SimTime(), target);
  while (!open.empty()) {
    const auto [at, node] = open.top();
    open.pop();
    if (at > time(node)) continue;
    for (const Id e : edges_to[node]) {
      const Id from = tracks.edges[e].from;
      const SimTime through = at + fleet.empty[e];
      if (through >= time(from)) continue;
      time(from) = through;
      open.emplace(through, from);
    }
  }
}

void find_first_edges(const Tracks& tracks, Fleet& fleet) {
  const std::size_t n = tracks.nodes.size();
  for (Id e = 0; e < tracks.edges.size(); ++e) {
    const Edge& edge = tracks.edges[e];
    for (Id to = 0; to < n; ++to) {
      if (to == edge.from || fleet.way_time[edge.to * n + to] == SimTime::max()) continue;
      const SimTime through = fleet.empty[e] + fleet.way_time[edge.to * n + to];
      Id& first = fleet.next_edge[edge.from * n + to];
      if (first == kNone && through == fleet.way_time[edge.from * n + to]) first = e;
    }
  }
}

}  // namespace

SimTime loaded_way(const Tracks& tracks, const Fleet& fleet, Id from, Id to) {
  SimTime time;
  while (from != to) {
    const Id e = fleet.next_edge[from * tracks.nodes.size() + to];
    time += fleet.loaded[e];
    from = tracks.edges[e].to;
  }
  return time;
}

void find_ways(Tracks& tracks) {
  const std::size_t n = tracks.nodes.size();
  tracks.fleet_between.assign(n * n, kNone);
  const std::vector<std::vector<Id>> edges_to = incoming(tracks);
  for (Id f = 0; f < tracks.fleets.size(); ++f) {
    Fleet& fleet = tracks.fleets[f];
    fleet.way_time.assign(n * n, SimTime::max());
    fleet.next_edge.assign(n * n, kNone);
    for (Id target = 0; target < n; ++target) find_times(tracks, edges_to, target, fleet);
    find_first_edges(tracks, fleet);
    if (fleet.start.empty()) continue;
    for (Id from = 0; from < n; ++from) {
      if (fleet.way_time[fleet.start.front() * n + from] == SimTime::max()) continue;
      for (Id to = 0; to < n; ++to) {
        Id& carrier = tracks.fleet_between[from * n + to];
        if (carrier == kNone && fleet.way_time[from * n + to] != SimTime::max()) carrier = f;
      }
    }
  }
}

}  // namespace twinline
