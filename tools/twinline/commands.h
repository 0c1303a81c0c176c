#pragma once

#include <string>
#include <vector>

namespace twinline {

/// What the program returns to the shell.
enum ExitCode { kOk = 0, kRunFailed = 1, kUsage = 2, kDeviceFailed = 3 };

/// One function a subcommand. @param arguments those after the subcommand's name
/// @return the exit code
int run_command(const std::vector<std::string>& arguments);
int validate_command(const std::vector<std::string>& arguments);
int sweep_command(const std::vector<std::string>& arguments);
int merge_command(const std::vector<std::string>& arguments);
int describe_command(const std::vector<std::string>& arguments);
int capacity_command(const std::vector<std::string>& arguments);
int compare_command(const std::vector<std::string>& arguments);
int select_command(const std::vector<std::string>& arguments);
int effects_command(const std::vector<std::string>& arguments);
int analyze_command(const std::vector<std::string>& arguments);
int optimize_command(const std::vector<std::string>& arguments);
int import_command(const std::vector<std::string>& arguments);
int report_command(const std::vector<std::string>& arguments);
int models_command(const std::vector<std::string>& arguments);
int devices_command(const std::vector<std::string>& arguments);
int schema_command(const std::vector<std::string>& arguments);
int version_command(const std::vector<std::string>& arguments);

}  // namespace twinline
