#pragma once

#include <cstdlib>

#include "twinline/experiment/sweep/communicator.h"

namespace twinline {

/// A job of one process.
class SingleProcess : public Communicator {
 public:
  int rank() const override { return 0; }
  int size() const override { return 1; }
  int local_rank() const override { return 0; }
  int local_size() const override { return 1; }
  void send(int, const Message&) override {}
  std::optional<Received> poll() override { return std::nullopt; }
  std::uint64_t share(std::uint64_t value) override { return value; }
  std::uint64_t sum(std::uint64_t value) override { return value; }
  [[noreturn]] void abort(int code) override { std::_Exit(code); }
};

}  // namespace twinline
