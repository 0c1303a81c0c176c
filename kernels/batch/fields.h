#pragma once

#include <cstddef>

namespace twinline {

/// Fields of many items in the memory of a device: field f of item i at f * pitch + i.
template <class Number>
struct Fields {
  Number* values;
  std::size_t pitch;
};

}  // namespace twinline
