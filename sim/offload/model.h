#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace twinline {

struct ModelInfo;
class Network;

/// Something that turns a few numbers of an item into a few others, many items at once: a process
/// model of the registry, or a network.
struct OffloadModel {
  std::string name;
  const ModelInfo* physics = nullptr;
  std::shared_ptr<const Network> network;  ///< where it is no process model

  std::size_t n_take() const;
  std::size_t n_give() const;
};

}  // namespace twinline
