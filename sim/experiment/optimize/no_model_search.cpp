#include "twinline/core/error.h"
#include "twinline/experiment/optimize/proposals.h"

namespace twinline {

bool has_search_library() { return false; }

std::unique_ptr<Proposals> make_model_search(const std::vector<SearchRange>&, std::uint32_t) {
  throw ArgumentError(
      "there are more designs than the budget can try, and this program was built without dlib, "
      "which searches: install the package libdlib-dev and build again, or narrow the ranges");
}

}  // namespace twinline
