#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// The setting that a controller asks for on a machine for a job's part; the job remembers it.
double use_setting(Context& context, Id control, Id machine, Id job);
/// The setting that the job was given last; where it has none yet, what it would be given here.
double given_setting(Context& context, Id control, Id machine, Id job);

/// Feeds a job's value back to the controller of the machine and part that the job's setting was
/// for; nothing where it had none. @p gain the weight of the value.
void feed_back(Context& context, Id control, Id job, double value, double gain);

/// The states of all controllers at the beginning.
void begin_controls(const Plant& plant, PlantState& state);

}  // namespace twinline
