#include <cstdlib>

#include "twinline/core/error.h"
#include "twinline/experiment/sweep/single_process.h"
#include "twinline/mpi/job.h"

namespace twinline {

bool has_mpi() { return false; }

std::unique_ptr<Communicator> join_job() {
  const Launch launch = read_launch([](const char* name) -> std::string {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
  });
  if (launch.processes > 1) {
    throw Error("this program is built without MPI, and " + std::to_string(launch.processes) +
                " processes of it would all do the same work: start one, give each its piece with "
                "--tasks, or build with -D TWINLINE_MPI=ON");
  }
  return std::make_unique<SingleProcess>();
}

}  // namespace twinline
