#include <algorithm>
#include <unordered_map>

#include "twinline/scenario/build/builder.h"

namespace twinline {

namespace {

constexpr std::size_t kMaxClasses = 8000;  // the table of what is compatible is their square

/// Do two recipes share a batch: equal, or one a prefix with a trailing * that the other has?
bool recipes_match(std::string_view a, std::string_view b) {
  const bool open_a = !a.empty() && a.back() == '*';
  const bool open_b = !b.empty() && b.back() == '*';
  if (!open_a && !open_b) {
    return a == b;
  }
  const std::string_view prefix_a = open_a ? a.substr(0, a.size() - 1) : a;
  const std::string_view prefix_b = open_b ? b.substr(0, b.size() - 1) : b;
  const std::size_t common = std::min(prefix_a.size(), prefix_b.size());
  if (prefix_a.substr(0, common) != prefix_b.substr(0, common)) {
    return false;
  }
  // The longer prefix must be reached from the shorter one, which only an open end can do.
  return (prefix_a.size() <= prefix_b.size() && open_a) ||
         (prefix_b.size() <= prefix_a.size() && open_b);
}

struct BatchClass {
  Id station = kNone;
  std::string recipe;  ///< "" where the class is not one of recipes
};

class ClassTable {
 public:
  explicit ClassTable(Builder& builder) : builder_(builder) {}

  void assign(Id step_id) {
    Plant& plant = builder_.plant;
    Step& step = plant.steps[step_id];
    const Record& record = builder_.step_drafts[step_id].record;
    const Station& station = plant.stations[step.station];
    const BatchBy by = station.batch.by;
    if (by != BatchBy::kRecipe && record.has("recipe")) {
      record.fault("recipe", "the station batches by something else");
    }
    if (by == BatchBy::kStep) {
      step.batch_class =
          find(plant.routes[step.route].name + "/" + plant.step_names[step_id], step.station, "");
    } else if (by == BatchBy::kAny) {
      step.batch_class = find(station.name, step.station, "");
    } else if (by == BatchBy::kRecipe) {
      const std::string recipe = record.text("recipe");
      if (recipe.empty()) {
        record.error_at(record.at(), "missing key \"recipe\": the station batches by recipe");
      }
      step.batch_class = find(station.name + ": " + recipe, step.station, recipe);
    }
  }

  void finish() {
    const std::size_t n = classes_.size();
    if (n > kMaxClasses) {
      builder_.document.error_at(
          builder_.document.at(),
          "expected at most 8000 kinds of batches, received " + std::to_string(n));
      return;
    }
    std::vector<bool>& compatible = builder_.plant.batch_compatible;
    compatible.assign(n * n, false);
    for (std::size_t a = 0; a < n; ++a) {
      compatible[a * n + a] = true;
      for (std::size_t b = a + 1; b < n; ++b) {
        const bool match = classes_[a].station == classes_[b].station &&
                           !classes_[a].recipe.empty() &&
                           recipes_match(classes_[a].recipe, classes_[b].recipe);
        compatible[a * n + b] = match;
        compatible[b * n + a] = match;
      }
    }
  }

 private:
  Id find(const std::string& name, Id station, const std::string& recipe) {
    const std::string key = std::to_string(station) + " " + name;
    const auto [entry, fresh] = ids_.emplace(key, static_cast<Id>(classes_.size()));
    if (fresh) {
      classes_.push_back({station, recipe});
      builder_.plant.batch_classes.push_back(name);
    }
    return entry->second;
  }

  Builder& builder_;
  std::vector<BatchClass> classes_;
  std::unordered_map<std::string, Id> ids_;
};

void refuse_batch_keys(const Builder& builder, Id id) {
  const Record& record = builder.step_drafts[id].record;
  for (const char* key : {"batch_min", "batch_max", "recipe"}) {
    if (record.has(key)) {
      record.fault(key, "the station does not batch");
    }
  }
  if (builder.plant.steps[id].per == ProcessPer::kBatch) {
    record.fault("per", "the station does not batch");
  }
}

/// Pieces of the largest job on each route.
std::vector<std::uint32_t> largest_jobs(const Plant& plant) {
  std::vector<std::uint32_t> largest(plant.routes.size(), 1);
  const auto count = [&](Id part, std::uint32_t pieces) {
    if (part != kNone && plant.parts[part].route != kNone) {
      std::uint32_t& known = largest[plant.parts[part].route];
      known = std::max(known, pieces);
    }
  };
  for (Id part = 0; part < plant.parts.size(); ++part) {
    count(part, plant.parts[part].pieces);
  }
  for (const Release& release : plant.releases) {
    count(release.part, release.pieces);
    for (const ListedJob& job : release.list) {
      count(job.part, job.pieces);
    }
  }
  for (const InitialJob& job : plant.initial_jobs) {
    count(job.part, job.pieces);
  }
  return largest;
}

void build_limits(Builder& builder, Id id, std::uint32_t largest_job) {
  Step& step = builder.plant.steps[id];
  const Record& record = builder.step_drafts[id].record;
  const StationDraft& draft = builder.station_drafts[step.station];
  const auto limit = [&](const char* key, std::uint32_t fallback) {
    return record.has(key) ? static_cast<std::uint32_t>(record.integer(key)) : fallback;
  };
  step.batch_min = limit("batch_min", draft.batch_min);
  step.batch_max = limit("batch_max", draft.batch_max);
  if (step.batch_max == 0) {
    record.error_at(record.at(), "missing key \"batch_max\": the station has no batch.max");
    step.batch_max = step.batch_min;
  } else if (step.batch_max < step.batch_min) {
    record.error_at(record.at(record.has("batch_max") ? "batch_max" : "batch_min"),
                    "expected batch_max >= batch_min, received " + std::to_string(step.batch_max) +
                        " and " + std::to_string(step.batch_min));
  }
  const bool pieces = builder.plant.stations[step.station].batch.unit == BatchUnit::kPieces;
  if (pieces && largest_job > step.batch_max) {
    record.error_at(record.at("batch_max"), "batch_max: a job of " + std::to_string(largest_job) +
                                                " pieces does not fit into a batch of " +
                                                std::to_string(step.batch_max));
  }
}

}  // namespace

void build_batches(Builder& builder) {
  ClassTable classes(builder);
  const std::vector<std::uint32_t> largest = largest_jobs(builder.plant);
  for (Id id = 0; id < builder.plant.steps.size(); ++id) {
    const Id station = builder.plant.steps[id].station;
    if (station == kNone) {
      continue;
    }
    if (!builder.plant.stations[station].batch.enabled) {
      refuse_batch_keys(builder, id);
      continue;
    }
    build_limits(builder, id, largest[builder.plant.steps[id].route]);
    classes.assign(id);
  }
  classes.finish();
}

}  // namespace twinline
