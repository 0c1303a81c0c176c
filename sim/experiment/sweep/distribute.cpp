#include "twinline/experiment/sweep/distribute.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <optional>
#include <utility>

#include "twinline/experiment/sweep/handout.h"

namespace twinline {

namespace {

/// Between two looks for messages; where there are none to come, only threads are waited for.
constexpr std::chrono::microseconds kPoll{100};
constexpr std::chrono::microseconds kAlone{100'000};
constexpr std::chrono::milliseconds kProgress{100};

/// First number of a message; what follows is said beside it.
enum class Word : std::uint64_t {
  kAsk,    ///< to the manager: idle, wanted, complete, failed (since the last one)
  kTasks,  ///< their numbers; none = ask again when a thread has become idle
  kOver,   ///< there are no more
  kStop,   ///< either way: stop, the user wants so
  kFatal,  ///< to the manager: a text
  kDone,   ///< to the manager: complete, failed; the rank has nothing left to do
  kEnd,    ///< all ranks are done
};

Message message(Word word, const std::vector<std::uint64_t>& numbers = {}) {
  Message all = {static_cast<std::uint64_t>(word)};
  all.insert(all.end(), numbers.begin(), numbers.end());
  return all;
}

std::vector<std::uint64_t> packed(const std::string& text) { return {text.begin(), text.end()}; }

std::string unpacked(const Message& received) {
  std::string text;
  for (std::size_t i = 1; i < received.size(); ++i) text += static_cast<char>(received[i]);
  return text;
}

double thread_cpu_s() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// One rank's part: its threads, what it asks for, what it tells.
class Rank {
 public:
  Rank(Communicator& job, std::uint32_t n_threads, TaskRunner& runner,
       const std::atomic<bool>& cancel)
      : job_(job), cancel_(cancel), threads_(n_threads, runner) {}
  virtual ~Rank() = default;

  void run() {
    while (!finished()) {
      threads_.wait(job_.size() > 1 ? kPoll : kAlone);
      while (const std::optional<Received> received = job_.poll()) handle(*received);
      look();
    }
  }

 protected:
  virtual void handle(const Received& received) = 0;
  virtual bool finished() = 0;
  virtual void ask(std::uint64_t idle, std::uint64_t wanted) = 0;
  virtual void interrupted() = 0;
  virtual void fatal(const std::string& text) = 0;
  virtual void done() {}

  void take(const std::vector<std::uint64_t>& tasks) {
    asked_ = false;
    refused_ = tasks.empty();
    threads_.give(tasks);
  }
  void no_more() {
    asked_ = false;
    over_ = true;
  }
  void stop() {
    over_ = true;
    threads_.stop();
  }
  /// What has ended since the last call.
  std::pair<std::uint64_t, std::uint64_t> news() {
    const TaskThreads::State state = threads_.state();
    const std::pair<std::uint64_t, std::uint64_t> since = {state.complete - told_.first,
                                                           state.failed - told_.second};
    told_ = {state.complete, state.failed};
    return since;
  }
  bool at_rest() const { return over_ && !asked_ && threads_.state().busy == 0; }

  Communicator& job_;

 private:
  void look() {
    const TaskThreads::State state = threads_.state();
    if (cancel_ && !cancelled_) {
      cancelled_ = true;
      stop();
      interrupted();
    }
    if (state.fatal && !broken_) {
      broken_ = true;
      stop();
      fatal(error_text());
    }
    const std::uint64_t wanted = 2 * std::uint64_t{threads_.n_threads()};
    if (!over_ && !asked_ && state.waiting < threads_.n_threads() &&
        (!refused_ || state.idle > 0)) {
      asked_ = true;
      ask(state.idle, wanted - std::min(wanted, state.busy));
    }
    if (at_rest() && !rested_) {
      rested_ = true;
      done();
    }
  }

  std::string error_text() const {
    try {
      std::rethrow_exception(threads_.error());
    } catch (const std::exception& error) {
      return error.what();
    } catch (...) {
      return "unknown error";
    }
  }

  const std::atomic<bool>& cancel_;
  TaskThreads threads_;
  bool asked_ = false;
  bool over_ = false;
  bool cancelled_ = false;
  bool broken_ = false;
  bool rested_ = false;
  bool refused_ = false;  ///< few tasks are left: only idle threads get one
  std::pair<std::uint64_t, std::uint64_t> told_{0, 0};
};

class Worker : public Rank {
 public:
  using Rank::Rank;

 private:
  void handle(const Received& received) override {
    switch (static_cast<Word>(received.message.front())) {
      case Word::kTasks:
        take({received.message.begin() + 1, received.message.end()});
        break;
      case Word::kOver:
        no_more();
        break;
      case Word::kStop:
        stop();
        break;
      case Word::kEnd:
        end_ = true;
        break;
      default:
        break;
    }
  }
  bool finished() override { return end_; }
  void ask(std::uint64_t idle, std::uint64_t wanted) override {
    const auto [complete, failed] = news();
    job_.send(0, message(Word::kAsk, {idle, wanted, complete, failed}));
  }
  void interrupted() override { job_.send(0, message(Word::kStop)); }
  void fatal(const std::string& text) override {
    job_.send(0, message(Word::kFatal, packed(text)));
  }
  void done() override {
    const auto [complete, failed] = news();
    job_.send(0, message(Word::kDone, {complete, failed}));
  }

  bool end_ = false;
};

class Manager : public Rank {
 public:
  Manager(Communicator& job, Handout handout, std::uint32_t n_threads, TaskRunner& runner,
          const std::function<void(std::uint64_t)>& progress, const std::atomic<bool>& cancel)
      : Rank(job, n_threads, runner, cancel),
        handout_(std::move(handout)),
        progress_(progress),
        at_work_(job.size() - 1) {}

  HandoutResult run_all() {
    const double start = thread_cpu_s();
    run();
    for (int rank = 1; rank < job_.size(); ++rank) job_.send(rank, message(Word::kEnd));
    count(news());
    if (progress_) progress_(result_.complete + result_.failed);
    result_.manager_cpu_s = thread_cpu_s() - start;
    return result_;
  }

 private:
  void handle(const Received& received) override {
    ++result_.messages;
    const Message& said = received.message;
    switch (static_cast<Word>(said.front())) {
      case Word::kAsk:
        count({said[3], said[4]});
        reply(received.from, said[1], said[2]);
        break;
      case Word::kStop:
        interrupted();
        break;
      case Word::kFatal:
        fatal(unpacked(said));
        break;
      case Word::kDone:
        count({said[1], said[2]});
        --at_work_;
        break;
      default:
        break;
    }
  }

  void reply(int rank, std::uint64_t idle, std::uint64_t wanted) {
    const std::vector<std::uint64_t> tasks = handout_.take(idle, wanted);
    const bool over = tasks.empty() && handout_.left() == 0;
    job_.send(rank, over ? message(Word::kOver) : message(Word::kTasks, tasks));
  }

  bool finished() override {
    count(news());
    const auto now = std::chrono::steady_clock::now();
    if (progress_ && now - shown_ >= kProgress) {
      shown_ = now;
      progress_(result_.complete + result_.failed);
    }
    return at_rest() && at_work_ == 0;
  }
  void ask(std::uint64_t idle, std::uint64_t wanted) override {
    const std::vector<std::uint64_t> tasks = handout_.take(idle, wanted);
    if (tasks.empty() && handout_.left() == 0) {
      no_more();
    } else {
      take(tasks);
    }
  }
  void interrupted() override {
    result_.interrupted = true;
    stop_all();
  }
  void fatal(const std::string& text) override {
    if (result_.error.empty()) result_.error = text;
    stop_all();
  }
  void stop_all() {
    handout_.stop();
    stop();
    for (int rank = 1; rank < job_.size(); ++rank) job_.send(rank, message(Word::kStop));
  }
  void count(std::pair<std::uint64_t, std::uint64_t> ended) {
    result_.complete += ended.first;
    result_.failed += ended.second;
  }

  Handout handout_;
  const std::function<void(std::uint64_t)>& progress_;
  int at_work_;
  HandoutResult result_;
  std::chrono::steady_clock::time_point shown_ = std::chrono::steady_clock::now();
};

}  // namespace

HandoutResult distribute(Communicator& job, std::vector<std::uint64_t> tasks,
                         std::uint32_t n_threads, TaskRunner& runner,
                         const std::function<void(std::uint64_t)>& progress,
                         const std::atomic<bool>& cancel) {
  const std::uint64_t all_threads = job.sum(n_threads);
  if (job.rank() == 0) {
    return Manager(job, Handout(std::move(tasks), all_threads), n_threads, runner, progress, cancel)
        .run_all();
  }
  Worker(job, n_threads, runner, cancel).run();
  return {};
}

}  // namespace twinline
