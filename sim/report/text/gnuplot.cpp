#include "twinline/report/text/gnuplot.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace twinline {

namespace {

constexpr int kNotFound = 127;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// A nameless file: gnuplot reads and writes at its own pace and neither side waits for the other.
File scratch_file(std::string_view content) {
  File file(std::tmpfile());
  if (!file || std::fwrite(content.data(), 1, content.size(), file.get()) != content.size() ||
      std::fflush(file.get()) != 0) {
    throw PlotError(std::string("cannot write a temporary file for gnuplot: ") +
                    std::strerror(errno));
  }
  std::rewind(file.get());
  return file;
}

std::string content_of(std::FILE* file) {
  std::rewind(file);
  std::string text;
  char block[65536];
  for (std::size_t n = 0; (n = std::fread(block, 1, sizeof block, file)) > 0;) {
    text.append(block, n);
  }
  return text;
}

[[noreturn]] void fail_missing(int code) {
  throw PlotError(std::string("cannot run gnuplot, which draws the pictures: ") +
                  std::strerror(code) +
                  "\n  install it (on Debian and Ubuntu: the package gnuplot-nox) and run again; "
                  "the tables are untouched");
}

/// @return the exit status of gnuplot
int spawn_and_wait(const File& in, const File& out, const File& err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(in.get()), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(out.get()), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(err.get()), STDERR_FILENO);
  // -d: none of the user's start-up files; -: commands from the standard input.
  std::string words[] = {"gnuplot", "-d", "-"};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int problem =
      ::posix_spawnp(&child, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (problem != 0) fail_missing(problem);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw PlotError(std::string("gnuplot is lost: ") + std::strerror(errno));
  }
  return status;
}

}  // namespace

std::string run_gnuplot(const std::string& script) {
  const File in = scratch_file(script);
  const File out = scratch_file("");
  const File err = scratch_file("");
  const int status = spawn_and_wait(in, out, err);
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNotFound) fail_missing(ENOENT);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw PlotError("gnuplot failed; the tables are untouched. It says:\n" + content_of(err.get()));
  }
  std::string text = content_of(out.get());
  if (text.find("</svg>") == std::string::npos) {
    throw PlotError("gnuplot drew nothing; the tables are untouched. It says:\n" +
                    content_of(err.get()));
  }
  return text;
}

}  // namespace twinline
