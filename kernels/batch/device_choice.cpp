#include "twinline/batch/device_choice.h"

#include <charconv>
#include <stdexcept>
#include <system_error>

#include "twinline/batch/device_error.h"
#include "twinline/batch/device_info.h"

namespace twinline {
namespace {

constexpr char kCuda[] = "cuda";
constexpr int kFirstUsable = -1;

/// The index in "cuda:1"; kFirstUsable for "cuda".
int index_in(const std::string& word) {
  if (word == kCuda) return kFirstUsable;
  constexpr std::size_t kPrefix = sizeof kCuda;  // with the colon
  int index = 0;
  const char* const end = word.data() + word.size();
  const bool has_prefix = word.compare(0, kPrefix, "cuda:") == 0;
  if (has_prefix) {
    const auto [stop, error] = std::from_chars(word.data() + kPrefix, end, index);
    if (error == std::errc() && stop == end && index >= 0) return index;
  }
  throw std::invalid_argument(
      "expected \"auto\", \"cpu\", \"cuda\" or \"cuda:\" and an index, "
      "received \"" +
      word + "\"");
}

int first_usable(const DeviceInfo& cuda) {
  for (std::size_t i = 0; i < cuda.devices.size(); ++i) {
    if (cuda.devices[i].unusable_reason.empty()) return static_cast<int>(i);
  }
  return -1;
}

std::string why_not(const DeviceInfo& cuda, int index) {
  if (cuda.devices.empty() || index == kFirstUsable) return cuda.unusable_reason;
  const auto at = static_cast<std::size_t>(index);
  if (at < cuda.devices.size()) return cuda.devices[at].unusable_reason;
  return "there are " + std::to_string(cuda.devices.size()) + ", counted from 0";
}

}  // namespace

DeviceChoice choose_device(const std::string& word, std::string& note) {
  note.clear();
  if (word == "cpu") return {};
  const bool automatic = word == "auto";
  const int asked_for = automatic ? kFirstUsable : index_in(word);
  const DeviceInfo cuda = probe_cuda();
  if (asked_for == kFirstUsable) {
    const DeviceChoice first{first_usable(cuda)};
    if (first.is_cuda()) return first;
    if (automatic) {
      note = "kernels run on the CPU: no CUDA device: " + cuda.unusable_reason;
      return first;
    }
  }
  const std::string reason = why_not(cuda, asked_for);
  if (reason.empty()) return {asked_for};
  throw DeviceError("device \"" + word + "\" is not usable: " + reason +
                        " (twinline devices lists what there is)",
                    DeviceFailure::kDeviceLost);
}

}  // namespace twinline
