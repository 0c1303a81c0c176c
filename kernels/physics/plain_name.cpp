#include "twinline/physics/plain_name.h"

#include "twinline/physics/quantity.h"

namespace twinline {

std::string name_without_unit(std::string_view name, std::string_view unit) {
  // A unit in a name: letters small, "/" as per, a square root as root, powers as their number.
  std::string suffix;
  std::string word;
  for (std::size_t i = 0; i <= unit.size(); ++i) {
    const char c = i < unit.size() ? unit[i] : ' ';
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z')) {
      word += upper ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    const bool root = unit.substr(i, 4) == "^0.5";
    suffix += (root ? "root_" : "") + word;
    word.clear();
    if (root) i += 3;
    if (c == '/') suffix += suffix.empty() ? "per_" : "_per_";
    if (c >= '2' && c <= '9') suffix += c;
    if (c == ' ' && i < unit.size()) suffix += '_';
  }
  const std::size_t n = suffix.size() + 1;
  const bool ends =
      !suffix.empty() && name.size() > n && name.substr(name.size() - n) == "_" + suffix;
  return std::string(ends ? name.substr(0, name.size() - n) : name);
}

std::string plain_name(const Quantity& quantity) {
  return name_without_unit(quantity.name, quantity.unit);
}

}  // namespace twinline
