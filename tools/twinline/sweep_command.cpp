#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <optional>

#include <unistd.h>

#include "build_info.h"
#include "checkpoint_options.h"
#include "commands.h"
#include "gpu_binding.h"
#include "interrupt.h"
#include "merge_text.h"
#include "offload_options.h"
#include "progress_bar.h"
#include "scenario_options.h"
#include "twinline/experiment/sweep/run_sweep.h"
#include "twinline/mpi/job.h"
#include "twinline/results/results_writer.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;
namespace fs = std::filesystem;

namespace {

CommandSyntax sweep_syntax() {
  CommandSyntax syntax;
  syntax.name = "sweep";
  syntax.usage = "SCENARIO --plan PLAN [options]";
  syntax.text =
      "Runs every design point of a plan as often as it says, on the threads of this process or "
      "on\n"
      "all ranks under mpirun or srun. Each finished run leaves a file below DIR/tasks, so the "
      "same\n"
      "command goes on where a killed one ended; when all are there, the tables are written.\n"
      "They have the same bytes whatever the threads, ranks and restarts.";
  syntax.positionals = {"scenario"};
  syntax.required = 1;
  syntax.options.add_options()("plan", po::value<std::string>()->value_name("FILE"),
                               "the plan: factors, design, replications (docs/plan_reference.md)");
  syntax.options.add_options()("out", po::value<std::string>()->value_name("DIR"),
                               "where tasks and tables go; results/<scenario>_<plan> by default");
  syntax.options.add_options()("tasks", po::value<std::string>()->value_name("A-B"),
                               "run only tasks A to B (point x replications + replication), and "
                               "leave the tables to twinline merge");
  syntax.options.add_options()("count", "print the number of tasks and do nothing else");
  syntax.options.add_options()("threads", po::value<std::int64_t>()->value_name("N"),
                               "worker threads of each rank; the cores it may use by default");
  add_offload_options(syntax.options, false);
  add_checkpoint_option(syntax.options);
  syntax.options.add_options()("force", "discard the sweep or the results that are there");
  syntax.options.add_options()("quiet", "print nothing but warnings and errors");
  add_scenario_options(syntax.options);
  return syntax;
}

/// What a sweep is about to do, the same on all ranks.
struct Prepared {
  Prepared(const po::variables_map& values, SweepInput input)
      : sweep(std::move(input)), folder(folder_of(values)) {
    if (values.count("tasks") > 0) {
      piece = true;
      run.tasks = range_of(values["tasks"].as<std::string>());
    } else {
      run.tasks = {0, sweep.n_tasks() - 1};
    }
  }

  Sweep sweep;
  TaskFolder folder;
  SweepRun run;
  bool piece = false;

 private:
  fs::path folder_of(const po::variables_map& values) const {
    if (values.count("out") > 0) {
      if (values["out"].as<std::string>().empty()) {
        throw UsageError("option --out: expected the name of a folder");
      }
      return values["out"].as<std::string>();
    }
    const fs::path scenario = sweep.base().plant.run.name;
    const fs::path plan = fs::path(sweep.plan().name).stem();
    if (scenario != scenario.filename() || scenario.empty()) {
      throw UsageError("the scenario's name " + in_quotes(scenario.string()) +
                       " makes no folder: say where the results go with --out DIR");
    }
    return fs::path("results") / (scenario.string() + "_" + plan.string());
  }

  TaskRange range_of(const std::string& text) const {
    const std::size_t dash = text.find('-');
    const auto first = parse_integer(text.substr(0, dash));
    const auto last = dash == std::string::npos ? first : parse_integer(text.substr(dash + 1));
    const auto n = static_cast<long long>(sweep.n_tasks());
    if (!first || !last || *first < 0 || *last < *first || *last >= n) {
      throw UsageError("option --tasks: expected A-B from 0 to " + std::to_string(n - 1) +
                       ", received " + in_quotes(text));
    }
    return {static_cast<std::uint64_t>(*first), static_cast<std::uint64_t>(*last)};
  }
};

std::unique_ptr<Prepared> prepare(const po::variables_map& values) {
  if (values.count("plan") == 0) throw UsageError("expected --plan FILE");
  SweepInput input;
  input.scenario = values["scenario"].as<std::string>();
  input.plan = values["plan"].as<std::string>();
  input.load = load_options(values);
  input.own_replications = values.count("replications") > 0;
  input.own_seed = values.count("seed") > 0;
  return std::make_unique<Prepared>(values, std::move(input));
}

/// The part of rank 0 before others begin: checks, and the folder.
void begin(const po::variables_map& values, const Prepared& prepared) {
  const TaskFolder& folder = prepared.folder;
  for (const std::string& warning : prepared.sweep.base().warnings) std::cerr << warning << '\n';
  prepared.sweep.check_points();
  const bool force = values.count("force") > 0;
  if (force) folder.clear();
  if (!force && !folder.has_record() && !existing_results(folder.root()).empty()) {
    throw UsageError(folder.root().string() +
                     " holds the results of a run: choose another folder with --out, or replace "
                     "them with --force");
  }
  folder.begin(prepared.sweep.record(build_info()), prepared.sweep.points_csv(),
               prepared.sweep.base().resolved);
}

/// The other ranks must see the same files.
void join(const Prepared& prepared) {
  const std::string reason =
      difference(read_record(prepared.folder.record_file()), prepared.sweep.record(build_info()));
  if (!reason.empty()) throw FileError(prepared.folder.root().string() + ": " + reason);
}

std::string count_text(std::uint64_t n, const std::string& what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

/// "2 ranks on 2 machines, 4 threads". Called on all ranks.
std::string workers_text(Communicator& job, std::uint32_t threads) {
  const std::uint64_t machines = job.sum(job.local_rank() == 0 ? 1 : 0);
  const std::uint64_t all = job.sum(threads);
  std::string text;
  if (job.size() > 1) {
    text = count_text(static_cast<std::uint64_t>(job.size()), "rank") + " on " +
           count_text(machines, "machine") + ", ";
  }
  return text + count_text(all, "thread") + ", " + build_info().backend;
}

void print_headline(const Prepared& prepared, const std::string& workers) {
  const Sweep& sweep = prepared.sweep;
  std::cout << sweep.base().plant.run.name << ": " << count_text(sweep.design().n_points(), "point")
            << " of " << count_text(sweep.plan().factors.size(), "factor");
  if (sweep.design().resolution() > 0) {
    std::cout << " (resolution " << sweep.design().resolution() << ")";
  }
  std::cout << " x " << count_text(sweep.replications(), "replication") << ", seed " << sweep.seed()
            << ", " << workers << std::endl;
}

/// Rank 0's last part: says how it ended and writes the tables. @return the exit code
int end(const Prepared& prepared, const HandoutResult& ended, double wall_s, bool quiet) {
  const std::string folder = prepared.folder.root().string();
  const std::uint64_t asked = prepared.run.tasks.last - prepared.run.tasks.first + 1;
  const std::uint64_t complete = prepared.run.done_before + ended.complete;
  const std::string kept = std::to_string(complete) + " of " + count_text(asked, "task") +
                           " complete and kept in " + folder +
                           "\n  the same command goes on from there\n";
  if (!ended.error.empty()) {
    std::cerr << "twinline: error: " << ended.error << "\n  " << kept;
    return kRunFailed;
  }
  if (ended.interrupted) {
    std::cerr << "interrupted: " << kept;
    return interrupt_exit_code();
  }
  if (!quiet) {
    char rate[64];
    std::snprintf(rate, sizeof rate, ", %.3g tasks/s",
                  static_cast<double>(ended.complete + ended.failed) / wall_s);
    std::cout << complete << " of " << count_text(asked, "task") << " complete"
              << (prepared.run.done_before > 0
                      ? " (" + std::to_string(prepared.run.done_before) + " before)"
                      : "")
              << ", " << seconds_text(wall_s) << rate << '\n';
  }
  if (prepared.piece) {
    if (!quiet) std::cout << "when all pieces are done: twinline merge " << folder << '\n';
  } else {
    const MergeReport report =
        merge_sweep({prepared.folder.root()}, prepared.folder.root(), false, build_info());
    if (!report.is_written()) throw FileError(missing_text(report));
    if (!quiet) std::cout << merged_text(prepared.folder.root(), report);
  }
  if (ended.failed == 0) return kOk;
  std::cerr << "twinline: error: " << count_text(ended.failed, "task") << " of " << asked
            << " failed: the reasons are in " << folder
            << (prepared.piece ? "/tasks, and after merging in failures.csv\n" : "/failures.csv\n");
  return kRunFailed;
}

/// Runs a part on this rank alone. @return its exit code; 0 where it throws nothing
template <typename Part>
int guarded(const Part& part) {
  try {
    return part();
  } catch (...) {
    return report_exception("twinline sweep");
  }
}

int sweep_on(Communicator& job, const po::variables_map& values) {
  using Clock = std::chrono::steady_clock;
  const bool first = job.rank() == 0;
  const bool quiet = values.count("quiet") > 0 || !first;
  std::unique_ptr<Prepared> prepared;
  bind_gpu(build_info().backend, job.local_rank(), job.local_size());
  int code = kOk;
  if (first) {
    code = guarded([&] {
      if (values.count("threads") > 0) number_option(values, "threads", 1, 4096);
      checkpoint_every(values);
      offload_option(values);
      prepared = prepare(values);
      begin(values, *prepared);
      return static_cast<int>(kOk);
    });
  }
  code = static_cast<int>(job.share(static_cast<std::uint64_t>(code)));
  if (code != kOk) return code;
  if (!first) {
    code = guarded([&] {
      offload_option(values);
      prepared = prepare(values);
      join(*prepared);
      return static_cast<int>(kOk);
    });
    if (code != kOk) job.abort(code);
  }
  prepared->run.threads = values.count("threads") > 0 ? number_option(values, "threads", 1, 4096)
                                                      : usable_cores(job.local_size());
  prepared->run.checkpoint_every = checkpoint_every(values);
  prepared->run.offload = offload_option(values);
  prepared->run.checkpoint_requests = &count_checkpoint_requests();
  const std::string workers = workers_text(job, prepared->run.threads);
  if (!quiet) print_headline(*prepared, workers);

  const Clock::time_point start = Clock::now();
  ProgressBar bar(prepared->sweep.base().plant.run.name);
  const auto asked =
      static_cast<std::uint32_t>(prepared->run.tasks.last - prepared->run.tasks.first + 1);
  std::function<void(std::uint64_t)> show;
  if (!quiet) {
    show = [&](std::uint64_t ended) {
      bar.show({static_cast<double>(ended) / asked, static_cast<std::uint32_t>(ended), asked});
    };
  }
  const HandoutResult ended =
      run_sweep(prepared->sweep, prepared->folder, job, prepared->run, show, catch_interrupts());
  bar.finish();
  const bool device_failed = job.sum(prepared->run.offload.backend->failed() ? 1 : 0) > 0;
  if (first) {
    const double wall_s = std::chrono::duration<double>(Clock::now() - start).count();
    code = guarded([&] { return end(*prepared, ended, wall_s, quiet); });
    if (code == kRunFailed && device_failed) code = kDeviceFailed;
  }
  return static_cast<int>(job.share(static_cast<std::uint64_t>(code)));
}

}  // namespace

int sweep_command(const std::vector<std::string>& arguments) {
  const auto values = parse_options(sweep_syntax(), arguments);
  if (values.count("help") > 0) return kOk;
  if (values.count("count") > 0) {
    std::cout << prepare(values)->sweep.n_tasks() << '\n';
    return kOk;
  }
  const std::unique_ptr<Communicator> job = join_job();
  return sweep_on(*job, values);
}

}  // namespace twinline
