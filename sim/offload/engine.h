#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "twinline/batch/soa_batch.h"
#include "twinline/offload/model.h"

namespace twinline {

/// Why an item could not be evaluated.
struct ItemFault {
  std::size_t item;
  std::string reason;
};

/// What an engine did for one model.
struct OffloadFigures {
  std::string model;
  std::uint64_t batches = 0;
  std::uint64_t items = 0;
  std::vector<std::uint64_t> by_size;  ///< batches of 2^i to 2^(i+1) - 1 items
  double gather_s = 0;                 ///< wall time
  double evaluate_s = 0;
  double scatter_s = 0;

  void merge(const OffloadFigures& other);
};

/// How batches are evaluated. Changes speed only: an outcome depends on its own item alone.
struct OffloadSettings {
  std::size_t batch_items = 4096;  ///< most items of one launch
};

/// Evaluates batches of the models of a plant, one after the other. One thread at a time an object.
class OffloadEngine {
 public:
  /// @p models must outlive the object.
  explicit OffloadEngine(const std::vector<OffloadModel>& models, OffloadSettings settings = {});

  const OffloadSettings& settings() const { return settings_; }

  /// Room for the numbers of n items of a model: fill taken(), then evaluate().
  void prepare(std::size_t model, std::size_t n_items);
  SoaBatch& taken() { return taken_; }
  const SoaBatch& given() const { return given_; }

  /// Evaluates what prepare() was called for.
  /// @return the first item with a number out of range, if there is one: then nothing was given.
  /// @throws DeviceError where no backend can evaluate it.
  std::optional<ItemFault> evaluate();

  /// Adds to the wall time spent filling and emptying batches of a model.
  void add_time(std::size_t model, double gather_s, double scatter_s);

  /// By model.
  const std::vector<OffloadFigures>& figures() const { return figures_; }

 private:
  const std::vector<OffloadModel>& models_;
  OffloadSettings settings_;
  std::size_t model_ = 0;
  SoaBatch taken_{0, 0};
  SoaBatch given_{0, 0};
  std::vector<OffloadFigures> figures_;
};

}  // namespace twinline
