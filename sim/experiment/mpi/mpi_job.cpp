#include <chrono>
#include <cstdlib>
#include <list>
#include <thread>

#include <mpi.h>

#include "twinline/core/error.h"
#include "twinline/experiment/sweep/single_process.h"
#include "twinline/mpi/job.h"

namespace twinline {

namespace {

constexpr int kTag = 1;
constexpr std::chrono::microseconds kPoll{100};

/// MPI with calls of the main thread alone (MPI_THREAD_FUNNELED), without remote memory and without
/// a call that waits: those spin, and would take a core from the runs.
class MpiJob : public Communicator {
 public:
  MpiJob() {
    int provided = MPI_THREAD_SINGLE;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    if (provided < MPI_THREAD_FUNNELED) {
      throw Error("this MPI does not let a process have threads (MPI_THREAD_FUNNELED)");
    }
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    MPI_Comm machine = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &machine);
    MPI_Comm_rank(machine, &local_rank_);
    MPI_Comm_size(machine, &local_size_);
    MPI_Comm_free(&machine);
  }
  MpiJob(const MpiJob&) = delete;
  MpiJob& operator=(const MpiJob&) = delete;
  ~MpiJob() override {
    for (Sending& sending : sendings_) MPI_Wait(&sending.request, MPI_STATUS_IGNORE);
    MPI_Finalize();
  }

  int rank() const override { return rank_; }
  int size() const override { return size_; }
  int local_rank() const override { return local_rank_; }
  int local_size() const override { return local_size_; }

  void send(int to, const Message& message) override {
    sendings_.remove_if([](Sending& sending) {
      int done = 0;
      MPI_Test(&sending.request, &done, MPI_STATUS_IGNORE);
      return done != 0;
    });
    sendings_.push_back({message, MPI_REQUEST_NULL});
    Sending& last = sendings_.back();
    MPI_Isend(last.message.data(), static_cast<int>(last.message.size()), MPI_UINT64_T, to, kTag,
              MPI_COMM_WORLD, &last.request);
  }

  std::optional<Received> poll() override {
    int there = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, kTag, MPI_COMM_WORLD, &there, &status);
    if (there == 0) return std::nullopt;
    int n = 0;
    MPI_Get_count(&status, MPI_UINT64_T, &n);
    Received received{status.MPI_SOURCE, Message(static_cast<std::size_t>(n))};
    MPI_Recv(received.message.data(), n, MPI_UINT64_T, status.MPI_SOURCE, kTag, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return received;
  }

  std::uint64_t share(std::uint64_t value) override {
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Ibcast(&value, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD, &request);
    wait(request);
    return value;
  }

  std::uint64_t sum(std::uint64_t value) override {
    std::uint64_t all = 0;
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Iallreduce(&value, &all, 1, MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD, &request);
    wait(request);
    return all;
  }

  [[noreturn]] void abort(int code) override {
    MPI_Abort(MPI_COMM_WORLD, code);
    std::_Exit(code);
  }

 private:
  struct Sending {
    Message message;
    MPI_Request request;
  };

  static void wait(MPI_Request& request) {
    for (int done = 0; done == 0;) {
      MPI_Test(&request, &done, MPI_STATUS_IGNORE);
      if (done == 0) std::this_thread::sleep_for(kPoll);
    }
  }

  int rank_ = 0;
  int size_ = 1;
  int local_rank_ = 0;
  int local_size_ = 1;
  std::list<Sending> sendings_;
};

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

bool has_mpi() { return true; }

std::unique_ptr<Communicator> join_job() {
  const Launch launch = read_launch(environment);
  if (launch.by_mpi) return std::make_unique<MpiJob>();
  if (launch.processes > 1) {
    throw Error("srun started " + std::to_string(launch.processes) +
                " processes that cannot find each other: use srun --mpi=pmix");
  }
  return std::make_unique<SingleProcess>();
}

}  // namespace twinline
