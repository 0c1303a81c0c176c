#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// A job that is done at a station waits there for a vehicle to the station of its step: on an
/// output place, or on its machine where there is none.
void carry_to_station(Context& context, Id job, Id from_station);

/// Are the buffer's places those of a stocker?
bool is_stocker(const Plant& plant, Id buffer);

/// A stocker with room to which a job can be carried that finds no place where it is bound for;
/// kNone = none. Of several the one nearest to where it is bound for.
Id stocker_for(const Context& context, const Job& job, Id from_station);

/// Sends a job that has a place in the stocker's buffer there.
void carry_to_stocker(Context& context, Id job, Id from_station, Id stocker);

/// Is the job on its way to a stocker or in it?
bool is_stored(const Context& context, Id job);

/// A stored job, wherever it is on its way, goes to the station of its step now.
void carry_on(Context& context, Id job);

/// A vehicle has come for a job: it is taken up from now on.
void begin_loading(Context& context, Id vehicle);
/// It is on the vehicle and leaves its place.
void end_loading(Context& context, Id vehicle);
/// It has been set down.
void end_unloading(Context& context, Id vehicle);

}  // namespace twinline
