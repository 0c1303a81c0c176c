#include "twinline/results/event_log.h"

namespace twinline {

std::unique_ptr<EventLog> make_hdf5_log(const std::filesystem::path&, const Plant&) {
  return nullptr;
}

bool has_hdf5() { return false; }

}  // namespace twinline
