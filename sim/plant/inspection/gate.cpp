#include "twinline/plant/inspection/gate.h"

#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/flow/quality.h"
#include "twinline/plant/outcome/values.h"

namespace twinline {

namespace {

/// Verdicts from mild to severe.
enum Verdict : std::uint8_t { kGood, kHeld, kBack, kLost };

struct Judgement {
  Id rework_to = kNone;  ///< the earliest step that a gate sends a piece back to
  Id hold = kNone;       ///< distribution of the first gate that holds
  std::uint32_t n_back = 0;
  std::uint32_t n_lost = 0;
};

GateStats& stats_of(Context& context, const Gate& gate, Id job, Id machine) {
  if (gate.machine_slot != kNone) {
    const Id remembered = remembered_machine(context, job, gate.machine_slot);
    // A job that came in behind that step has been on none of its machines: the first stands in.
    const Id station = context.plant.steps[gate.machine_step].station;
    const Id first = context.plant.stations[station].first_machine;
    machine = (remembered == kNone ? first : remembered) - first;
  } else {
    machine -= context.plant.stations[context.plant.steps[gate.step].station].first_machine;
  }
  return context.state.stats.gates[gate.first_figure + machine];
}

Verdict verdict_of(Context& context, const Gate& gate, const Gate::Side& side, Id id,
                   Judgement& judgement) {
  const Job& job = context.state.jobs[id];
  GateAction action = side.action;
  const bool used_up =
      gate.rework_limit != 0 && job.rework_step == job.step && job.rework_run >= gate.rework_limit;
  if (action == GateAction::kRework && used_up) action = gate.beyond;
  switch (action) {
    case GateAction::kPass:
      return kGood;
    case GateAction::kHold:
      if (judgement.hold == kNone) judgement.hold = gate.hold;
      return kHeld;
    case GateAction::kRework:
      judgement.rework_to = std::min(judgement.rework_to, side.to);
      return kBack;
    case GateAction::kScrap:
      return kLost;
    case GateAction::kVisit:
      *numbers_of(context, id, context.plant.steps[side.to].demanded) = 1;
      return kGood;
  }
  return kGood;
}

void count(GateStats& stats, double value, bool first, int side, Verdict verdict) {
  stats.value.add(value);
  stats.low += side < 0 ? 1U : 0U;
  stats.high += side > 0 ? 1U : 0U;
  stats.first_checked += first ? 1U : 0U;
  stats.first_passed += first && side == 0 ? 1U : 0U;
  stats.held += verdict == kHeld ? 1U : 0U;
  stats.reworked += verdict == kBack ? 1U : 0U;
  stats.scrapped += verdict == kLost ? 1U : 0U;
}

void judge(Context& context, Id id, Id machine, const Gate& gate, Judgement& judgement) {
  const Job& job = context.state.jobs[id];
  const bool own_values =
      gate.per_piece && context.plant.outcomes.characteristics[gate.characteristic].per_piece;
  const double* const values = numbers_of(context, id, gate.characteristic);
  const double common = own_values ? 0 : mean_of(context, id, gate.characteristic);
  double* const seen = numbers_of(context, id, gate.seen);
  GateStats& stats = stats_of(context, gate, id, machine);
  std::vector<std::uint8_t>& verdicts = context.state.verdicts;
  for (std::uint32_t i = 0; i < job.pieces; ++i) {
    const double value = own_values ? values[i] : common;
    const int side = value < gate.low ? -1 : value > gate.high ? 1 : 0;
    Verdict verdict = kGood;
    if (side != 0) {
      verdict = verdict_of(context, gate, side < 0 ? gate.below : gate.above, id, judgement);
    }
    count(stats, value, seen[i] == 0, side, verdict);
    seen[i] = 1;
    verdicts[i] = std::max(verdicts[i], static_cast<std::uint8_t>(verdict));
  }
}

}  // namespace

bool pass_gates(Context& context, Id id, Id machine, const Inspection& inspection) {
  if (inspection.gates.empty()) return true;
  PlantState& state = context.state;
  std::vector<std::uint8_t>& verdicts = state.verdicts;
  verdicts.assign(state.jobs[id].pieces, kGood);
  Judgement judgement;
  for (const Id gate : inspection.gates) {
    judge(context, id, machine, context.plant.outcomes.gates[gate], judgement);
  }
  bool held = false;
  for (const std::uint8_t verdict : verdicts) {
    judgement.n_lost += verdict == kLost ? 1U : 0U;
    judgement.n_back += verdict == kBack ? 1U : 0U;
    held = held || verdict == kHeld;
  }
  if (judgement.n_lost + judgement.n_back > 0) {
    sort_pieces(context, id, verdicts);
    if (!lose_pieces(context, id, judgement.n_lost)) return false;
    if (judgement.n_back > 0) {
      send_back(context, id, judgement.n_back, judgement.rework_to);
      return false;
    }
  }
  if (!held) return true;
  const SimTime time = context.draw_for_job(judgement.hold, Purpose::kHold, state.jobs[id]);
  context.record(TraceWord::kHold, state.jobs[id], machine);
  context.schedule(context.now() + time, EventKind::kHoldEnd, id);
  return false;
}

}  // namespace twinline
