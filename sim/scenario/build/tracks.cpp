#include "twinline/scenario/build/tracks.h"

#include <algorithm>
#include <map>
#include <utility>

#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr double kLongestEdge = 1e6;  // s

Id add_node(Tracks& tracks, const std::string& name) {
  const auto found = std::find(tracks.nodes.begin(), tracks.nodes.end(), name);
  const auto id = static_cast<Id>(found - tracks.nodes.begin());
  if (found == tracks.nodes.end()) tracks.nodes.push_back(name);
  return id;
}

void build_zones(Builder& builder, Names& names) {
  std::vector<Zone>& zones = builder.plant.tracks.zones;
  for (const Record& record : builder.document.children("zone")) {
    Zone zone;
    zone.name = record.text("name");
    zone.capacity = static_cast<std::uint32_t>(record.integer("capacity"));
    names.add(record, "name", zone.name, static_cast<Id>(zones.size()));
    zones.push_back(std::move(zone));
  }
}

Id zone_of_edge(Builder& builder, const Names& names, const Record& record) {
  if (!record.has("capacity")) return names.resolve(record, "zone");
  if (record.has("zone")) record.fault("capacity", "the edge has a zone already");
  std::vector<Zone>& zones = builder.plant.tracks.zones;
  zones.push_back({record.text("from") + "-" + record.text("to"),
                   static_cast<std::uint32_t>(record.integer("capacity"))});
  return static_cast<Id>(zones.size() - 1);
}

void build_edges(Builder& builder, const Names& zones) {
  Tracks& tracks = builder.plant.tracks;
  std::map<std::pair<Id, Id>, Span> known;
  for (const Record& record : builder.document.children("edge")) {
    Edge edge;
    edge.from = add_node(tracks, record.text("from"));
    edge.to = add_node(tracks, record.text("to"));
    edge.zone = zone_of_edge(builder, zones, record);
    edge.length_m = positive_quantity(record, "length", "m", 0);
    edge.speed_limit = positive_quantity(record, "speed", "m/s", 0);
    edge.time = record.duration("time");
    if (edge.from == edge.to) record.fault("to", "an edge leads from one node to another");
    if (record.has("length") == record.has("time")) {
      record.error_at(record.at(), "expected either length or time");
    }
    if (record.has("time") && record.has("speed")) {
      record.fault("speed", "it belongs to an edge with a length");
    }
    const auto [entry, fresh] = known.emplace(std::pair(edge.from, edge.to), record.at());
    if (!fresh) record.duplicate(record.at(), "this edge", entry->second);
    tracks.edges.push_back(edge);
  }
  if (tracks.nodes.size() > kMaxNodes) {
    builder.document.error_at(builder.document.at(), "expected at most 1000 nodes, received " +
                                                         std::to_string(tracks.nodes.size()));
  }
}

}  // namespace

double positive_quantity(const Record& record, const char* key, const char* unit,
                         double otherwise) {
  if (!record.has(key)) return otherwise;
  const std::optional<double> value = record.quantity(key, Dimension::of(*parse_unit(unit), unit));
  if (!value) return 1;
  if (*value > 0) return *value;
  record.error(key, "expected a value > 0");
  return 1;
}

void build_tracks(Builder& builder) {
  Names zones("zone");
  build_zones(builder, zones);
  build_edges(builder, zones);
}

Id find_node(const Tracks& tracks, const Record& record, const std::string& name, Span at) {
  const auto found = std::find(tracks.nodes.begin(), tracks.nodes.end(), name);
  if (found != tracks.nodes.end()) return static_cast<Id>(found - tracks.nodes.begin());
  record.error_at(
      at, "no [[edge]] leads to or from " + in_quotes(name) + did_you_mean(name, tracks.nodes));
  return kNone;
}

std::vector<Id> find_nodes(const Tracks& tracks, const Record& record, const char* key) {
  std::vector<Id> nodes;
  for (const Value& name : record.texts(key)) {
    const Id node = find_node(tracks, record, name.text, name.at);
    if (node != kNone) nodes.push_back(node);
  }
  return nodes;
}

std::vector<SimTime> edge_times(const Tracks& tracks, double speed) {
  std::vector<SimTime> times;
  for (const Edge& edge : tracks.edges) {
    const double limit = edge.speed_limit > 0 ? edge.speed_limit : speed;
    const double seconds = std::min(edge.length_m / std::min(speed, limit), kLongestEdge);
    const SimTime time = edge.time > SimTime() ? edge.time : SimTime::from_seconds(seconds);
    times.push_back(std::max(time, SimTime::from_ns(1)));
  }
  return times;
}

bool check_ways(const Builder& builder) {
  const Tracks& tracks = builder.plant.tracks;
  const std::size_t n = tracks.nodes.size();
  const std::vector<Record> edges = builder.document.children("edge");
  const std::vector<SimTime>& way = tracks.fleets.front().way_time;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const Edge& edge = tracks.edges[e];
    if (way[edge.to * n + edge.from] != SimTime::max()) continue;
    edges[e].fault("to", "no way leads back from " + in_quotes(tracks.nodes[edge.to]) + " to " +
                             in_quotes(tracks.nodes[edge.from]) +
                             "; a vehicle there would be lost");
    return false;
  }
  return true;
}

}  // namespace twinline
