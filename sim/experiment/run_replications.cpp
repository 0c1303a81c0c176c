#include "twinline/experiment/run_replications.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <numeric>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "twinline/core/error.h"

namespace twinline {

namespace {

constexpr std::chrono::milliseconds kProgressInterval{100};

/// One run: what its threads share.
class Runner {
 public:
  Runner(const Plant& plant, const RunPlan& plan, ReplicationSink& sink,
         const std::atomic<bool>& cancel)
      : plant_(plant), plan_(plan), sink_(sink), cancel_(cancel) {}

  RunReport run(const std::function<void(const RunProgress&)>& progress) {
    const std::size_t n_threads =
        std::min<std::size_t>(std::max(plan_.threads, 1U), plan_.replications.size());
    std::vector<std::thread> threads;
    start(threads, n_threads);
    watch(progress);
    for (std::thread& thread : threads) thread.join();
    if (progress) progress(present());
    if (fatal_) std::rethrow_exception(fatal_);
    std::sort(failures_.begin(), failures_.end());
    RunReport report;
    for (const auto& [slot, failure] : failures_) report.failures.push_back(failure);
    report.interrupted = complete_ + failures_.size() < plan_.replications.size();
    report.events = events_;
    return report;
  }

 private:
  struct Failure {
    std::uint32_t slot = 0;
    ReplicationFailure failure;
    friend bool operator<(const Failure& a, const Failure& b) { return a.slot < b.slot; }
  };

  /// Fewer threads than asked for will do; none will not.
  void start(std::vector<std::thread>& threads, std::size_t n) {
    running_ = n;
    for (std::size_t i = 0; i < n; ++i) {
      try {
        threads.emplace_back([this] { work(); });
      } catch (const std::system_error&) {
        const std::lock_guard<std::mutex> lock(mutex_);
        running_ -= n - i;
        if (threads.empty()) throw;
        return;
      }
    }
  }

  void watch(const std::function<void(const RunProgress&)>& progress) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!done_.wait_for(lock, kProgressInterval, [this] { return running_ == 0; })) {
      if (!progress) continue;
      lock.unlock();
      progress(present());
      lock.lock();
    }
  }

  RunProgress present() const {
    RunProgress now;
    now.replications = static_cast<std::uint32_t>(plan_.replications.size());
    now.complete = complete_;
    const double all = static_cast<double>(kRunSlices) * now.replications;
    now.fraction = all > 0 ? static_cast<double>(slices_.load()) / all : 1;
    return now;
  }

  bool stopped() const { return cancel_ || stop_; }

  void work() {
    while (!stopped()) {
      const std::uint32_t slot = next_++;
      if (slot >= plan_.replications.size()) break;
      try {
        replicate(slot);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (!fatal_) fatal_ = std::current_exception();
        stop_ = true;
      }
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    --running_;
    done_.notify_all();
  }

  void replicate(std::uint32_t slot) {
    const std::uint32_t number = plan_.replications[slot];
    std::optional<SavedReplication> saved;
    if (plan_.checkpoints.folder != nullptr) saved = plan_.checkpoints.folder->load(number);
    TraceSink* const trace = sink_.begin(slot, number, saved ? saved->trace_records : 0);
    SimTime reached;
    try {
      Simulation simulation = saved ? Simulation(plant_, std::move(saved->state))
                                    : Simulation(plant_, plan_.seed, number, trace);
      simulation.set_trace(trace);
      try {
        if (!run_to_horizon(
                simulation, number, trace, plan_.checkpoints, [this] { return stopped(); },
                [this] { ++slices_; })) {
          return;
        }
      } catch (...) {
        reached = simulation.now();
        throw;
      }
      sink_.complete(slot, replication_data(simulation, number, plan_.seed));
      ++complete_;
      ++slices_;  // the last one: 100 % is said when all is complete
      events_ += simulation.n_events();
    } catch (const FileError&) {
      throw;
    } catch (const std::exception& error) {
      sink_.failed(slot);
      const std::lock_guard<std::mutex> lock(mutex_);
      failures_.push_back({slot, {number, plan_.seed, reached, error.what()}});
    }
  }

  const Plant& plant_;
  const RunPlan& plan_;
  ReplicationSink& sink_;
  const std::atomic<bool>& cancel_;
  std::atomic<bool> stop_{false};
  std::atomic<std::uint32_t> next_{0};
  std::atomic<std::uint32_t> complete_{0};
  std::atomic<std::int64_t> slices_{0};
  std::atomic<std::uint64_t> events_{0};
  std::mutex mutex_;
  std::condition_variable done_;
  std::size_t running_ = 0;
  std::vector<Failure> failures_;
  std::exception_ptr fatal_;
};

}  // namespace

std::vector<std::uint32_t> first_replications(std::uint32_t n) {
  std::vector<std::uint32_t> numbers(n);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

RunReport run_replications(const Plant& plant, const RunPlan& plan, ReplicationSink& sink,
                           const std::function<void(const RunProgress&)>& progress,
                           const std::atomic<bool>& cancel) {
  return Runner(plant, plan, sink, cancel).run(progress);
}

ReplicationData replication_data(const Simulation& simulation, std::uint32_t replication,
                                 std::uint64_t seed) {
  ReplicationData data{
      simulation.plant(), simulation.statistics(), replication, seed, simulation.now(), {}};
  data.machine_times.reserve(simulation.plant().machines.size());
  for (Id i = 0; i < simulation.plant().machines.size(); ++i) {
    data.machine_times.push_back(simulation.machine_times(i));
  }
  return data;
}

}  // namespace twinline
