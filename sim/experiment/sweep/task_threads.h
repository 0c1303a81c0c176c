#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "twinline/experiment/sweep/run_task.h"

namespace twinline {

/// Does one task. Called by several threads at once.
class TaskRunner {
 public:
  virtual ~TaskRunner() = default;
  /// @throws anything that makes further tasks pointless, such as a full disk
  virtual TaskEnd run(std::uint64_t task, const std::atomic<bool>& cancel) = 0;
};

/// The worker threads of one process, and the tasks that wait for them.
class TaskThreads {
 public:
  /// @throws std::system_error where not one thread can be started
  TaskThreads(std::uint32_t n_threads, TaskRunner& runner);
  TaskThreads(const TaskThreads&) = delete;
  TaskThreads& operator=(const TaskThreads&) = delete;
  /// Stops: running tasks are cancelled, waiting ones dropped.
  ~TaskThreads();

  void give(const std::vector<std::uint64_t>& tasks);
  /// No more tasks will come; those that wait are dropped and running ones cancelled.
  void stop();

  struct State {
    std::uint64_t waiting = 0;
    std::uint64_t idle = 0;  ///< threads without a task, less the tasks that wait
    std::uint64_t busy = 0;  ///< tasks that run or wait
    std::uint64_t complete = 0;
    std::uint64_t failed = 0;
    bool fatal = false;  ///< a task threw: see error()
  };
  State state() const;
  /// Waits until a thread takes or ends a task, or for the time.
  void wait(std::chrono::microseconds time);
  std::exception_ptr error() const;
  std::uint32_t n_threads() const { return static_cast<std::uint32_t>(threads_.size()); }

 private:
  void work();

  TaskRunner& runner_;
  std::atomic<bool> stop_{false};
  mutable std::mutex mutex_;
  std::condition_variable given_;
  std::condition_variable changed_;
  std::deque<std::uint64_t> waiting_;
  std::uint64_t running_ = 0;
  std::uint64_t complete_ = 0;
  std::uint64_t failed_ = 0;
  bool news_ = false;
  std::exception_ptr error_;
  std::vector<std::thread> threads_;
};

}  // namespace twinline
