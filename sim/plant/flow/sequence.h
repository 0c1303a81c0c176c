#pragma once

#include <vector>

#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// Of the last n jobs, those with another value than the first. @p n <= kMostSpaced
std::uint32_t n_recent(const OptionRun& run, std::uint32_t n);

/// A job with this value follows.
void add_to_run(std::uint8_t value, OptionRun& run);
/// @param values of the job, by option.
void add_to_runs(const std::vector<Option>& options, const std::uint8_t* values,
                 std::vector<OptionRun>& runs);

/// The order of the bank that is made next by the stream's rules: its place. Criteria in their
/// order, then the oldest. Level scheduling after Monden's goal chasing: least sum over the values
/// of (made - share x jobs)^2 once it is made.
/// @pre the bank is not empty.
std::size_t best_order(const Plant& plant, const Release& release, const ReleaseState& state,
                       OrderScratch& scratch);

}  // namespace twinline
