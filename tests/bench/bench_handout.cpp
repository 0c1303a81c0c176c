// A simulated cluster: many worker threads on many ranks, whose tasks are sleeps of heavy-tailed
// length. Reports what the hand-out costs the manager, and how well the workers are kept at work.
// Not a Google Benchmark: it needs mpirun.
//   mpirun --oversubscribe --bind-to none -np 8 bench_handout TASKS THREADS_A_RANK MEAN_MS
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <thread>

#include "twinline/experiment/sweep/distribute.h"
#include "twinline/mpi/job.h"
#include "twinline/random/philox.h"
#include "twinline/random/uniform.h"

namespace {

using namespace twinline;

/// Pareto with tail index 1.5, cut off at 20 means.
double length_ms(std::uint64_t task, double mean_ms) {
  const PhiloxWords words = philox({{static_cast<std::uint32_t>(task), 0, 0, 0}}, 1);
  const double u = uniform_open(words.word[0], words.word[1]);
  return mean_ms * std::min(20.0, std::pow(u, -1 / 1.5) / 3);
}

class Sleeper : public TaskRunner {
 public:
  explicit Sleeper(double mean_ms) : mean_ms_(mean_ms) {}
  TaskEnd run(std::uint64_t task, const std::atomic<bool>&) override {
    std::this_thread::sleep_for(
        std::chrono::duration<double, std::milli>(length_ms(task, mean_ms_)));
    return TaskEnd::kComplete;
  }

 private:
  double mean_ms_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("expected: bench_handout TASKS THREADS_A_RANK MEAN_MS\n", stderr);
    return 2;
  }
  const auto n = static_cast<std::uint64_t>(std::atoll(argv[1]));
  const auto threads = static_cast<std::uint32_t>(std::atoi(argv[2]));
  const double mean_ms = std::atof(argv[3]);
  const std::unique_ptr<Communicator> job = join_job();
  std::vector<std::uint64_t> tasks(n);
  std::iota(tasks.begin(), tasks.end(), 0U);
  Sleeper sleeper(mean_ms);
  const std::atomic<bool> never{false};
  job->share(0);  // all are there
  const auto start = std::chrono::steady_clock::now();
  const HandoutResult result = distribute(*job, tasks, threads, sleeper, {}, never);
  const double wall_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (job->rank() == 0) {
    double work_s = 0;
    for (const std::uint64_t task : tasks) work_s += length_ms(task, mean_ms) / 1000;
    const double workers = threads * static_cast<double>(job->size());
    std::printf(
        "workers %g  tasks %llu  wall_s %.3f  ideal_s %.3f  efficiency %.3f  "
        "manager_cpu_us_per_task %.2f  messages %llu\n",
        workers, static_cast<unsigned long long>(result.complete), wall_s, work_s / workers,
        work_s / workers / wall_s, 1e6 * result.manager_cpu_s / static_cast<double>(n),
        static_cast<unsigned long long>(result.messages));
  }
  return result.complete == n || job->rank() != 0 ? 0 : 1;
}
