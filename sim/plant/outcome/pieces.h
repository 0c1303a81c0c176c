#pragma once

#include <cstdint>
#include <vector>

#include "twinline/plant/context.h"

namespace twinline {

/// Orders the pieces of a job by rising rank, those of one rank as they were: the last ones can
/// then be lost or split off. @p rank by piece; sorted with them.
void sort_pieces(Context& context, Id job, std::vector<std::uint8_t>& rank);

/// Copies what the last pieces of `from` carry to the part that has been split off with them;
/// `from` counts them no more, `to` has as many pieces as there are.
void take_last_pieces(Context& context, Id from, Id to);

/// Puts the pieces of a part behind those of its job; the counts are still as before.
void add_pieces(Context& context, Id job, Id part);

}  // namespace twinline
