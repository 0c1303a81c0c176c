#include "twinline/scenario/load.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "twinline/core/error.h"
#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/build/overrides.h"
#include "twinline/scenario/build/structure.h"
#include "twinline/scenario/schema/schema.h"
#include "twinline/scenario/text/toml_document.h"

namespace twinline {

namespace {

namespace fs = std::filesystem;

/// Calls the builders in the order in which they depend on each other.
void build_plant(Builder& builder, const std::string& folder_name) {
  build_settings(builder, folder_name);
  build_shifts(builder);
  build_people(builder);
  build_options(builder);
  build_buffers(builder);
  build_stations(builder);
  build_parts_and_routes(builder);
  build_choices(builder);
  build_assembly(builder);
  build_event_objects(builder);
  build_flow(builder);
  build_setups(builder);
  build_qualifications(builder);
  build_characteristics(builder);
  build_conditions(builder);
  name_controls(builder);
  build_model_uses(builder);
  build_networks(builder);
  build_failures(builder);
  build_maintenances(builder);
  build_transport(builder);
  build_vehicles(builder);
  build_walks(builder);
  build_releases(builder);
  build_initial_jobs(builder);
  build_batches(builder);
  build_metrology(builder);
  build_gates(builder);
  build_controls(builder);
  build_recipes(builder);
  build_blocking(builder);
  builder.diagnostics.throw_if_errors();
  build_expected_times(builder);
  warn_of_oddities(builder);
}

/// Appends the stations of the table `stations` to those of [[station]], so that both go by one
/// name.
void merge_stations(Value& document) {
  Member* table = document.find("stations");
  if (table == nullptr || table->value.kind != Value::Kind::kArray) {
    return;
  }
  Value rows = std::move(table->value);
  Member* list = document.find("station");
  if (list == nullptr) {
    table->key = "station";
    table->value = std::move(rows);
    return;
  }
  if (list->value.kind == Value::Kind::kArray) {
    std::move(rows.items.begin(), rows.items.end(), std::back_inserter(list->value.items));
    document.members.erase(document.members.begin() + (table - document.members.data()));
  }
}

std::string name_of_folder(const fs::path& folder) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(folder.empty() ? fs::path(".") : folder, error);
  const std::string name = whole.filename().string();
  return name.empty() ? "scenario" : name;
}

}  // namespace

LoadedScenario load_scenario(const fs::path& path, const LoadOptions& options) {
  std::error_code error;
  const bool is_folder = fs::is_directory(path, error);
  const fs::path file = is_folder ? path / "scenario.toml" : path;
  const fs::path folder = file.parent_path();

  Sources sources;
  Diagnostics diagnostics(sources);
  FileSet files(folder, options.allow_outside, sources, diagnostics, options.texts);
  std::uint32_t source = 0;
  try {
    source =
        sources.add(file.generic_string(),
                    options.texts == nullptr ? read_whole_file(file) : options.texts->read(file));
  } catch (const FileError& failure) {
    throw ScenarioError(file.generic_string() +
                        ": error: cannot read the scenario: " + failure.what());
  }

  Value document = read_toml(sources, source, diagnostics);
  diagnostics.throw_if_errors();
  document.at.length = 0;
  expand_files(document_section(), document, files, diagnostics);
  merge_stations(document);
  apply_overrides(options.set, document, sources, files, diagnostics);
  merge_stations(document);  // an override may name a table
  // A table that cannot be read would make everything that speaks of its rows look wrong.
  diagnostics.throw_if_errors();
  check_structure(document_section(), document, "", diagnostics);

  DistributionPool distributions(files, diagnostics);
  const Record record(document_section(), document, "", "", diagnostics, distributions);
  Builder builder(record, distributions, files, diagnostics);
  build_plant(builder, name_of_folder(folder));
  builder.plant.distributions = distributions.take_distributions();
  builder.plant.empirical = distributions.take_empirical();

  LoadedScenario loaded;
  loaded.plant = std::move(builder.plant);
  loaded.resolved = to_json(document);
  loaded.files.push_back(file.generic_string());
  loaded.files.insert(loaded.files.end(), files.names().begin(), files.names().end());
  loaded.warnings = diagnostics.warnings();
  return loaded;
}

}  // namespace twinline
