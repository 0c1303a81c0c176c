#include "build_info.h"

#include "commit.h"

namespace twinline {

BuildInfo build_info() {
  return {TWINLINE_VERSION, TWINLINE_COMMIT, TWINLINE_COMPILER, TWINLINE_BACKEND_NAME};
}

}  // namespace twinline
