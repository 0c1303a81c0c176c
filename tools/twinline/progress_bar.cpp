#include "progress_bar.h"

#include <cstdio>
#include <iostream>

#include <unistd.h>

namespace twinline {

ProgressBar::ProgressBar(std::string name)
    : name_(std::move(name)), terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressBar::show(const RunProgress& progress) {
  if (terminal_) {
    show_bar(progress);
  } else {
    show_line(progress);
  }
}

void ProgressBar::finish() {
  if (shown_) std::cerr << std::endl;
}

double ProgressBar::elapsed_s() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void ProgressBar::show_bar(const RunProgress& progress) {
  constexpr int kWidth = 26;
  const int filled = static_cast<int>(progress.fraction * kWidth);
  std::string line = "\r[" + std::string(static_cast<std::size_t>(filled), '#') +
                     std::string(static_cast<std::size_t>(kWidth - filled), '-') + "] ";
  char percent[16];
  std::snprintf(percent, sizeof percent, "%3d %%", static_cast<int>(progress.fraction * 100));
  line += percent;
  line += "  " + std::to_string(progress.complete) + "/" + std::to_string(progress.replications);
  if (progress.fraction > 0 && progress.fraction < 1) {
    line += "  ETA " + seconds_text(elapsed_s() * (1 - progress.fraction) / progress.fraction);
  }
  std::cerr << line << "\x1b[K" << std::flush;
  shown_ = true;
}

void ProgressBar::show_line(const RunProgress& progress) {
  const int tenths = static_cast<int>(progress.fraction * 10);
  if (tenths <= tenths_) return;
  tenths_ = tenths;
  std::cerr << name_ << ": " << tenths * 10 << " %, " << progress.complete << '/'
            << progress.replications << " replications, " << seconds_text(elapsed_s()) << std::endl;
}

std::string seconds_text(double seconds) {
  char text[64];
  if (seconds < 10) {
    std::snprintf(text, sizeof text, "%.1f s", seconds);
  } else if (seconds < 60) {
    std::snprintf(text, sizeof text, "%.0f s", seconds);
  } else if (seconds < 3600) {
    const auto whole = static_cast<long>(seconds);
    std::snprintf(text, sizeof text, "%ld min %ld s", whole / 60, whole % 60);
  } else {
    const auto minutes = static_cast<long>(seconds / 60);
    std::snprintf(text, sizeof text, "%ld h %ld min", minutes / 60, minutes % 60);
  }
  return text;
}

}  // namespace twinline
