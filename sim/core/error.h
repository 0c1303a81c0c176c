#pragma once

#include <stdexcept>
#include <string>

namespace twinline {

/// Every failure the library reports. Nothing below tools/ prints or exits.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The scenario (or another input file) is wrong; the text holds every diagnostic found.
class ScenarioError : public Error {
 public:
  using Error::Error;
};

/// A value outside the range that a function documents.
class ArgumentError : public Error {
 public:
  using Error::Error;
};

/// A file cannot be read or written.
class FileError : public Error {
 public:
  using Error::Error;
};

/// A run cannot go on: what it is asked to evaluate makes no sense.
class RunError : public Error {
 public:
  using Error::Error;
};

/// The program contradicts itself: a bug in Twinline, with what is needed to reproduce it.
class InvariantError : public Error {
 public:
  using Error::Error;
};

}  // namespace twinline

/// Always on: a broken invariant ends the replication with an InvariantError that names the place.
#define TWINLINE_EXPECTS(condition, message)                                                    \
  ((condition) ? static_cast<void>(0)                                                           \
               : throw ::twinline::InvariantError(std::string("internal error: ") + (message) + \
                                                  " [" #condition "]"))
