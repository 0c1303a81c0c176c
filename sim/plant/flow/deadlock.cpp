#include "twinline/plant/flow/deadlock.h"

#include <algorithm>
#include <string>

#include "twinline/plant/flow/assembly.h"
#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/flow/windows.h"

namespace twinline {

namespace {

/// Works on PlantState::stuck_buffers: all full ones at first, then those are taken out of which a
/// job may still leave, until nothing changes. What stays are circles of blocked jobs, buffers full
/// of jobs that no machine may start (parts of batches that never gather), and who waits for them.
class Deadlock {
 public:
  explicit Deadlock(Context& context) : context_(context), stuck_(context.state.stuck_buffers) {}

  bool find() {
    const PlantState& state = context_.state;
    stuck_.resize(state.buffers.size());
    for (Id b = 0; b < stuck_.size(); ++b) {
      stuck_[b] = is_full(context_, b);
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (Id b = 0; b < stuck_.size(); ++b) {
        if (stuck_[b] == 0 || !someone_leaves(b)) continue;
        stuck_[b] = 0;
        changed = true;
      }
    }
    return std::any_of(stuck_.begin(), stuck_.end(), [](std::uint8_t s) { return s != 0; });
  }

  std::string text() const {
    const PlantState& state = context_.state;
    std::string result = "deadlock at " + hours_text(context_.now()) + " h: ";
    for (Id b = 0; b < stuck_.size(); ++b) {
      if (stuck_[b] == 0) continue;
      const Buffer& buffer = context_.plant.buffers[b];
      result += "buffer \"" + buffer.name + "\" is full (" + std::to_string(buffer.capacity) +
                ") and nothing leaves it; for a place there wait ";
      std::string who;
      for (Id j = state.buffers[b].first_blocked; j != kNone; j = state.jobs[j].next) {
        who += (who.empty() ? "" : ", ") + name_of(state.jobs[j]);
      }
      result += (who.empty() ? "jobs whose work must not begin without it, or none" : who) + "; ";
    }
    return result + "give a buffer more places, or let rework leave the line";
  }

 private:
  std::string name_of(const Job& job) const {
    const Plant& plant = context_.plant;
    const std::string stream =
        job.release < plant.releases.size() ? plant.releases[job.release].name : "initial";
    return "job " + std::to_string(job.serial) + " of \"" + stream + "\"" +
           (job.holder == kNone ? "" : " on machine \"" + plant.machines[job.holder].name + "\"");
  }

  bool someone_leaves(Id b) const {
    if (context_.plant.buffers[b].stations.empty()) return true;  // a store: who takes is not known
    const BufferState& state = context_.state.buffers[b];
    const bool waiting_only = context_.plant.buffers[b].counts == BufferCounts::kWaiting;
    std::uint32_t known = 0;
    std::uint32_t worked_on = 0;
    for (const Id s : context_.plant.buffers[b].stations) {
      known += static_cast<std::uint32_t>(context_.state.stations[s].queue.size());
      if (!waiting_only) worked_on += jobs_on_machines(s);
    }
    // Jobs that are on their way may be bound for any of its stations.
    const bool coming = state.kept > 0 || state.jobs > known + worked_on;
    for (const Id s : context_.plant.buffers[b].stations) {
      const bool asked = coming || known == 0 || !context_.state.stations[s].queue.empty();
      // Past places for waiting jobs alone, of which there may be none, one goes to an empty
      // machine.
      if (asked && station_goes_on(s, known == 0 && !coming && !waiting_only)) return true;
    }
    return false;
  }

  /// Jobs at work, and blocked ones; those that wait for vehicles have their places elsewhere.
  std::uint32_t jobs_on_machines(Id s) const {
    const PlantState& state = context_.state;
    const Station& station = context_.plant.stations[s];
    std::uint32_t jobs = 0;
    for (Id m = station.first_machine; m < station.first_machine + station.n_machines; ++m) {
      const Machine& machine = state.machines[m];
      jobs += machine.n_blocked + (station.belt == kNone ? 0 : machine.n_tasks);
      for (Id t = machine.newest_task; t != kNone; t = state.tasks[t].next) {
        jobs += state.tasks[t].n_jobs;
      }
    }
    if (state.outputs.empty()) return jobs;
    for (Id j = state.outputs[s].first_held; j != kNone; j = state.carriages[j].next_held) --jobs;
    return jobs;
  }

  /// Will a machine of the station take a job, or (`working`) end one that takes a place?
  bool station_goes_on(Id s, bool working) const {
    const Station& station = context_.plant.stations[s];
    for (Id m = station.first_machine; m < station.first_machine + station.n_machines; ++m) {
      if (!machine_is_stuck(s, m, working)) return true;
    }
    return false;
  }

  bool machine_is_stuck(Id s, Id m, bool working) const {
    const Machine& machine = context_.state.machines[m];
    if (machine.n_blocked > 0) return !takes_more(s, machine) && holds_stuck_job(m);
    if (machine.n_tasks > 0) return false;
    const StationState& station = context_.state.stations[s];
    if (station.queue.empty()) return working;  // with nothing on it, nothing leaves it
    return machine.available && station.wake_at == SimTime::max() && starts_nothing(station.queue);
  }

  /// An accumulating belt takes jobs in while its first one is blocked.
  bool takes_more(Id s, const Machine& machine) const {
    const Id belt = context_.plant.stations[s].belt;
    if (belt == kNone || context_.plant.belts[belt].kind != BeltKind::kAccumulating) return false;
    return machine.n_tasks + machine.n_blocked < context_.plant.belts[belt].capacity;
  }

  bool holds_stuck_job(Id m) const {
    for (Id b = 0; b < stuck_.size(); ++b) {
      if (stuck_[b] == 0) continue;
      for (Id j = context_.state.buffers[b].first_blocked; j != kNone;
           j = context_.state.jobs[j].next) {
        if (context_.state.jobs[j].holder == m) return true;
      }
    }
    return false;
  }

  /// An available machine that has just decided to start none of these jobs changes its mind only
  /// if another comes (not into a full buffer), or if something elsewhere becomes free.
  bool starts_nothing(const WaitingQueue& queue) const {
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const Step& step = context_.plant.steps[queue[i].step];
      const bool resource =
          step.resource != kNone && context_.state.resource_free[step.resource] == 0;
      const bool gate = step.window_opened != kNone && gate_closed(context_, step.window_opened);
      const bool carrier = step.takes != kNone && context_.state.resource_free[step.takes] == 0;
      const bool parts = step.n_needs > 0 && !needs_are_there(context_, queue[i].job);
      if (resource || gate || carrier || parts || waits_for_places(queue[i], step)) return false;
    }
    return true;
  }

  bool waits_for_places(const Waiting& waiting, const Step& step) const {
    if (step.reserves == kNone || stuck_[step.reserves] != 0) return false;
    const Station& station = context_.plant.stations[step.station];
    const bool jobs = station.batch.enabled && station.batch.unit == BatchUnit::kJobs;
    return !has_room(context_, step.reserves, context_.plant.steps[waiting.step + 1].station,
                     jobs ? step.batch_min : 1);
  }

  Context& context_;
  std::vector<std::uint8_t>& stuck_;
};

}  // namespace

std::string hours_text(SimTime time) {
  std::string text = std::to_string(time.seconds() / 3600);
  return text.substr(0, text.find('.') + 4);
}

void check_for_deadlock(Context& context) {
  context.state.blocked_anew = false;
  Deadlock deadlock(context);
  const bool found = deadlock.find();
  const std::string text = found ? deadlock.text() : "";
  context.state.stuck_buffers.clear();
  if (found) throw RunError(text);
}

}  // namespace twinline
