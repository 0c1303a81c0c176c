#pragma once

#include <string>

namespace twinline {

/// The style sheet of a page: light, dark as the reader's system has it, and on paper.
std::string page_style();

}  // namespace twinline
