#pragma once

#include <string>

#include "twinline/core/error.h"

namespace twinline {

/// Pictures cannot be drawn; the tables they would show are untouched.
class PlotError : public Error {
 public:
  using Error::Error;
};

/// Runs gnuplot, without a shell and without the user's own settings.
/// @param script its commands @return what it writes to its standard output
/// @throws PlotError where the program is missing or fails, with what it said
std::string run_gnuplot(const std::string& script);

}  // namespace twinline
