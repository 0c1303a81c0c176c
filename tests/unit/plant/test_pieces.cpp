#include <doctest/doctest.h>

#include "support/outcome_plant_parts.h"
#include "twinline/plant/outcome/pieces.h"

namespace {

using namespace twinline;
using Numbers = std::vector<double>;

/// Jobs of up to 8 pieces with one number a piece, a row of two, and one of the job.
struct Pieces {
  OutcomePlant builder{8};
  Id value = builder.characteristic("value");
  Id pair = builder.characteristic("pair", true, kNone, 2);
  Id whole = builder.of_job("whole");
  Id part = builder.part({builder.step(builder.station(), 1)}, 8);
};

}  // namespace

TEST_SUITE("plant.pieces") {
  TEST_CASE("pieces: a new job has their numbers and the first values") {
    Pieces p;
    OutcomeBench bench(p.builder.plant);
    const Id job = bench.job(p.part, 3);
    CHECK(bench.get(job, kPieceNumber) == Numbers{0, 1, 2});
    CHECK(bench.get(job, p.value) == Numbers{0, 0, 0});
    CHECK(bench.get(job, p.whole) == Numbers{0});
  }

  TEST_CASE("pieces: a first value is drawn for each piece and number") {
    Pieces p;
    const Id drawn = p.builder.characteristic("drawn", true, p.builder.keep(uniform(5, 9)), 2);
    OutcomeBench bench(p.builder.plant);
    const Id first = bench.job(p.part, 2);
    const Id second = bench.job(p.part, 2);
    Numbers all;
    for (const Id job : {first, second}) {
      const std::uint64_t key =
          key_for_job(bench.context, Purpose::kRelease, bench.state.jobs[job]);
      for (const std::uint32_t k : {0U, 1U}) {
        for (const std::uint32_t piece : {0U, 1U}) {
          const double value = bench.get(job, drawn, k)[piece];
          CHECK(value == 5 + keyed_uniform(key, drawn, k, piece) * 4);
          CHECK(std::find(all.begin(), all.end(), value) == all.end());
          all.push_back(value);
        }
      }
    }
  }

  TEST_CASE("pieces: sorting keeps equal ranks in order and moves all rows together") {
    Pieces p;
    OutcomeBench bench(p.builder.plant);
    const Id job = bench.job(p.part, 6);
    bench.put(job, p.value, {10, 11, 12, 13, 14, 15});
    bench.put(job, p.pair, {20, 21, 22, 23, 24, 25}, 1);
    bench.put(job, p.whole, {7});
    std::vector<std::uint8_t> rank = {2, 0, 3, 0, 2, 1};
    sort_pieces(bench.context, job, rank);
    CHECK(rank == std::vector<std::uint8_t>{0, 0, 1, 2, 2, 3});
    CHECK(bench.get(job, kPieceNumber) == Numbers{1, 3, 5, 0, 4, 2});
    CHECK(bench.get(job, p.value) == Numbers{11, 13, 15, 10, 14, 12});
    CHECK(bench.get(job, p.pair, 0) == Numbers{0, 0, 0, 0, 0, 0});
    CHECK(bench.get(job, p.pair, 1) == Numbers{21, 23, 25, 20, 24, 22});
    CHECK(bench.get(job, p.whole) == Numbers{7});
  }

  TEST_CASE("pieces: the last ones leave for a part and come back behind the others") {
    Pieces p;
    OutcomeBench bench(p.builder.plant);
    const Id job = bench.job(p.part, 5);
    const Id split = bench.job(p.part, 2);
    bench.put(job, p.value, {10, 11, 12, 13, 14});
    bench.put(job, p.pair, {20, 21, 22, 23, 24}, 1);
    bench.put(job, p.whole, {7});
    bench.state.jobs[job].pieces = 3;
    take_last_pieces(bench.context, job, split);
    CHECK(bench.get(split, kPieceNumber) == Numbers{3, 4});
    CHECK(bench.get(split, p.value) == Numbers{13, 14});
    CHECK(bench.get(split, p.pair, 1) == Numbers{23, 24});
    CHECK(bench.get(split, p.whole) == Numbers{7});

    bench.put(split, p.value, {53, 54});
    bench.put(split, p.whole, {8});
    bench.put(job, p.value, {10, 11, 12, -1, -1});
    add_pieces(bench.context, job, split);
    bench.state.jobs[job].pieces = 5;
    CHECK(bench.get(job, kPieceNumber) == Numbers{0, 1, 2, 3, 4});
    CHECK(bench.get(job, p.value) == Numbers{10, 11, 12, 53, 54});
    CHECK(bench.get(job, p.whole) == Numbers{7});
  }
}
