#include "twinline/experiment/sweep/task_threads.h"

#include <system_error>

namespace twinline {

TaskThreads::TaskThreads(std::uint32_t n_threads, TaskRunner& runner) : runner_(runner) {
  for (std::uint32_t i = 0; i < n_threads; ++i) {
    try {
      threads_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      if (threads_.empty()) throw;
      return;  // fewer threads than asked for will do
    }
  }
}

TaskThreads::~TaskThreads() {
  stop();
  for (std::thread& thread : threads_) thread.join();
}

void TaskThreads::give(const std::vector<std::uint64_t>& tasks) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (stop_) return;
  waiting_.insert(waiting_.end(), tasks.begin(), tasks.end());
  given_.notify_all();
}

void TaskThreads::stop() {
  const std::lock_guard<std::mutex> lock(mutex_);
  stop_ = true;
  waiting_.clear();
  given_.notify_all();
}

TaskThreads::State TaskThreads::state() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  State state;
  state.waiting = waiting_.size();
  state.busy = running_ + waiting_.size();
  state.idle = threads_.size() > state.busy ? threads_.size() - state.busy : 0;
  state.complete = complete_;
  state.failed = failed_;
  state.fatal = error_ != nullptr;
  return state;
}

void TaskThreads::wait(std::chrono::microseconds time) {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait_for(lock, time, [this] { return news_; });
  news_ = false;
}

std::exception_ptr TaskThreads::error() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return error_;
}

void TaskThreads::work() {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    given_.wait(lock, [this] { return stop_ || !waiting_.empty(); });
    if (stop_) return;
    const std::uint64_t task = waiting_.front();
    waiting_.pop_front();
    ++running_;
    news_ = true;
    lock.unlock();
    changed_.notify_one();
    TaskEnd end = TaskEnd::kStopped;
    std::exception_ptr error;
    try {
      end = runner_.run(task, stop_);
    } catch (...) {
      error = std::current_exception();
    }
    lock.lock();
    --running_;
    complete_ += end == TaskEnd::kComplete ? 1 : 0;
    failed_ += end == TaskEnd::kFailed ? 1 : 0;
    if (error != nullptr && error_ == nullptr) error_ = error;
    news_ = true;
    changed_.notify_one();
  }
}

}  // namespace twinline
