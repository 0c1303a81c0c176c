#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "twinline/experiment/sweep/communicator.h"

namespace twinline {

/// Is MPI built in?
bool has_mpi();

/// What a launcher (mpirun, srun) says about this process.
struct Launch {
  bool by_mpi = false;          ///< a launcher is there to talk to: MPI may be initialised
  std::uint64_t processes = 1;  ///< that it started
};

/// @param variable gives the value of an environment variable, "" for none
Launch read_launch(const std::function<std::string(const char*)>& variable);

/// The job that this process belongs to: all ranks under mpirun or srun, or this process alone.
/// Must be called by the main thread, once; the job ends with the object.
/// @throws Error where the processes could not know of each other and would all do the same work
std::unique_ptr<Communicator> join_job();

/// The cores that this process may use; with several processes on a machine that are not bound to
/// cores, its share of them. At least 1.
std::uint32_t usable_cores(int local_size);

}  // namespace twinline
