#include "twinline/offload/model.h"

#include "twinline/inference/network.h"
#include "twinline/physics/plain_name.h"
#include "twinline/physics/quantity.h"

namespace twinline {

std::size_t OffloadModel::n_take() const {
  if (sees_wafer_map) return kWaferMapNumbers;
  return network ? network->n_inputs() : physics->n_take;
}

std::size_t OffloadModel::n_give() const {
  return network ? network->n_outputs() : physics->n_give;
}

std::string OffloadModel::given_name(std::size_t field) const {
  return network ? "output " + std::to_string(field + 1) : plain_name(physics->give[field]);
}

}  // namespace twinline
