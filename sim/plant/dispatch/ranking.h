#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Copies the station's ranking into its state without the keys that are the same for all jobs
/// there (setup keys where no step needs a setup), and finds how far the sorted queue decides.
void compile_ranking(const Station& station, StationState& state);

/// waiting_entry() of any job at any station.
Waiting any_waiting_entry(const Context& context, const StationState& station, Id job);

/// The queue entry of a job that joins the queue of its step's station now.
inline Waiting waiting_entry(const Context& context, const StationState& station, Id id) {
  if (!station.plain || station.n_static_keys > 0) return any_waiting_entry(context, station, id);
  const Job& job = context.state.jobs[id];
  Waiting entry;
  entry.job = id;
  entry.step = job.step;
  entry.constrained =
      job.lane != kNone || (station.reserves && context.plant.steps[job.step].reserves != kNone);
  return entry;
}

/// What the keys behind the sorted ones need to know.
struct RankingMoment {
  Id station;
  Id machine;
  double mean_work_s = 0;  ///< of the waiting jobs, for ATC
};

/// @p machine is the one that asks.
RankingMoment ranking_moment(const Context& context, Id station, Id machine);

/// True where `a` ranks strictly before `b` by the keys behind the sorted ones.
bool ranks_before(const Context& context, const RankingMoment& moment, Id a, Id b);

}  // namespace twinline
