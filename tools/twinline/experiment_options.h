#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "offload_options.h"
#include "options.h"
#include "twinline/experiment/kpi_values.h"
#include "twinline/scenario/load.h"

namespace twinline {

/// --threads, or all of the machine's.
std::uint32_t thread_option(const boost::program_options::variables_map& values);

/// A share as "2%" or "0.02". @throws UsageError unless it is above 0 and below 1
double share_option(const boost::program_options::variables_map& values, const char* name);

/// The KPI that an option names. @throws UsageError with the option's name
KpiChoice kpi_option(const char* option, const std::string& text, const Plant& plant);

/// Where a command puts its tables: --out, or results/<name>. Refused where one of the files is
/// there already, unless --force was given.
std::filesystem::path table_folder(const boost::program_options::variables_map& values,
                                   const std::string& name, const std::vector<std::string>& files);

/// Makes the folder and writes a file in it, whole or not at all.
void write_table(const std::filesystem::path& folder, const std::string& file,
                 const std::string& text);

/// Worker threads, and how models are evaluated.
struct Workers {
  explicit Workers(const boost::program_options::variables_map& values);

  /// Replications of the plant at work at a time.
  std::uint32_t at_once(const Plant& plant) const;

  std::uint32_t threads;
  OffloadPlan offload;
};

/// KPIs of replications `first` .. `first + n - 1` of a plant, in this order; progress to stderr
/// under a name, unless that is "".
/// @throws Interrupted after Ctrl-C; Error where a replication fails; DeviceError where models can
///   be evaluated no more
std::vector<std::vector<KpiValue>> run_for_kpis(const Plant& plant, std::uint64_t seed,
                                                std::uint32_t first, std::uint32_t n,
                                                const Workers& workers,
                                                const std::string& progress);

/// A mean with its interval for a console table, as in "41.7  40.9 .. 42.5"; "-" where it is NaN.
std::string mean_text(double mean, double half_width);

/// Pads with blanks on the right, or on the left.
std::string padded(const std::string& text, std::size_t width);
std::string padded_left(const std::string& text, std::size_t width);

}  // namespace twinline
