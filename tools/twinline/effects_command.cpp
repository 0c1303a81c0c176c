#include <algorithm>
#include <cmath>
#include <iostream>
#include <optional>

#include "commands.h"
#include "experiment_options.h"
#include "twinline/experiment/statistics/sweep_table.h"
#include "twinline/results/console_table.h"
#include "twinline/results/csv_text.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;
namespace fs = std::filesystem;

namespace {

constexpr const char* kOrders[] = {"main", "interactions", "quadratic"};
constexpr const char* kFitHeader =
    "scenario,scope,name,kpi,unit,model,points,replications,terms,r_squared,adjusted_r_squared,"
    "predicted_r_squared,press,residual_sd,f,f_p,lack_of_fit_f,lack_of_fit_p\n";
constexpr const char* kEffectsHeader =
    "scenario,scope,name,kpi,unit,term,coefficient,standard_error,t,p,ci_low,ci_high,confidence\n";
constexpr const char* kMainHeader =
    "scenario,scope,name,kpi,unit,factor,level,points,mean,half_width,confidence\n";

CommandSyntax effects_syntax() {
  CommandSyntax syntax;
  syntax.name = "effects";
  syntax.usage = "DIR [options]";
  syntax.text =
      "Reads the sweep.csv of a folder and fits a regression metamodel to each KPI: what every "
      "factor\n"
      "and every pair of factors does, how sure that is, and how good the model is. Writes\n"
      "effects.csv (the terms), effects_fit.csv (the fit) and main_effects.csv (the mean at each\n"
      "level of each factor) beside it.";
  syntax.positionals = {"folder"};
  syntax.required = 1;
  syntax.options.add_options()("of", po::value<std::vector<std::string>>()->value_name("KPI"),
                               "cycle_time_h, station.litho.queue_time_h, ...; may be repeated; "
                               "all KPIs of the plant by default");
  syntax.options.add_options()("model", po::value<std::string>()->value_name("M"),
                               "main, interactions or quadratic; the richest that the points can "
                               "tell apart by default");
  syntax.options.add_options()("confidence", po::value<double>()->default_value(0.95, "0.95"),
                               "of the intervals");
  syntax.options.add_options()("quiet", "print nothing but warnings and errors");
  return syntax;
}

std::vector<SweepKpi> chosen_kpis(const po::variables_map& values, const SweepTable& sweep) {
  std::vector<SweepKpi> chosen;
  std::vector<std::string> known;
  for (const auto& [kpi, by_point] : sweep.values) {
    known.push_back(kpi.text());
    if (values.count("of") == 0 && kpi.scope == "plant") chosen.push_back(kpi);
  }
  if (values.count("of") == 0) return chosen;
  for (const std::string& text : values["of"].as<std::vector<std::string>>()) {
    const auto at = std::find(known.begin(), known.end(), text);
    if (at == known.end()) {
      throw UsageError("option --of: sweep.csv has no " + in_quotes(text) +
                       did_you_mean(text, known));
    }
    chosen.push_back(std::next(sweep.values.begin(), at - known.begin())->first);
  }
  return chosen;
}

ModelOrder model_order(const po::variables_map& values, const SweepResponses& data) {
  if (values.count("model") == 0) {
    return richest_order(data.factors, data.responses.front().size() < 2 ? 1 : 0);
  }
  const std::string text = values["model"].as<std::string>();
  const auto at = std::find(std::begin(kOrders), std::end(kOrders), text);
  if (at == std::end(kOrders)) {
    throw UsageError("option --model: expected main, interactions or quadratic, received " +
                     in_quotes(text));
  }
  return static_cast<ModelOrder>(at - std::begin(kOrders));
}

/// The rows of the three tables.
struct Tables {
  CsvText effects;
  CsvText fit;
  CsvText main;
};

void write_rows(Tables& tables, const std::string& key, const SweepResponses& data,
                const MetaModel& model, double confidence) {
  for (const Term& term : model.terms) {
    const Coefficient& c = term.coefficient;
    tables.effects.raw(key).cell(term.name).cell(c.value).cell(c.standard_error).cell(c.t);
    tables.effects.cell(c.p).cell(c.value - term.half_width).cell(c.value + term.half_width);
    tables.effects.cell(confidence).end_row();
  }
  const LinearFit& fit = model.fit;
  tables.fit.raw(key).cell(kOrders[static_cast<std::size_t>(model.order)]);
  tables.fit.cell(static_cast<std::uint64_t>(data.responses.size()));
  tables.fit.cell(static_cast<std::uint64_t>(data.responses.front().size()));
  tables.fit.cell(static_cast<std::uint64_t>(model.terms.size()));
  for (const double value :
       {fit.r_squared, fit.adjusted_r_squared, fit.predicted_r_squared, fit.press, fit.residual_sd,
        fit.f, fit.f_p, model.lack_of_fit_f, model.lack_of_fit_p}) {
    tables.fit.cell(value);
  }
  tables.fit.end_row();
  for (const ModelFactor& factor : data.factors) {
    for (const LevelMean& level : level_means(factor, data.responses, confidence)) {
      tables.main.raw(key).cell(factor.name).cell(level.level);
      tables.main.cell(static_cast<std::uint64_t>(level.n_points));
      tables.main.cell(level.mean).cell(level.half_width).cell(confidence).end_row();
    }
  }
}

std::string number_or_dash(double value, const char* format) {
  if (std::isnan(value)) return "-";
  char text[32];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

void print_model(const SweepKpi& kpi, const SweepResponses& data, const MetaModel& model) {
  constexpr std::size_t kMostTerms = 15;
  std::cout << kpi.text() << " [" << kpi.unit << "]: " << data.responses.size() << " points x "
            << data.responses.front().size() << " replications, model "
            << kOrders[static_cast<std::size_t>(model.order)] << ", R2 "
            << number_or_dash(model.fit.r_squared, "%.4f") << ", adjusted "
            << number_or_dash(model.fit.adjusted_r_squared, "%.4f") << ", predicted "
            << number_or_dash(model.fit.predicted_r_squared, "%.4f") << ", lack of fit p "
            << number_or_dash(model.lack_of_fit_p, "%.3g") << '\n';
  std::vector<const Term*> order;
  for (const Term& term : model.terms) order.push_back(&term);
  std::stable_sort(order.begin() + 1, order.end(), [](const Term* a, const Term* b) {
    return std::fabs(a->coefficient.value) > std::fabs(b->coefficient.value);
  });
  std::size_t width = 8;
  for (const Term* term : order)
    width = std::max(width, std::min<std::size_t>(term->name.size(), 60));
  for (std::size_t i = 0; i < std::min(order.size(), kMostTerms + 1); ++i) {
    const Term& term = *order[i];
    std::cout << "  " << padded(term.name, width + 2)
              << padded(mean_text(term.coefficient.value, term.half_width), 36) << "p "
              << number_or_dash(term.coefficient.p, "%.2g") << '\n';
  }
  if (order.size() > kMostTerms + 1) {
    std::cout << "  " << order.size() - kMostTerms - 1 << " more terms in effects.csv\n";
  }
  if (data.points_left_out > 0 || data.replications_left_out > 0) {
    std::cout << "  left out: " << data.points_left_out << " points without a value, "
              << data.replications_left_out << " replications that not all points have\n";
  }
  std::cout << '\n';
}

}  // namespace

int effects_command(const std::vector<std::string>& arguments) {
  const auto values = parse_options(effects_syntax(), arguments);
  if (values.count("help") > 0) return kOk;
  const bool quiet = values.count("quiet") > 0;
  const fs::path folder = values["folder"].as<std::string>();
  const double confidence = values["confidence"].as<double>();
  if (!(confidence >= 0.5 && confidence < 1)) {
    throw UsageError("option --confidence: expected a number from 0.5 to below 1");
  }
  const SweepTable sweep = read_sweep_table(folder / "sweep.csv");
  const std::vector<SweepKpi> kpis = chosen_kpis(values, sweep);
  if (kpis.empty()) throw UsageError("sweep.csv has no KPI of the plant: name others with --of");

  Tables tables;
  for (const SweepKpi& kpi : kpis) {
    const SweepResponses data = responses_of(sweep, kpi);
    if (data.factors.empty()) throw Error("no factor of the sweep varies: nothing to compare");
    const MetaModel model =
        fit_metamodel(data.factors, data.responses, model_order(values, data), confidence);
    CsvText key;
    key.cell(sweep.scenario).cell(kpi.scope).cell(kpi.name).cell(kpi.kpi).cell(kpi.unit);
    write_rows(tables, key.text(), data, model, confidence);
    if (!quiet) print_model(kpi, data, model);
  }
  write_table(folder, "effects.csv", kEffectsHeader + tables.effects.text());
  write_table(folder, "effects_fit.csv", kFitHeader + tables.fit.text());
  write_table(folder, "main_effects.csv", kMainHeader + tables.main.text());
  if (!quiet)
    std::cout << (folder / "effects.csv").string() << ", effects_fit.csv, main_effects.csv\n";
  return kOk;
}

}  // namespace twinline
