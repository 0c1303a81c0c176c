#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace twinline {

struct ModelInfo;
class Network;

/// What a wafer map is drawn from: key, pattern, background, strength.
constexpr std::size_t kWaferMapNumbers = 4;

/// Something that turns a few numbers of an item into a few others, many items at once: a process
/// model of the registry, or a network.
struct OffloadModel {
  std::string name;
  const ModelInfo* physics = nullptr;
  std::shared_ptr<const Network> network;  ///< where it is no process model
  /// The network sees a wafer map that is drawn for each item: taken are its key, its pattern, its
  /// background and its strength (docs/methods/physics/wafer_map.md).
  bool sees_wafer_map = false;

  std::size_t n_take() const;
  std::size_t n_give() const;
  std::string given_name(std::size_t field) const;
};

}  // namespace twinline
