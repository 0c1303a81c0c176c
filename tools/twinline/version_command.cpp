#include <iostream>

#include "build_info.h"
#include "commands.h"
#include "options.h"
#include "twinline/experiment/optimize/search.h"
#include "twinline/inference/load_onnx.h"
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
  std::string lacking;
  const auto note = [&lacking](bool there, const char* what) {
    if (!there) lacking += (lacking.empty() ? "" : ", ") + std::string(what);
  };
  note(build.backend == "cuda", "CUDA kernels (build with -D TWINLINE_BACKEND=cuda)");
  note(has_search_library(), "dlib (optimize can only enumerate)");
  note(has_mpi(), "MPI (build with -D TWINLINE_MPI=ON)");
  note(has_hdf5(), "HDF5");
  note(can_load_onnx(), "ONNX (networks cannot be loaded)");
  std::cout << "twinline " << build.version << "\ncommit    " << build.commit << "\ncompiler  "
            << build.compiler << "\nkernels   " << build.backend << "\nlacking   "
            << (lacking.empty() ? "nothing" : lacking) << '\n';
  return kOk;
}

}  // namespace twinline
