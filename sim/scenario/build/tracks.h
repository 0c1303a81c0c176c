#pragma once

#include <string>
#include <vector>

#include "twinline/plant/model/tracks.h"
#include "twinline/scenario/build/builder.h"

namespace twinline {

constexpr std::size_t kMaxNodes = 1000;  ///< the tables of ways are their square

/// A positive quantity of the record in a unit; `otherwise` for an absent one. Reports others.
double positive_quantity(const Record& record, const char* key, const char* unit, double otherwise);

/// Zones and edges.
void build_tracks(Builder& builder);

/// The node that a text names; kNone (and a report) where no edge touches it.
Id find_node(const Tracks& tracks, const Record& record, const std::string& name, Span at);
/// Those of a list, without the unknown ones.
std::vector<Id> find_nodes(const Tracks& tracks, const Record& record, const char* key);

/// Of each edge, for a vehicle of so many m/s.
std::vector<SimTime> edge_times(const Tracks& tracks, double speed);

/// From wherever a vehicle comes to, it must come back.
bool check_ways(const Builder& builder);

}  // namespace twinline
