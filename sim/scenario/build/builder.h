#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "twinline/plant/model/plant.h"
#include "twinline/plant/process/cluster_tool.h"
#include "twinline/scenario/build/names.h"
#include "twinline/scenario/build/record.h"

namespace twinline {

/// What a station's table says that its steps need later.
struct StationDraft {
  Record record;
  std::uint32_t batch_min = 1;
  std::uint32_t batch_max = 0;  ///< 0 = not given
  Id load = kNone;
  Id unload = kNone;
  std::optional<ClusterRecipe> cluster;  ///< without the times of the chambers
  std::uint32_t n_chambers = 0;
};

/// A step's row, beside the step of the same index.
struct StepDraft {
  Record record;
};

/// What a number is measured in.
struct Measure {
  Unit unit;
  std::string text;  ///< the unit as written

  /// Quantities of this kind, read into SI.
  Dimension dimension() const { return Dimension::of({1, 0, unit.powers}, text); }
};

/// A model use that is being built: its names, for those who refer to them.
struct UseDraft {
  std::vector<std::string> inputs;  ///< names without units
  std::vector<Measure> measures;    ///< of the inputs
  Id duration = kNone;              ///< characteristic
  SimTime at_least;
  std::vector<Recipe::Write> writes;
};

/// Rows of Release::orders.
using ListedOrders = std::vector<std::uint8_t>;

/// A plant that is being built, and what the builders of its concerns share. They are called in the
/// order of their declarations; each reports what is wrong and leaves every index in place, so that
/// the next can go on and report too.
struct Builder {
  Builder(Record scenario, DistributionPool& pool, FileSet& file_set, Diagnostics& faults)
      : document(std::move(scenario)), distributions(pool), files(file_set), diagnostics(faults) {}

  Record document;
  DistributionPool& distributions;
  FileSet& files;
  Diagnostics& diagnostics;

  Plant plant;
  SimTime week_offset;  ///< where in a week time 0 is
  Names parts{"part"};
  Names routes{"route"};
  Names stations{"station"};
  Names shifts{"shift"};
  Names operator_pools{"operator pool"};
  Names skills{"skill"};  ///< as work asks for them: behind the pools' own
  Names resources{"resource"};
  Names buffers{"buffer"};
  Names options{"option"};
  std::vector<ListedOrders> csplib;  ///< by release; empty where it names no instance
  Names releases{"release"};
  Names characteristics{"characteristic"};
  Names conditions{"condition"};
  Names model_uses{"physics"};  ///< with `networks`, indices of Outcomes::evaluations
  Names networks{"model"};
  Names controls{"control"};  ///< indices of Outcomes::controls, in the order of their tables
  std::vector<Measure> characteristic_measures;
  std::vector<Measure> condition_measures;
  std::vector<UseDraft> use_drafts;
  std::vector<Names> route_steps;  ///< by route
  std::vector<StationDraft> station_drafts;
  std::vector<StepDraft> step_drafts;
};

void build_settings(Builder& builder, const std::string& folder_name);
void build_shifts(Builder& builder);
void build_people(Builder& builder);
/// When the people of a pool have breaks, and who takes their places.
void build_breaks(const Builder& builder, const Record& record, OperatorPool& pool);
void build_buffers(Builder& builder);
void build_stations(Builder& builder);
void build_options(Builder& builder);
void build_parts_and_routes(Builder& builder);
/// Which steps only some jobs do, what stations add to their work, which sequences are counted.
void build_choices(Builder& builder);
/// The choice that a text names ("roof_window", "colour=red"); none (and a report) where it names
/// none.
std::optional<Choice> read_choice(const Builder& builder, const Record& record, const Value& text);
/// A row of Release::orders; what the key does not name is drawn.
std::vector<std::uint8_t> read_options(const Builder& builder, const Record& record);
/// The orders of a release and how the next is chosen.
void build_sequence(const Builder& builder, const Record& record, Id id, Release& release);
void build_event_objects(Builder& builder);
void build_flow(Builder& builder);
void build_setups(Builder& builder);
void build_qualifications(Builder& builder);
void build_characteristics(Builder& builder);
void build_conditions(Builder& builder);
/// The names of the controllers, for the models that read their settings.
void name_controls(Builder& builder);
void build_model_uses(Builder& builder);
void build_networks(Builder& builder);
void build_failures(Builder& builder);
void build_maintenances(Builder& builder);
void build_transport(Builder& builder);
/// The network, its vehicles, and which moves are theirs.
void build_vehicles(Builder& builder);
/// The ways of people between locations, and where they are at the start.
void build_walks(Builder& builder);
void build_releases(Builder& builder);
void build_initial_jobs(Builder& builder);
void build_batches(Builder& builder);
void build_metrology(Builder& builder);
void build_gates(Builder& builder);
void build_controls(Builder& builder);
/// The requests for scores of the stations that rank by them.
void build_scores(Builder& builder);
/// The request that evaluates these uses in their order.
Recipe make_recipe(const Builder& builder, const std::vector<Id>& uses);
/// What each step evaluates, and the layout of the rows of numbers: the last word on outcomes.
void build_recipes(Builder& builder);
/// A conveyor or line, where the station's table says that it is one.
void build_belt(Builder& builder, const Record& record, Station& station);
/// What a step there takes.
void build_belt_work(Builder& builder, const Record& record, Step& step);
/// The buffer of the station that its table names, or has for itself.
Id build_station_buffer(Builder& builder, const Record& record, const std::string& name);
/// Stores, what steps take out of them, and what comes off jobs.
void build_assembly(Builder& builder);
/// Which steps take places before they start; whether batches and initial jobs find room.
void build_blocking(Builder& builder);
/// Expected times of steps and parts; only for a plant without errors.
void build_expected_times(Builder& builder);
/// What is allowed but probably not meant.
void warn_of_oddities(Builder& builder);

}  // namespace twinline
