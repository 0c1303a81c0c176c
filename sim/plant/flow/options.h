#pragma once

#include "twinline/plant/context.h"

namespace twinline {

inline std::uint8_t* options_of(Context& context, Id job) {
  return context.state.options.data() + std::size_t{job} * context.plant.options.size();
}
inline const std::uint8_t* options_of(const Context& context, Id job) {
  return context.state.options.data() + std::size_t{job} * context.plant.options.size();
}

/// The setup state that a step needs for a job; kNone = any.
inline Id setup_for(const Context& context, const Step& step, Id job) {
  return step.setup_by == kNone ? step.setup : step.setup + options_of(context, job)[step.setup_by];
}

/// Gives a new job of a stream its options: those of the next order, by the stream's rule.
void give_options(Context& context, Id job, Id stream);
/// The stream has made all the orders that it lists.
bool orders_are_out(const Plant& plant, const Release& release, const ReleaseState& state);
/// Gives a job that is in the plant at the start the options of a row (Release::orders), which may
/// be empty.
void put_options(Context& context, Id job, Id stream, const std::vector<std::uint8_t>& row);

/// A part of a job, or what comes off it, has its options.
void copy_options(Context& context, Id from, Id to);

/// Whether the job has one of the choices for which its step is done.
bool has_choice(const Context& context, const Step& step, Id job);

/// What the station adds to a job's process time.
SimTime added_work(const Context& context, const Station& station, Id job);

/// Counts the job in the sequences that are watched at the station.
void watch_start(Context& context, Id station, Id job);

}  // namespace twinline
