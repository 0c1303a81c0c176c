#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "twinline/batch/soa_batch.h"
#include "twinline/offload/backend.h"
#include "twinline/offload/figures.h"
#include "twinline/offload/input_draws.h"
#include "twinline/offload/model.h"

namespace twinline {

/// How batches are evaluated. Changes speed only: an outcome depends on its own item alone.
struct OffloadSettings {
  /// Most items of one launch; a job whose pieces are more has a launch of its own.
  std::size_t batch_items = 4096;
};

/// Evaluates batches of the models of a plant, one after the other. One thread at a time an object.
class OffloadEngine {
 public:
  /// @p models must outlive the object. @p backend is shared by the engines of a run.
  explicit OffloadEngine(
      const std::vector<OffloadModel>& models, OffloadSettings settings = {},
      std::shared_ptr<OffloadBackend> backend = std::make_shared<OffloadBackend>());

  const OffloadSettings& settings() const { return settings_; }

  /// Room for the numbers of n items of a model: fill taken(), then evaluate().
  void prepare(std::size_t model, std::size_t n_items);
  SoaBatch& taken() { return taken_; }
  /// Draws inputs that a scenario gives by their law.
  InputDraws& draws() { return draws_; }
  const SoaBatch& given() const { return given_; }

  /// Evaluates what prepare() was called for.
  /// @return the first item with a number out of range, or for which the model gives one that is
  ///   not finite, if there is one: given() means nothing then.
  /// @throws DeviceError where it can be evaluated nowhere.
  std::optional<ItemFault> evaluate();

  /// Adds to the wall time spent filling and emptying batches of a model.
  void add_time(std::size_t model, double gather_s, double scatter_s);

  /// By model. What met a fault counts as nothing.
  const std::vector<OffloadFigures>& figures() const { return figures_; }

 private:
  const std::vector<OffloadModel>& models_;
  OffloadSettings settings_;
  std::shared_ptr<OffloadBackend> backend_;
  BatchEvaluator device_;  ///< made for the first batch
  std::size_t model_ = 0;
  SoaBatch taken_{0, 0};
  SoaBatch given_{0, 0};
  InputDraws draws_;
  std::vector<OffloadFigures> figures_;
};

}  // namespace twinline
