#pragma once

#include <cstddef>
#include <string>

#include "twinline/physics/quantity.h"

namespace twinline {

/// Something that turns a few numbers of an item into a few others, many items at once: a process
/// model of the registry.
struct OffloadModel {
  std::string name;
  const ModelInfo* physics = nullptr;

  std::size_t n_take() const { return physics->n_take; }
  std::size_t n_give() const { return physics->n_give; }
};

}  // namespace twinline
