#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/core/random.h"
#include "twinline/plant/state/queue.h"

using namespace twinline;

namespace {

std::int64_t pick(std::uint32_t visit, std::int64_t most) {
  const double u = RandomStreams{9, 0}.uniform(Purpose::kOther, 0, 0, visit);
  return static_cast<std::int64_t>(u * static_cast<double>(most));
}

}  // namespace

TEST_SUITE("plant.waiting_queue") {
  TEST_CASE("waiting queue: equals a list kept sorted by stable insertion") {
    WaitingQueue queue;
    std::vector<Waiting> reference;
    std::uint32_t visit = 0;
    for (Id job = 0; job < 40'000; ++job) {
      // Long stretches of growing and of shrinking, with queues of up to some hundred.
      const bool grows = pick(visit++, 100) < (job / 2000 % 2 == 0 ? 60 : 40);
      if (grows || reference.empty()) {
        Waiting waiting;
        waiting.key = {pick(visit++, 4), pick(visit++, 3)};
        waiting.job = job;
        queue.insert(waiting);
        reference.insert(
            std::upper_bound(reference.begin(), reference.end(), waiting,
                             [](const Waiting& a, const Waiting& b) { return a.key < b.key; }),
            waiting);
      } else {
        const auto size = static_cast<std::int64_t>(reference.size());
        const std::int64_t place = pick(visit++, 2) == 0 ? 0 : pick(visit++, size);
        queue.remove(static_cast<std::size_t>(place));
        reference.erase(reference.begin() + place);
      }
      REQUIRE(queue.size() == reference.size());
      REQUIRE(queue.empty() == reference.empty());
      if (job % 16 != 0) continue;
      for (std::size_t i = 0; i < reference.size(); ++i) {
        REQUIRE(queue[i].job == reference[i].job);
      }
    }
  }
}
