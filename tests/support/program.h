#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include <sys/wait.h>

#include "support/temporary_folder.h"

namespace twinline::test {

/// What a run of the program printed and returned.
struct ProgramOutcome {
  int code = -1;
  std::string out;
  std::string err;
};

/// A folder of the test's own in which the program is run.
class ProgramFolder {
 public:
  ProgramOutcome run(const std::string& program, const std::string& arguments,
                     const std::string& before = "") const {
    return run_line(before + " '" + program + "' " + arguments);
  }
  /// Runs a line of the shell.
  ProgramOutcome run_line(const std::string& line) const {
    const std::string whole = "cd '" + folder_.path().string() + "' && " + line;
    const int status = std::system((whole + " >out.txt 2>err.txt").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text("out.txt"), text("err.txt")};
  }
  void write(const std::string& file, const std::string& content) const {
    std::filesystem::create_directories((folder_.path() / file).parent_path());
    folder_.write(file, content);
  }
  std::string text(const std::string& file) const { return read_text(folder_.path() / file); }
  bool has(const std::string& file) const { return std::filesystem::exists(folder_.path() / file); }
  const std::filesystem::path& path() const { return folder_.path(); }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
};

}  // namespace twinline::test
