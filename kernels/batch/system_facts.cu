#include "twinline/batch/system_facts.h"

#include <thrust/version.h>

#include "twinline/batch/system.h"

#if defined(TWINLINE_BACKEND_OMP)
#include <omp.h>
#elif defined(TWINLINE_BACKEND_TBB)
#include <tbb/info.h>
#endif

namespace twinline::TWINLINE_SYSTEM {
namespace {

int n_threads() {
#if defined(TWINLINE_BACKEND_OMP)
  return omp_get_max_threads();
#elif defined(TWINLINE_BACKEND_TBB)
  return tbb::info::default_concurrency();
#elif defined(TWINLINE_BACKEND_CPP)
  return 1;
#else
  return 0;
#endif
}

int lowest_capability() {
#if defined(TWINLINE_SYSTEM_CUDA)
  constexpr int kArchitectures[] = {__CUDA_ARCH_LIST__};  // ascending; 800 is sm_80
  return kArchitectures[0] / 10;
#else
  return 0;
#endif
}

}  // namespace

SystemFacts system_facts() {
  const std::string version = std::to_string(THRUST_MAJOR_VERSION) + "." +
                              std::to_string(THRUST_MINOR_VERSION) + "." +
                              std::to_string(THRUST_SUBMINOR_VERSION);
  return {TWINLINE_BACKEND_NAME, version, n_threads(), lowest_capability()};
}

}  // namespace twinline::TWINLINE_SYSTEM
