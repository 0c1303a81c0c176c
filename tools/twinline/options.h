#pragma once

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

/// What a subcommand takes.
struct CommandSyntax {
  std::string name;                      ///< "run"
  std::string usage;                     ///< "SCENARIO [options]"
  std::string text;                      ///< what it does, for --help
  std::vector<std::string> positionals;  ///< names of the plain arguments, in order
  std::size_t required = 0;              ///< how many of them must be there
  boost::program_options::options_description options{"Options"};
};

/// Parses the arguments. No abbreviations, so that a script keeps its meaning when options are
/// added. Where --help is among them it is printed and the result holds "help".
/// @throws UsageError with the nearest spelling of an unknown option
boost::program_options::variables_map parse_options(const CommandSyntax& syntax,
                                                    const std::vector<std::string>& arguments);

}  // namespace twinline
