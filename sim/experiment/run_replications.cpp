#include "twinline/experiment/run_replications.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "twinline/batch/device_error.h"
#include "twinline/core/error.h"
#include "twinline/plant/outcome/launches.h"

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
    cohort_size_ = cohort_size(n_threads);
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
    report.offload = std::move(offload_);
    report.device_failure = std::move(device_failure_);
    return report;
  }

 private:
  struct Failure {
    std::uint32_t slot = 0;
    ReplicationFailure failure;
    friend bool operator<(const Failure& a, const Failure& b) { return a.slot < b.slot; }
  };

  /// A replication at work.
  struct Member {
    Member(Simulation begun, std::uint32_t its_slot, std::uint32_t its_number, TraceSink* trace,
           const CheckpointPlan& checkpoints)
        : simulation(std::move(begun)),
          run(simulation, its_number, trace, checkpoints),
          slot(its_slot),
          number(its_number) {}

    Simulation simulation;
    HorizonRun run;
    std::uint32_t slot;
    std::uint32_t number;
  };
  using Cohort = std::vector<std::unique_ptr<Member>>;

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

  /// What is not evaluated need not be shared; a large cohort must leave work for all threads.
  std::size_t cohort_size(std::size_t n_threads) const {
    if (plant_.outcomes.evaluations.empty()) return 1;
    const std::size_t share =
        (plan_.replications.size() + n_threads - 1) / std::max<std::size_t>(n_threads, 1);
    return std::max<std::size_t>(std::min<std::size_t>(plan_.offload.cohort, share), 1);
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
    try {
      OffloadEngine engine(plant_.models, plan_.offload.settings, plan_.offload.backend);
      try {
        OutcomeLaunches launches(plant_, engine);
        run_cohort(launches);
      } catch (const DeviceError& error) {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (device_failure_.empty()) device_failure_ = error.what();
        stop_ = true;
      }
      const std::lock_guard<std::mutex> lock(mutex_);
      merge_figures(offload_, engine.figures());
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!fatal_) fatal_ = std::current_exception();
      stop_ = true;
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    --running_;
    done_.notify_all();
  }

  /// Each member goes on until an outcome is needed; then one launch serves all.
  void run_cohort(OutcomeLaunches& launches) {
    Cohort cohort;
    for (;;) {
      while (cohort.size() < cohort_size_ && begin_next(cohort, launches)) {
      }
      if (cohort.empty()) return;
      const auto left = [&](const std::unique_ptr<Member>& member) {
        return !go_on(*member, launches);
      };
      cohort.erase(std::remove_if(cohort.begin(), cohort.end(), left), cohort.end());
      if (!cohort.empty()) resolve(cohort, launches);
    }
  }

  /// The next replication joins the cohort. @return false where none is left
  bool begin_next(Cohort& cohort, OutcomeLaunches& launches) {
    if (stopped() || next_ >= plan_.replications.size()) return false;
    const std::uint32_t slot = next_++;
    if (slot >= plan_.replications.size()) return false;
    const std::uint32_t number = plan_.replications[slot];
    std::optional<SavedReplication> saved;
    if (plan_.checkpoints.folder != nullptr) saved = plan_.checkpoints.folder->load(number);
    TraceSink* const trace = sink_.begin(slot, number, saved ? saved->trace_records : 0);
    try {
      Simulation simulation = saved ? Simulation(plant_, std::move(saved->state))
                                    : Simulation(plant_, plan_.seed, number, trace);
      simulation.set_trace(trace);
      cohort.push_back(
          std::make_unique<Member>(std::move(simulation), slot, number, trace, plan_.checkpoints));
      cohort.back()->simulation.join(launches);
    } catch (const FileError&) {
      throw;
    } catch (const std::exception& error) {
      fail(slot, SimTime(), error.what());
    }
    return true;
  }

  /// @return whether it waits for an outcome; else it has ended or stopped
  bool go_on(Member& member, OutcomeLaunches& launches) {
    try {
      const Leg leg = next_stop(member, launches);
      if (leg == Leg::kBlocked) return true;
      member.simulation.leave(launches);
      if (leg == Leg::kAtHorizon) complete(member);
      return false;
    } catch (const FileError&) {
      throw;
    } catch (const DeviceError&) {
      throw;
    } catch (const std::exception& error) {
      member.simulation.leave(launches);
      fail(member.slot, member.simulation.now(), error.what());
      return false;
    }
  }

  /// Launches on the way what need not be waited for.
  Leg next_stop(Member& member, OutcomeLaunches& launches) {
    for (;;) {
      member.simulation.launch_when_due(launches);
      const Leg leg = member.run.go_on([this] { return stopped(); }, [this] { ++slices_; });
      if (leg != Leg::kPending) return leg;
      launches.begin();
    }
  }

  void resolve(Cohort& cohort, OutcomeLaunches& launches) {
    std::vector<Simulation*> blocked;
    for (const auto& member : cohort) blocked.push_back(&member->simulation);
    const std::vector<std::string> faults = Simulation::resolve(blocked, launches);
    for (std::size_t i = cohort.size(); i-- > 0;) {
      if (faults[i].empty()) continue;
      cohort[i]->simulation.leave(launches);
      fail(cohort[i]->slot, cohort[i]->simulation.now(), faults[i]);
      cohort.erase(cohort.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  void complete(Member& member) {
    sink_.complete(member.slot, replication_data(member.simulation, member.number, plan_.seed));
    ++complete_;
    ++slices_;  // the last one: 100 % is said when all is complete
    events_ += member.simulation.n_events();
  }

  void fail(std::uint32_t slot, SimTime reached, const std::string& reason) {
    sink_.failed(slot);
    const std::lock_guard<std::mutex> lock(mutex_);
    failures_.push_back({slot, {plan_.replications[slot], plan_.seed, reached, reason}});
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
  std::size_t cohort_size_ = 1;
  std::vector<OffloadFigures> offload_;
  std::string device_failure_;
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
  ReplicationData data{simulation.plant(),
                       simulation.statistics(),
                       replication,
                       seed,
                       simulation.now(),
                       {},
                       {},
                       {},
                       {},
                       {},
                       {}};
  data.downs = simulation.downs();
  data.queues = simulation.queues();
  data.buffers = simulation.buffers();
  data.vehicles = simulation.vehicles();
  data.machine_times.reserve(simulation.plant().machines.size());
  for (Id i = 0; i < simulation.plant().machines.size(); ++i) {
    data.machine_times.push_back(simulation.machine_times(i));
    data.active_periods.push_back(simulation.active_periods(i));
  }
  return data;
}

}  // namespace twinline
