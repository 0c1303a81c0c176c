#include <map>
#include <string>
#include <vector>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

/// What one machine may do, by step; empty = everything.
using Allowed = std::vector<bool>;

class Qualifier {
 public:
  explicit Qualifier(Builder& builder) : builder_(builder), plant_(builder.plant) {
    for (Id id = 0; id < plant_.steps.size(); ++id) {
      const std::string& name = plant_.step_names[id];
      by_name_[name].push_back(id);
      by_name_[plant_.routes[plant_.steps[id].route].name + "/" + name].push_back(id);
    }
  }

  void build(Id station_id) {
    const Station& station = plant_.stations[station_id];
    std::vector<Allowed> machines;
    bool differ = false;
    for (const Record& record : builder_.station_drafts[station_id].record.children("machine")) {
      machines.push_back(read(record, station_id));
      differ = differ || !machines.back().empty();
    }
    if (!differ) {
      return;
    }
    machines.resize(station.n_machines);
    for (Id id = 0; id < plant_.steps.size(); ++id) {
      if (plant_.steps[id].station == station_id) {
        qualify(id, station, machines);
      }
    }
  }

 private:
  Allowed read(const Record& record, Id station_id) {
    Allowed allowed;
    if (record.has("steps")) {
      allowed.assign(plant_.steps.size(), false);
      for (const Value& text : record.texts("steps")) {
        allow_step(record, text, station_id, allowed);
      }
    }
    if (record.has("parts")) {
      const std::vector<bool> routes = routes_of_parts(record);
      if (allowed.empty()) {
        allowed.assign(plant_.steps.size(), true);
      }
      for (Id id = 0; id < plant_.steps.size(); ++id) {
        allowed[id] = allowed[id] && routes[plant_.steps[id].route];
      }
    }
    return allowed;
  }

  void allow_step(const Record& record, const Value& text, Id station_id, Allowed& allowed) {
    bool here = false;
    const auto found = by_name_.find(text.text);
    if (found != by_name_.end()) {
      for (const Id id : found->second) {
        if (plant_.steps[id].station == station_id) {
          allowed[id] = true;
          here = true;
        }
      }
    }
    if (!here) {
      std::vector<std::string> known;
      for (Id id = 0; id < plant_.steps.size(); ++id) {
        if (plant_.steps[id].station == station_id) {
          known.push_back(plant_.step_names[id]);
        }
      }
      record.error_at(text.at, "steps: no step " + in_quotes(text.text) + " at station " +
                                   in_quotes(plant_.stations[station_id].name) +
                                   did_you_mean(text.text, known));
    }
  }

  /// Qualification is by step, so the parts of a route share it.
  std::vector<bool> routes_of_parts(const Record& record) {
    std::vector<bool> parts(plant_.parts.size(), false);
    std::vector<bool> routes(plant_.routes.size(), false);
    for (const Value& text : record.texts("parts")) {
      const Id part = builder_.parts.resolve(record, text.text, text.at);
      if (part != kNone && plant_.parts[part].route != kNone) {
        parts[part] = true;
        routes[plant_.parts[part].route] = true;
      }
    }
    for (Id id = 0; id < plant_.parts.size(); ++id) {
      const Part& part = plant_.parts[id];
      if (part.route != kNone && routes[part.route] && !parts[id]) {
        record.fault("parts", "part " + in_quotes(part.name) +
                                  ", which is not in the list, takes the same route " +
                                  in_quotes(plant_.routes[part.route].name) +
                                  "; give it a route of its own");
      }
    }
    return routes;
  }

  void qualify(Id id, const Station& station, const std::vector<Allowed>& machines) {
    std::vector<bool> row(station.n_machines);
    bool any = false;
    bool all = true;
    for (std::size_t k = 0; k < row.size(); ++k) {
      row[k] = machines[k].empty() || machines[k][id];
      any = any || row[k];
      all = all && row[k];
    }
    if (!any) {
      builder_.step_drafts[id].record.fault(
          "station", "no machine of " + in_quotes(station.name) + " may do this step");
    }
    if (all) {
      return;
    }
    const auto [entry, fresh] = rows_.emplace(row, static_cast<Id>(plant_.qualified.size()));
    if (fresh) {
      plant_.qualified.push_back(row);
    }
    plant_.steps[id].qualification = entry->second;
  }

  Builder& builder_;
  Plant& plant_;
  std::map<std::string, std::vector<Id>> by_name_;
  std::map<std::vector<bool>, Id> rows_;
};

}  // namespace

void build_qualifications(Builder& builder) {
  Qualifier qualifier(builder);
  for (Id id = 0; id < builder.plant.stations.size(); ++id) {
    qualifier.build(id);
  }
}

}  // namespace twinline
