#pragma once

#include <string>
#include <vector>

#include "twinline/offload/figures.h"
#include "twinline/results/tables.h"

namespace twinline {

/// The columns of offload.csv.
const std::vector<Column>& offload_columns();

/// offload.csv as text, header included: how the batches of a run were evaluated. The only table
/// whose bytes two equal runs do not share.
std::string offload_csv(const Plant& plant, const std::vector<OffloadFigures>& figures);

}  // namespace twinline
