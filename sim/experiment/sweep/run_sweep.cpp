#include "twinline/experiment/sweep/run_sweep.h"

#include "twinline/experiment/sweep/plant_cache.h"

namespace twinline {

namespace {

class SweepRunner : public TaskRunner {
 public:
  SweepRunner(const Sweep& sweep, const TaskFolder& folder, std::uint32_t threads)
      : sweep_(sweep), folder_(folder), plants_(sweep, threads) {}

  TaskEnd run(std::uint64_t task, const std::atomic<bool>& cancel) override {
    const TaskOrder order{sweep_.task(task), sweep_.seed(), sweep_.plan().tables, folder_};
    const std::shared_ptr<const PointPlant> point = plants_.get(order.task.point);
    if (!point->refusal.empty()) {
      write_failure(order, 0, point->refusal);
      return TaskEnd::kFailed;
    }
    return run_task(point->plant, order, cancel);
  }

 private:
  const Sweep& sweep_;
  const TaskFolder& folder_;
  PlantCache plants_;
};

}  // namespace

HandoutResult run_sweep(const Sweep& sweep, const TaskFolder& folder, Communicator& job,
                        SweepRun& run, const std::function<void(std::uint64_t)>& progress,
                        const std::atomic<bool>& cancel) {
  std::vector<std::uint64_t> todo;
  if (job.rank() == 0) {
    const std::vector<bool> finished = folder.finished(sweep.record({}));
    for (std::uint64_t task = run.tasks.first; task <= run.tasks.last; ++task) {
      if (!finished[task]) todo.push_back(task);
    }
    run.done_before = run.tasks.last - run.tasks.first + 1 - todo.size();
  }
  SweepRunner runner(sweep, folder, run.threads);
  std::function<void(std::uint64_t)> shown;
  if (progress) shown = [&](std::uint64_t ended) { progress(run.done_before + ended); };
  return distribute(job, std::move(todo), run.threads, runner, shown, cancel);
}

}  // namespace twinline
