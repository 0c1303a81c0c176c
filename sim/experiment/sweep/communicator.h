#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace twinline {

/// What ranks of one job tell each other: a few numbers.
using Message = std::vector<std::uint64_t>;

struct Received {
  int from = 0;
  Message message;
};

/// The ranks of one job, where a program runs as several processes. All members are called by the
/// main thread alone. Nothing waits for another rank except share().
class Communicator {
 public:
  virtual ~Communicator() = default;
  virtual int rank() const = 0;
  virtual int size() const = 0;
  /// Number of this rank among those of its machine, and how many they are.
  virtual int local_rank() const = 0;
  virtual int local_size() const = 0;
  virtual void send(int to, const Message& message) = 0;
  virtual std::optional<Received> poll() = 0;
  /// A number of rank 0, told to all.
  virtual std::uint64_t share(std::uint64_t value) = 0;
  /// Adds up a number of all ranks; every rank gets the sum.
  virtual std::uint64_t sum(std::uint64_t value) = 0;
  /// Ends all processes at once: a rank has met what it cannot go on with.
  [[noreturn]] virtual void abort(int code) = 0;
};

}  // namespace twinline
