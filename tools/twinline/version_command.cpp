#include <iostream>

#include "build_info.h"
#include "commands.h"
#include "options.h"
#include "twinline/experiment/optimize/search.h"
#include "twinline/mpi/job.h"
#include "twinline/results/event_log.h"

namespace twinline {

int version_command(const std::vector<std::string>& arguments) {
  CommandSyntax syntax;
  syntax.name = "version";
  syntax.text = "Prints version, commit, compiler and what is built in.";
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;

  const BuildInfo build = build_info();
  const bool cuda = build.backend == "cuda";
  std::cout << "twinline " << build.version << "\ncommit    " << build.commit << "\ncompiler  "
            << build.compiler << "\nkernels   " << build.backend << "\nlacking   "
            << (cuda ? "" : "CUDA kernels (build with -D TWINLINE_BACKEND=cuda), ")
            << (has_search_library() ? "" : "dlib (optimize can only enumerate), ")
            << (has_mpi() ? "" : "MPI (build with -D TWINLINE_MPI=ON), ")
            << (has_hdf5() ? "" : "HDF5, ") << "ONNX models\n";
  return kOk;
}

}  // namespace twinline
