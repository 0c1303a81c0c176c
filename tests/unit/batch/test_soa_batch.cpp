#include <cstddef>
#include <cstdint>

#include <doctest/doctest.h>

#include "twinline/batch/soa_batch.h"

namespace twinline {

TEST_SUITE("batch.soa_batch") {
  TEST_CASE("soa_batch: a field holds its items and stays off the kilobytes") {
    for (std::size_t n_items = 0; n_items < 600; ++n_items) {
      CAPTURE(n_items);
      const SoaBatch batch(3, n_items);
      CHECK(batch.pitch() >= n_items);
      CHECK(batch.pitch() <= n_items + 15);
      CHECK(batch.pitch() % 8 == 0);
      CHECK(batch.pitch() % 128 != 0);
      CHECK(batch.values().size() == 3 * batch.pitch());
      CHECK(batch.field(2) - batch.field(1) == static_cast<std::ptrdiff_t>(batch.pitch()));
      CHECK(reinterpret_cast<std::uintptr_t>(batch.field(0)) % 64 == 0);
    }
  }

  TEST_CASE("soa_batch: a new shape that fits takes the same memory") {
    SoaBatch batch(12, 4096);
    const double* const memory = batch.values().data();
    for (const std::size_t n_items : {7UL, 4096UL, 0UL, 1000UL}) {
      batch.resize(11, n_items);
      CHECK(batch.n_fields() == 11);
      CHECK(batch.n_items() == n_items);
      CHECK(batch.pitch() == SoaBatch(11, n_items).pitch());
      CHECK(batch.values().size() == 11 * batch.pitch());
      CHECK(batch.values().data() == memory);
    }
  }

  TEST_CASE("soa_batch: a batch grows from nothing") {
    SoaBatch batch;
    CHECK(batch.values().empty());
    batch.resize(2, 9);
    CHECK(batch.n_items() == 9);
    batch.field(1)[8] = 3;
    CHECK(batch.values()[batch.pitch() + 8] == 3);
  }
}

}  // namespace twinline
