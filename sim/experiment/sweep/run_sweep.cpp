#include "twinline/experiment/sweep/run_sweep.h"

#include "twinline/experiment/sweep/plant_cache.h"

namespace twinline {

namespace {

class SweepRunner : public TaskRunner {
 public:
  SweepRunner(const Sweep& sweep, const TaskFolder& folder, const SweepRun& run)
      : sweep_(sweep), folder_(folder), run_(run), plants_(sweep, run.threads) {
    const SweepRecord record = sweep.record({});
    identity_ = record.scenario_sha256 + record.design_sha256;
  }

  TaskEnd run(std::uint64_t task, const std::atomic<bool>& cancel) override {
    TaskOrder order{sweep_.task(task), sweep_.seed(), sweep_.plan().tables, folder_, {},
                    run_.offload};
    const std::shared_ptr<const PointPlant> point = plants_.get(order.task.point);
    if (!point->refusal.empty()) {
      write_failure(order, 0, point->refusal);
      return TaskEnd::kFailed;
    }
    if (run_.checkpoint_every.count() == 0) return run_task(point->plant, order, cancel);
    const std::string number = std::to_string(order.task.point);
    const CheckpointFolder checkpoints(folder_.root() / "checkpoint" / ("point_" + number),
                                       identity_ + " " + number, sweep_.seed(), "Twinline");
    order.checkpoints = {&checkpoints, run_.checkpoint_every, run_.checkpoint_requests};
    return run_task(point->plant, order, cancel);
  }

 private:
  const Sweep& sweep_;
  const TaskFolder& folder_;
  const SweepRun& run_;
  std::string identity_;
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
  SweepRunner runner(sweep, folder, run);
  std::function<void(std::uint64_t)> shown;
  if (progress) shown = [&](std::uint64_t ended) { progress(run.done_before + ended); };
  const HandoutResult result = distribute(job, std::move(todo), run.threads, runner, shown, cancel);
  std::error_code ignored;  // of a folder that still holds checkpoints: it stays
  if (run.checkpoint_every.count() > 0) {
    std::filesystem::remove(folder.root() / "checkpoint", ignored);
  }
  return result;
}

}  // namespace twinline
