#include <map>

#include <doctest/doctest.h>

#include "twinline/mpi/job.h"

TEST_SUITE_BEGIN("experiment.launch");

using namespace twinline;

namespace {

Launch launch(const std::map<std::string, std::string>& variables) {
  return read_launch([&](const char* name) {
    const auto at = variables.find(name);
    return at == variables.end() ? std::string() : at->second;
  });
}

}  // namespace

TEST_CASE("launch: who started the process is read from its environment") {
  CHECK(!launch({}).by_mpi);
  CHECK(launch({}).processes == 1);
  CHECK(launch({{"OMPI_COMM_WORLD_SIZE", "4"}}).by_mpi);
  CHECK(launch({{"OMPI_COMM_WORLD_SIZE", "4"}}).processes == 4);
  CHECK(launch({{"PMIX_RANK", "0"}}).by_mpi);
  const Launch lost = launch({{"SLURM_STEP_NUM_TASKS", "2"}, {"SLURM_PROCID", "1"}});
  CHECK(!lost.by_mpi);
  CHECK(lost.processes == 2);
}

TEST_CASE("launch: there is always a core to use") {
  CHECK(usable_cores(1) >= 1);
  CHECK(usable_cores(100000) == 1);
}

TEST_SUITE_END();
