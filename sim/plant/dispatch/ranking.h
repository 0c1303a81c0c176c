#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Number of leading keys of the station's ranking, at most two, that do not change while a job
/// waits: the queue is sorted by them.
std::size_t n_static_keys(const Station& station);

/// The queue entry of a job that joins the station's queue now.
Waiting waiting_entry(Context& context, Id station, Id job);

/// True where the sorted queue alone decides: no key needs the machine or the time.
bool sorted_by_queue(const Station& station);

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
