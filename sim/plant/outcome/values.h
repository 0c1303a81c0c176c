#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// The numbers of a characteristic: of all pieces of the job side by side, or the job's one.
inline double* numbers_of(const Plant& plant, PlantState& state, Id job, Id characteristic,
                          std::uint32_t number = 0) {
  const Outcomes& outcomes = plant.outcomes;
  const Characteristic& c = outcomes.characteristics[characteristic];
  const std::size_t stride = c.per_piece ? outcomes.max_pieces : 1;
  return state.characteristics.data() + std::size_t{job} * outcomes.row + c.offset +
         number * stride;
}
inline double* numbers_of(Context& context, Id job, Id characteristic, std::uint32_t number = 0) {
  return numbers_of(context.plant, context.state, job, characteristic, number);
}
inline const double* numbers_of(const Plant& plant, const PlantState& state, Id job,
                                Id characteristic, std::uint32_t number = 0) {
  return numbers_of(plant, const_cast<PlantState&>(state), job, characteristic, number);
}

/// The first number of a characteristic of the job: that of its first piece, or its own.
inline double first_number_of(const Context& context, Id job, Id characteristic) {
  return *numbers_of(context.plant, context.state, job, characteristic);
}

/// Mean of a characteristic over the job's pieces; the job's own number where it has one.
double mean_of(const Context& context, Id job, Id characteristic);

/// The values of a condition of a machine, oldest first.
inline double* condition_of(const Plant& plant, PlantState& state, Id machine, Id condition) {
  return state.conditions.data() + std::size_t{machine} * plant.outcomes.condition_row +
         plant.outcomes.conditions[condition].offset;
}

/// A uniform number of (key, what, piece): what the draws of a request, a measurement or a new job
/// are made of.
inline double keyed_uniform(std::uint64_t key, std::uint32_t what, std::uint32_t part,
                            std::uint32_t piece) {
  const PhiloxWords words = philox({{piece, part, what, 0}}, key);
  return uniform_open(words.word[0], words.word[1]);
}
inline std::uint64_t key_of(const PhiloxWords& words) {
  return (std::uint64_t{words.word[0]} << 32U) | words.word[1];
}

/// The key of a job's draws of one purpose at its present visit.
inline std::uint64_t key_for_job(const Context& context, Purpose purpose, const Job& job) {
  return key_of(context.state.random.words(purpose, job.release, job.serial, job.visit));
}

}  // namespace twinline
