#include "twinline/offload/engine.h"

#include <chrono>

#include "twinline/inference/network.h"
#include "twinline/physics/evaluate_batch.h"

namespace twinline {

namespace {

constexpr std::size_t kSizeClasses = 40;

std::size_t size_class(std::size_t n_items) {
  std::size_t result = 0;
  while (n_items > 1 && result + 1 < kSizeClasses) {
    n_items /= 2;
    ++result;
  }
  return result;
}

}  // namespace

std::size_t OffloadModel::n_take() const { return network ? network->n_inputs() : physics->n_take; }
std::size_t OffloadModel::n_give() const {
  return network ? network->n_outputs() : physics->n_give;
}

void OffloadFigures::merge(const OffloadFigures& other) {
  batches += other.batches;
  items += other.items;
  for (std::size_t i = 0; i < by_size.size(); ++i) by_size[i] += other.by_size[i];
  gather_s += other.gather_s;
  evaluate_s += other.evaluate_s;
  scatter_s += other.scatter_s;
}

OffloadEngine::OffloadEngine(const std::vector<OffloadModel>& models, OffloadSettings settings)
    : models_(models), settings_(settings) {
  for (const OffloadModel& model : models) {
    figures_.push_back({model.name, 0, 0, std::vector<std::uint64_t>(kSizeClasses), 0, 0, 0});
  }
}

void OffloadEngine::prepare(std::size_t model, std::size_t n_items) {
  model_ = model;
  taken_.resize(models_[model].n_take(), n_items);
  given_.resize(models_[model].n_give(), n_items);
}

std::optional<ItemFault> OffloadEngine::evaluate() {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const auto fault = evaluate_batch(*models_[model_].physics, taken_, given_);
  if (fault) return ItemFault{fault->item, describe(fault->fault)};
  OffloadFigures& figures = figures_[model_];
  ++figures.batches;
  figures.items += taken_.n_items();
  ++figures.by_size[size_class(taken_.n_items())];
  figures.evaluate_s += std::chrono::duration<double>(Clock::now() - start).count();
  return std::nullopt;
}

void OffloadEngine::add_time(std::size_t model, double gather_s, double scatter_s) {
  figures_[model].gather_s += gather_s;
  figures_[model].scatter_s += scatter_s;
}

}  // namespace twinline
