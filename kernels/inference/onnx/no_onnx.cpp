#include "twinline/inference/load_onnx.h"

namespace twinline {

bool can_load_onnx() { return false; }

std::shared_ptr<const Network> load_onnx(const std::filesystem::path& file,
                                         const std::string& /*output*/) {
  throw ModelFileError(file.string() +
                       ": this build of twinline cannot read ONNX files. Install libonnx-dev and "
                       "libprotobuf-dev, configure again (TWINLINE_ONNX=ON insists on it) and "
                       "build.");
}

}  // namespace twinline
