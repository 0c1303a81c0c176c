#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <thread>

#include <sched.h>

#include "twinline/mpi/job.h"

namespace twinline {

namespace {

std::uint64_t number(const std::string& text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Launch read_launch(const std::function<std::string(const char*)>& variable) {
  Launch launch;
  // mpirun of Open MPI; srun with PMIx or PMI; mpiexec of MPICH and its kin.
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"}) {
    launch.by_mpi = launch.by_mpi || !variable(name).empty();
  }
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"}) {
    // A batch script has the variables of its step too, but it is one process.
    if (std::string(name) == "SLURM_STEP_NUM_TASKS" && variable("SLURM_PROCID").empty()) continue;
    launch.processes = std::max(launch.processes, number(variable(name)));
  }
  return launch;
}

std::uint32_t usable_cores(int local_size) {
  const std::uint32_t all = std::max(1U, std::thread::hardware_concurrency());
  cpu_set_t set;
  CPU_ZERO(&set);
  std::uint32_t mine = all;
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    mine = static_cast<std::uint32_t>(std::max(1, CPU_COUNT(&set)));
  }
  if (const char* const granted = std::getenv("SLURM_CPUS_PER_TASK")) {
    return std::max(1U, std::min(mine, static_cast<std::uint32_t>(number(granted))));
  }
  const auto sharing = static_cast<std::uint32_t>(std::max(1, local_size));
  return mine < all ? mine : std::max(1U, all / sharing);
}

}  // namespace twinline
