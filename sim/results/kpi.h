#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "twinline/plant/model/plant.h"

namespace twinline {

/// What a KPI is about. The order is the order of the rows in kpis.csv and summary.csv.
enum class Scope : std::uint8_t {
  kPlant,
  kPart,
  kRelease,
  kGroup,
  kStation,
  kOperator,
  kResource,
  kGate,
  kBuffer,
  kSequence,  ///< of a watched station, by one option
  kFleet,
};
constexpr std::size_t kScopes = 11;

/// Word of the scope as in the tables.
const char* scope_word(Scope scope);

/// The KPIs, in the order of their rows.
enum class Kpi : std::uint8_t {
  kJobsFinished,
  kThroughputPerH,
  kThroughputPerD,
  kPiecesPerH,
  kMovesPerD,
  kCycleTime,
  kCycleTimeP05,
  kCycleTimeP50,
  kCycleTimeP95,
  kFlowFactor,
  kFlowFactorP05,
  kFlowFactorP50,
  kFlowFactorP95,
  kWip,
  kQueueLength,
  kQueueTime,
  kOnTimeFraction,
  kScrapFraction,
  kReworkFraction,
  kQueueWindowViolationFraction,
  kUtilization,
  kUtilizationAvailable,
  kAvailability,
  kOee,
  kSetupFraction,
  kMaintenanceFraction,
  kDownFraction,
  kBlockedFraction,
  kStarvedFraction,
  kHeldFraction,
  kWaitingOperatorFraction,
  kNonscheduledFraction,
  kBatchSize,
  kMtbf,
  kMttr,
  kCp,
  kCpk,
  kYield,
  kFirstPassYield,
  kProcessMean,
  kProcessSd,
  kPiecesChecked,
  kPiecesScrapped,
  kPiecesReworked,
  kPiecesHeld,
  kContent,
  kFullFraction,
  kEmptyFraction,
  kLostFraction,
  kEnergy,
  kEnergyPerJob,
  kJobsPerScheduledHour,
  kSetupLoss,
  kMeanRun,
  kSpacingViolationFraction,
  kOverloadFraction,
  kUtilityWorkers,
  kPace,
  kDeliveryTime,
  kTrafficFraction,
  kEmptyTravelFraction,
  kChargingFraction,
};
constexpr std::size_t kKpis = 62;

/// The fixed word of a KPI and what it means.
struct KpiWord {
  const char* name;
  const char* unit;    ///< "1" where it has none; "its unit" = that of what a gate checks (unit_of)
  const char* scopes;  ///< where it is given
  const char* formula;   ///< over the measured time, i.e. the run without its warm-up
  const char* standard;  ///< where the definition comes from
};

const std::array<KpiWord, kKpis>& kpi_words();
inline const KpiWord& word(Kpi kpi) { return kpi_words()[static_cast<std::size_t>(kpi)]; }

/// One KPI of one replication.
struct KpiValue {
  Scope scope = Scope::kPlant;
  Id entity = 0;  ///< index of the part, release (releases.size() = initial jobs), group, ...
  Kpi kpi = Kpi::kJobsFinished;
  double value = 0;
};

/// Names of the groups of stations, in the order of their first station. A KPI's group is an index.
std::vector<std::string> group_names(const Plant& plant);

/// The name that a row about the entity carries.
std::string entity_name(const Plant& plant, Scope scope, Id entity);

/// The unit that the KPI of the entity has: its word's, or that of the characteristic at a gate.
std::string unit_of(const Plant& plant, Scope scope, Id entity, Kpi kpi);

/// Word of a release stream; the jobs that were in the plant at the start are "initial".
std::string release_name(const Plant& plant, Id release);

}  // namespace twinline
