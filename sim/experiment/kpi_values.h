#pragma once

#include <optional>
#include <string>
#include <vector>

#include "twinline/experiment/run_replications.h"
#include "twinline/results/kpi.h"

namespace twinline {

/// A KPI that a user named, in one plant.
struct KpiChoice {
  Scope scope = Scope::kPlant;
  Id entity = 0;
  Kpi kpi = Kpi::kCycleTime;
};

/// Reads `cycle_time_h` (of the plant) or `SCOPE.NAME.KPI`, as in `station.litho.queue_time_h`.
/// @throws ArgumentError that says what was expected, with the nearest spelling
KpiChoice parse_kpi(const std::string& text, const Plant& plant);

/// Value of the KPI in what compute_kpis() gave; none where it has no value.
std::optional<double> value_of(const KpiChoice& choice, const std::vector<KpiValue>& kpis);

/// Keeps the KPIs of replications in memory, by slot.
class KpiSink : public ReplicationSink {
 public:
  explicit KpiSink(std::size_t n_slots) : kpis_(n_slots) {}
  TraceSink* begin(std::uint32_t slot, std::uint32_t replication, std::uint64_t kept) override;
  void complete(std::uint32_t slot, const ReplicationData& data) override;
  void failed(std::uint32_t slot) override;

  const std::vector<std::vector<KpiValue>>& kpis() const { return kpis_; }

 private:
  std::vector<std::vector<KpiValue>> kpis_;
};

}  // namespace twinline
