#include <cstddef>
#include <cstring>

#include "twinline/batch/for_each_item.h"
#include "twinline/batch/system.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/physics_kernels.h"
#include "twinline/physics/registry.h"

namespace twinline::TWINLINE_SYSTEM {
namespace {

/// One item of a batch: gather, evaluate, scatter. Pointers into device memory.
template <class Model>
struct ItemBody {
  Fields<const double> taken;
  Fields<double> given;
  TWINLINE_HD void operator()(std::size_t item) const {
    constexpr std::size_t kTaken = kNumbersOf<typename Model::Input>;
    constexpr std::size_t kGiven = kNumbersOf<typename Model::Output>;
    double in[kTaken];
    double out[kGiven];
    for (std::size_t f = 0; f < kTaken; ++f) in[f] = taken.values[f * taken.pitch + item];
    evaluate_flat<Model>(in, out);
    for (std::size_t f = 0; f < kGiven; ++f) given.values[f * given.pitch + item] = out[f];
  }
};

template <class... Model>
bool launch_named(ModelList<Model...> /*models*/, const char* name, std::size_t n_items,
                  Fields<const double> taken, Fields<double> given, LaunchQueue queue) {
  return ((std::strcmp(Model::kName, name) == 0 &&
           (for_each_item(n_items, ItemBody<Model>{taken, given}, queue), true)) ||
          ...);
}

bool evaluate(const char* model, std::size_t n_items, Fields<const double> taken,
              Fields<double> given, LaunchQueue queue) {
  return launch_named(Models{}, model, n_items, taken, given, queue);
}

}  // namespace

const PhysicsKernels physics_kernels{&evaluate};

}  // namespace twinline::TWINLINE_SYSTEM
