#include "twinline/results/experiment_tables.h"

namespace twinline {

namespace {

/// A table and what a row of it is. `columns` in their order, a line each: name, then its meaning.
struct ExperimentTable {
  const char* heading;
  const char* row;
  const char* columns;
};

constexpr const char* kSweepText = R"(
# The tables of experiments

## The folder of a sweep

`twinline sweep` and `twinline merge` write the tables above with the rows of every run, the point in their key, and:

| file | what it holds |
|---|---|
| `summary.csv` | as above, for every point |
| `sweep.csv` | a row is a KPI of one run: the key, a column for each factor, then scope, name, kpi, unit and value. `[results]` of the plan chooses scopes and KPIs |
| `points.csv` | a row is a design point: its number and its factors |
| `failures.csv` | where runs failed: the key, the factors, time_h (simulated) and reason |
| `sweep.toml` | what the results depend on; the same command goes on only where none of it has changed |
| `scenario.json` | the resolved scenario without the factors |
| `tasks/` | a file for each finished run, from which the tables are made again by `twinline merge` |
| `manifest.json` | version, commit, points, replications, seed, how many tasks are complete, the resolved scenario |
)";

constexpr ExperimentTable kTables[] = {
    {"compare.csv (twinline compare)", "one KPI that both have, over pairs of replications",
     "scenario_a, set_a, scenario_b, set_b|what was compared: names and settings\n"
     "seed|of both\n"
     "scope, name, kpi, unit|of the KPI\n"
     "mean_a, mean_b|over the replications\n"
     "difference, ci_low, ci_high, half_width|mean of b - a, with its paired interval\n"
     "n, confidence|pairs; of the interval\n"
     "correlation|of a and b over the pairs; empty where one is constant\n"
     "variance_reduction|share of the variance of independent runs that the pairing removed\n"},
    {"select.csv (twinline select)", "one design",
     "scenario, design, settings, seed|its name, or its point in the plan; what it sets\n"
     "scope, name, kpi, unit|what was compared\n"
     "mean, standard_error, replications|over the replications that it ran\n"
     "outcome|selected, dropped or undecided\n"
     "best|what is best: the lowest or the highest mean\n"
     "zone, confidence|indifference zone, in the KPI's unit; probability of a correct selection\n"},
    {"effects.csv (twinline effects)", "one term of the regression metamodel of a KPI",
     "scenario, scope, name, kpi, unit|of the KPI\n"
     "term|mean, a factor, or a product of factors\n"
     "coefficient, standard_error, t, p|half the change from a factor's lowest to its highest "
     "value; p: probability of so large a t by chance\n"
     "ci_low, ci_high, confidence|interval of the coefficient\n"},
    {"effects_fit.csv (twinline effects)", "one metamodel: how good it is",
     "scenario, scope, name, kpi, unit|of the KPI\n"
     "model|main, interactions or quadratic\n"
     "points, replications, terms|what it was fitted to, and with how many terms\n"
     "r_squared, adjusted_r_squared, predicted_r_squared, press|the last two from leaving out one "
     "point at a time\n"
     "residual_sd, f, f_p|standard deviation of the residuals; F test of all terms\n"
     "lack_of_fit_f, lack_of_fit_p|against the noise between replications\n"},
    {"main_effects.csv (twinline effects)", "one level of a factor",
     "scenario, scope, name, kpi, unit|of the KPI\n"
     "factor, level, points|over how many points the mean is\n"
     "mean, half_width, confidence|of the KPI at this level, over all others\n"},
    {"evaluations.csv (twinline optimize)", "one evaluation, in the order of the search",
     "scenario, evaluation, kind|its number; search or confirmation\n"
     "first_replication, replications|which ones were run\n"
     "the factors|a column each\n"
     "objective, objective_half_width, feasible|feasible: the means keep all limits\n"
     "the KPIs|of objective and limits, each with its half width\n"},
    {"optimum.csv (twinline optimize)", "a factor, the objective or a limit at the best design",
     "scenario, kind, name|factor, objective or constraint\n"
     "value, ci_low, ci_high, n, confidence|over the fresh replications that confirm the design\n"
     "limit|what the mean must keep\n"}};

std::string columns_of(const std::string& lines) {
  std::string text = "| columns | meaning |\n|---|---|\n";
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    const std::size_t bar = lines.find('|', at);
    text +=
        "| " + lines.substr(at, bar - at) + " | " + lines.substr(bar + 1, end - bar - 1) + " |\n";
    at = end + 1;
  }
  return text;
}

}  // namespace

std::string experiment_tables_markdown() {
  std::string text = kSweepText;
  for (const ExperimentTable& table : kTables) {
    text += std::string("\n## ") + table.heading + "\n\nA row is " + table.row + ".\n\n" +
            columns_of(table.columns);
  }
  return text;
}

}  // namespace twinline
