#include "twinline/physics/registry.h"

#include <cstdio>

#include "twinline/physics/evaluate.h"

namespace twinline {
namespace {

template <class... Model>
const ModelInfo* table_of(ModelList<Model...> /*models*/, std::size_t& n_models) {
  static constexpr ModelInfo kTable[] = {describe_model<Model>()...};
  n_models = sizeof...(Model);
  return kTable;
}

const char* word_for(Role role) {
  if (role == Role::kInput) return "input";
  return role == Role::kParameter ? "parameter" : "output";
}

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

void append_rows(const Quantity* quantity, std::size_t n_quantities, std::string& table) {
  for (std::size_t i = 0; i < n_quantities; ++i) {
    const Quantity& row = quantity[i];
    const std::string usual = row.role == Role::kOutput ? "" : number(row.usual);
    table += std::string("| ") + word_for(row.role) + " | `" + row.name + "` | " + row.unit +
             " | " + number(row.low) + " | " + number(row.high) + " | " + usual + " | " +
             row.meaning + " |\n";
  }
}

}  // namespace

const ModelInfo* all_models(std::size_t& n_models) { return table_of(Models{}, n_models); }

const ModelInfo* find_model(const std::string& name) {
  std::size_t n_models = 0;
  const ModelInfo* models = all_models(n_models);
  for (std::size_t i = 0; i < n_models; ++i) {
    if (name == models[i].name) return &models[i];
  }
  return nullptr;
}

std::string quantity_table(const ModelInfo& model) {
  std::string table =
      "| role | name | unit | low | high | usual | meaning |\n|---|---|---|---|---|---|---|\n";
  append_rows(model.take, model.n_take, table);
  append_rows(model.give, model.n_give, table);
  return table;
}

}  // namespace twinline
