#pragma once

#include <string>

namespace twinline {

/// What only the compiler of a system knows of it.
struct SystemFacts {
  std::string backend;         ///< "cuda", "omp", "tbb" or "cpp"
  std::string thrust_version;  ///< "1.17.2"
  int n_threads;               ///< of the host; 0 for CUDA
  int lowest_capability;       ///< of a CUDA device that kernels were compiled for: 80 is 8.0
};

namespace cpu_system {
SystemFacts system_facts();
}
namespace cuda_system {
SystemFacts system_facts();
}

}  // namespace twinline
