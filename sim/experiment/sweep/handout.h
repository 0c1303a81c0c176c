#pragma once

#include <cstdint>
#include <vector>

namespace twinline {

/// Which tasks go to whom: the manager's decision, without clocks, threads or messages.
///
/// A rank asks for tasks for its idle threads and for one more a thread, so that no thread waits
/// for a message. While many tasks are left it gets what it asks for; when fewer are left than two
/// a thread of the job, only idle threads get one, so the last long task starts as early as it can.
class Handout {
 public:
  /// @param tasks what is to be done, in order  @param n_threads of all ranks
  Handout(std::vector<std::uint64_t> tasks, std::uint64_t n_threads)
      : tasks_(std::move(tasks)), n_threads_(n_threads) {}

  /// @param idle threads that have nothing to do  @param wanted tasks it would take, >= idle
  std::vector<std::uint64_t> take(std::uint64_t idle, std::uint64_t wanted);
  std::uint64_t left() const { return tasks_.size() - next_; }
  /// Nothing more is handed out.
  void stop() { next_ = tasks_.size(); }

 private:
  std::vector<std::uint64_t> tasks_;
  std::uint64_t n_threads_;
  std::size_t next_ = 0;
};

}  // namespace twinline
