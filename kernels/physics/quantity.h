#pragma once

#include <cstddef>

namespace twinline {

/// What a number of a model is to the one who uses it.
enum class Role {
  kInput,      ///< comes from the recipe, the machine or the job, item by item
  kParameter,  ///< of the material or the machine; `usual` serves where a scenario names none
  kOutput
};

/// One number that a model takes or gives. The tables of these are what checks, schema and
/// documentation are made from.
struct Quantity {
  Role role;
  const char* name;  ///< ends in its unit
  const char* unit;  ///< as the scenario language spells it; "1" for a pure number
  double low;        ///< valid (input, parameter) or possible (output) from here
  double high;       ///< up to here, both included
  double usual;      ///< a sensible value; unused for an output
  const char* meaning;
};

/// A model without its type: what it is called, what it takes and gives, and how to evaluate it.
struct ModelInfo {
  const char* name;      ///< as a scenario names it
  const char* title;     ///< a line for a person
  const char* page;      ///< its page in docs/methods
  const Quantity* take;  ///< inputs and parameters, in the order of the functor's Input
  std::size_t n_take;
  const Quantity* give;  ///< outputs, in the order of the functor's Output
  std::size_t n_give;
  /// Evaluates one item on the host: n_take numbers in, n_give numbers out. The numbers must be
  /// in their ranges (check_ranges).
  void (*evaluate)(const double* taken, double* given);
};

}  // namespace twinline
