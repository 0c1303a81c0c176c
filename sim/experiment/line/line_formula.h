#pragma once

#include <string>
#include <vector>

#include "twinline/experiment/line/serial_line.h"

namespace twinline {

/// What a formula says of a line.
struct LineAnswer {
  double jobs_per_h = 0;
  double cycle_s = 0;    ///< constant time of a job on every machine; 0 where times are random
  std::string formula;   ///< with its author
  std::string accuracy;  ///< "exact", or how far it is off
  std::vector<std::string> assumptions;  ///< what holds for the line as the scenario has it
  /// Why no formula applies, with the station's name where one is to blame; "" = one does.
  std::string broken;
};

/// Throughput of a serial line by the formula that fits its times, failures and buffers: a machine
/// alone and Buzacott's line, Bernoulli machines, Gershwin's two machines of one cycle, Li and
/// Meerkov's machines of one speed, exponential machines (Hunt, Gershwin and Berman).
/// Formulas and when each applies: docs/methods/capacity.md.
LineAnswer line_throughput(const Plant& plant, const SerialLine& line);

}  // namespace twinline
