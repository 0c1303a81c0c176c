#include "options.h"

#include <iostream>

#include "commands.h"
#include "interrupt.h"
#include "twinline/batch/device_error.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

namespace po = boost::program_options;

std::vector<std::string> spellings(const po::options_description& options) {
  std::vector<std::string> names;
  for (const auto& option : options.options()) names.push_back("--" + option->long_name());
  return names;
}

po::variables_map parse(const CommandSyntax& syntax, const po::options_description& visible,
                        const std::vector<std::string>& arguments) {
  po::options_description all;
  all.add(visible);
  po::positional_options_description positional;
  for (std::size_t i = 0; i < syntax.positionals.size(); ++i) {
    const char* const name = syntax.positionals[i].c_str();
    if (syntax.many && i + 1 == syntax.positionals.size()) {
      all.add_options()(name, po::value<std::vector<std::string>>());
      positional.add(name, -1);
    } else {
      all.add_options()(name, po::value<std::string>());
      positional.add(name, 1);
    }
  }
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  po::variables_map values;
  po::store(
      po::command_line_parser(arguments).options(all).positional(positional).style(style).run(),
      values);
  po::notify(values);
  return values;
}

}  // namespace

int report_exception(const std::string& program) {
  try {
    throw;
  } catch (const UsageError& error) {
    std::cerr << program << ": error: " << error.what() << "\nTry: " << program << " --help\n";
    return kUsage;
  } catch (const ScenarioError& error) {
    std::cerr << error.what() << '\n';
    return kUsage;
  } catch (const DeviceError& error) {
    std::cerr << program.substr(0, program.find(' ')) << ": error: " << error.what() << '\n';
    return kDeviceFailed;
  } catch (const Interrupted& error) {
    std::cerr << error.what() << '\n';
    return interrupt_exit_code();
  } catch (const std::exception& error) {
    std::cerr << program.substr(0, program.find(' ')) << ": error: " << error.what() << '\n';
    return kRunFailed;
  }
}

std::uint32_t number_option(const po::variables_map& values, const char* name, std::int64_t low,
                            std::int64_t high) {
  const auto number = values[name].as<std::int64_t>();
  if (number < low || number > high) {
    throw UsageError("option --" + std::string(name) + ": expected a whole number from " +
                     std::to_string(low) + " to " + std::to_string(high) + ", received " +
                     std::to_string(number));
  }
  return static_cast<std::uint32_t>(number);
}

po::variables_map parse_options(const CommandSyntax& syntax,
                                const std::vector<std::string>& arguments) {
  po::options_description visible("Options");
  visible.add(syntax.options);
  visible.add_options()("help,h", "show this text");
  po::variables_map values;
  try {
    values = parse(syntax, visible, arguments);
  } catch (const po::unknown_option& error) {
    throw UsageError("unknown option " + in_quotes(error.get_option_name()) +
                     did_you_mean(error.get_option_name(), spellings(visible)));
  } catch (const po::too_many_positional_options_error&) {
    throw UsageError("too many arguments: expected " + syntax.usage);
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  if (values.count("help") > 0) {
    std::cout << "Usage: twinline " << syntax.name << ' ' << syntax.usage << "\n\n"
              << syntax.text << "\n\n"
              << visible;
    return values;
  }
  for (std::size_t i = 0; i < syntax.required; ++i) {
    if (values.count(syntax.positionals[i]) == 0) {
      throw UsageError("expected: twinline " + syntax.name + " " + syntax.usage);
    }
  }
  return values;
}

}  // namespace twinline
