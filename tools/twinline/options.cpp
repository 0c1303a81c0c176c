#include "options.h"

#include <iostream>

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
  for (const std::string& name : syntax.positionals) {
    all.add_options()(name.c_str(), po::value<std::string>());
    positional.add(name.c_str(), 1);
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
