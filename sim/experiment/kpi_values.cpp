#include "twinline/experiment/kpi_values.h"

#include <algorithm>
#include <tuple>

#include "twinline/core/error.h"
#include "twinline/results/compute_kpis.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr const char* kForm = "expected a KPI such as cycle_time_h or station.NAME.queue_time_h";

Kpi parse_word(const std::string& text) {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < kKpis; ++i) {
    known.emplace_back(kpi_words()[i].name);
    if (text == known.back()) return static_cast<Kpi>(i);
  }
  throw ArgumentError("unknown KPI " + in_quotes(text) + did_you_mean(text, known));
}

Scope parse_scope(const std::string& text) {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < kScopes; ++i) {
    known.emplace_back(scope_word(static_cast<Scope>(i)));
    if (text == known.back()) return static_cast<Scope>(i);
  }
  throw ArgumentError("unknown scope " + in_quotes(text) + did_you_mean(text, known));
}

std::size_t n_entities(const Plant& plant, Scope scope) {
  switch (scope) {
    case Scope::kPlant:
      return 1;
    case Scope::kPart:
      return plant.parts.size();
    case Scope::kRelease:
      return plant.releases.size() + 1;
    case Scope::kGroup:
      return group_names(plant).size();
    case Scope::kStation:
      return plant.stations.size();
    case Scope::kOperator:
      return plant.operator_pools.size();
    case Scope::kResource:
      return plant.resources.size();
    case Scope::kGate:
      return plant.outcomes.gates.size();
    case Scope::kBuffer:
      return plant.buffers.size();
    case Scope::kSequence:
      return plant.watches.size();
    case Scope::kFleet:
      return plant.tracks.fleets.size();
  }
  return 0;
}

Id find_entity(const Plant& plant, Scope scope, const std::string& name) {
  std::vector<std::string> known;
  for (Id i = 0; i < n_entities(plant, scope); ++i) {
    known.push_back(entity_name(plant, scope, i));
    if (name == known.back()) return i;
  }
  throw ArgumentError("unknown " + std::string(scope_word(scope)) + " " + in_quotes(name) +
                      did_you_mean(name, known));
}

/// Is the scope among the words "plant, part, release"?
bool given_for(Kpi kpi, Scope scope) {
  const std::string scopes = ", " + std::string(word(kpi).scopes) + ",";
  return scopes.find(", " + std::string(scope_word(scope)) + ",") != std::string::npos;
}

}  // namespace

KpiChoice parse_kpi(const std::string& text, const Plant& plant) {
  KpiChoice choice;
  const std::size_t first = text.find('.');
  const std::size_t last = text.rfind('.');
  if (first == std::string::npos) {
    choice.kpi = parse_word(text);
  } else if (first == last) {
    throw ArgumentError(std::string(kForm) + ", received " + in_quotes(text));
  } else {
    choice.scope = parse_scope(text.substr(0, first));
    choice.kpi = parse_word(text.substr(last + 1));
    choice.entity = find_entity(plant, choice.scope, text.substr(first + 1, last - first - 1));
  }
  if (!given_for(choice.kpi, choice.scope)) {
    throw ArgumentError(std::string(word(choice.kpi).name) + " is not given for the scope " +
                        scope_word(choice.scope) + ", only for: " + word(choice.kpi).scopes +
                        "; write SCOPE.NAME." + word(choice.kpi).name);
  }
  return choice;
}

std::optional<double> value_of(const KpiChoice& choice, const std::vector<KpiValue>& kpis) {
  const auto key = std::make_tuple(choice.scope, choice.entity, choice.kpi);
  const auto at = std::lower_bound(kpis.begin(), kpis.end(), key, [](const KpiValue& v, auto k) {
    return std::make_tuple(v.scope, v.entity, v.kpi) < k;
  });
  if (at == kpis.end() || std::make_tuple(at->scope, at->entity, at->kpi) != key) return {};
  return at->value;
}

TraceSink* KpiSink::begin(std::uint32_t, std::uint32_t, std::uint64_t) { return nullptr; }

void KpiSink::complete(std::uint32_t slot, const ReplicationData& data) {
  kpis_[slot] = compute_kpis(data);
}

void KpiSink::failed(std::uint32_t) {}

}  // namespace twinline
