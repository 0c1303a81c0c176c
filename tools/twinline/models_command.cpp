#include <cstdio>
#include <string>
#include <vector>

#include "commands.h"
#include "options.h"
#include "twinline/physics/plain_name.h"
#include "twinline/physics/registry.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

void print_list() {
  std::size_t n_models = 0;
  const ModelInfo* const models = all_models(n_models);
  for (std::size_t i = 0; i < n_models; ++i) {
    std::printf("%-20s  %s\n", models[i].name, models[i].title);
  }
  std::printf("\nThe quantities of one: twinline models NAME\n");
}

const ModelInfo& model_of(const std::string& name) {
  if (const ModelInfo* const model = find_model(name)) return *model;
  std::size_t n_models = 0;
  const ModelInfo* const models = all_models(n_models);
  std::vector<std::string> known;
  for (std::size_t i = 0; i < n_models; ++i) known.emplace_back(models[i].name);
  throw UsageError("unknown process model " + in_quotes(name) + did_you_mean(name, known));
}

std::string number_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

const char* role_text(Role role) {
  switch (role) {
    case Role::kInput:
      return "input";
    case Role::kParameter:
      return "parameter";
    case Role::kOutput:
      return "output";
  }
  return "";
}

void print_quantity(const Quantity& quantity) {
  const std::string name = plain_name(quantity);
  const std::string range = number_text(quantity.low) + " to " + number_text(quantity.high);
  const std::string usual = quantity.role == Role::kOutput ? "-" : number_text(quantity.usual);
  std::printf("%-24s  %-9s  %-10s  %-20s  %-11s  %s\n", name.c_str(), role_text(quantity.role),
              quantity.unit, range.c_str(), usual.c_str(), quantity.meaning);
}

void print_model(const ModelInfo& model) {
  std::printf("%s: %s\nEquations and sources: docs/methods/%s\n\n", model.name, model.title,
              model.page);
  std::printf("%-24s  %-9s  %-10s  %-20s  %-11s  %s\n", "name", "role", "unit", "range", "usual",
              "meaning");
  for (std::size_t i = 0; i < model.n_take; ++i) print_quantity(model.take[i]);
  for (std::size_t i = 0; i < model.n_give; ++i) print_quantity(model.give[i]);
}

}  // namespace

int models_command(const std::vector<std::string>& arguments) {
  CommandSyntax syntax;
  syntax.name = "models";
  syntax.usage = "[NAME]";
  syntax.text =
      "Lists the process models that [[physics]] of a scenario can name; with NAME, what one "
      "takes\n"
      "and gives, by the names that `inputs` and `outputs` use. A value may be written in any "
      "unit\n"
      "of the same kind. Parameters that a scenario does not name have their usual values.";
  syntax.positionals = {"name"};
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;
  if (values.count("name") > 0) {
    print_model(model_of(values["name"].as<std::string>()));
  } else {
    print_list();
  }
  return kOk;
}

}  // namespace twinline
