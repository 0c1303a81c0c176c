#pragma once

#include <cstddef>
#include <string>

namespace twinline {

struct ModelInfo;

/// Something that turns a few numbers of an item into a few others, many items at once: a process
/// model of the registry.
struct OffloadModel {
  std::string name;
  const ModelInfo* physics = nullptr;

  std::size_t n_take() const;
  std::size_t n_give() const;
  std::string given_name(std::size_t field) const;
};

}  // namespace twinline
