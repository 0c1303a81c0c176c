#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/program_options.hpp>

#include "twinline/core/error.h"

namespace twinline {

/// The command line is wrong: exit code 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// Prints the exception that is being handled. @param program "twinline", or with its subcommand
/// @return the exit code
int report_exception(const std::string& program);

/// What a subcommand takes.
struct CommandSyntax {
  std::string name;                      ///< "run"
  std::string usage;                     ///< "SCENARIO [options]"
  std::string text;                      ///< what it does, for --help
  std::vector<std::string> positionals;  ///< names of the plain arguments, in order
  std::size_t required = 0;              ///< how many of them must be there
  bool many = false;                     ///< the last one may be repeated: a list of texts
  boost::program_options::options_description options{"Options"};
};

/// Parses the arguments. No abbreviations, so that a script keeps its meaning when options are
/// added. Where --help is among them it is printed and the result holds "help".
/// @throws UsageError with the nearest spelling of an unknown option
boost::program_options::variables_map parse_options(const CommandSyntax& syntax,
                                                    const std::vector<std::string>& arguments);

/// A whole number in [low, high]; Boost would take "-1" as a large unsigned number.
/// @throws UsageError where it is outside
std::uint32_t number_option(const boost::program_options::variables_map& values, const char* name,
                            std::int64_t low, std::int64_t high);

}  // namespace twinline
