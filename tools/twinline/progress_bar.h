#pragma once

#include <chrono>
#include <string>

#include "twinline/experiment/run_replications.h"

namespace twinline {

/// Shows on stderr how far a run is: a bar with the time left on a terminal, a line every 10 %
/// elsewhere.
class ProgressBar {
 public:
  explicit ProgressBar(std::string name);
  void show(const RunProgress& progress);
  /// Ends the bar's line, so that other text may follow.
  void finish();

 private:
  void show_bar(const RunProgress& progress);
  void show_line(const RunProgress& progress);
  double elapsed_s() const;

  std::string name_;
  bool terminal_;
  bool shown_ = false;
  int tenths_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Seconds as a person says them: "0.4 s", "12 s", "3 min 20 s", "2 h 5 min".
std::string seconds_text(double seconds);

}  // namespace twinline
