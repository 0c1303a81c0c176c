#include <cstdint>

#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"
#include "twinline/core/random.h"
#include "twinline/plant/flow/quality.h"

namespace {

using namespace twinline;

double uniform_of(Purpose purpose, std::uint32_t serial, std::uint32_t visit) {
  return RandomStreams{1, 0}.uniform(purpose, 0, serial, visit);
}

Step per_piece(PlantBuilder& b, Id station) {
  Step step = b.step(station, 1);
  step.per = ProcessPer::kPiece;
  return step;
}

/// Three stations in a line, 1 s a piece each. A may scrap jobs whole, B may be skipped and sends
/// pieces back to A, C ends the route. The draws follow from the job's number and visits.
struct Outcome {
  std::int64_t seconds = 0;
  std::uint32_t pieces = 0;
  std::uint32_t reworks = 0;
};

struct Loop {
  double scrap = 0;
  double sampling = 1;
  double rework = 0;
  std::uint32_t limit = 0;

  /// From the begin of A, at the given visit, to the end of B.
  Outcome through(std::uint32_t serial, std::uint32_t visit, std::uint32_t n,
                  std::uint32_t run) const {
    Outcome result{n, n, 0};
    if (scrap > 0 && uniform_of(Purpose::kScrap, serial, visit) < scrap) {
      result.pieces = 0;
      return result;
    }
    ++visit;  // B
    if (sampling < 1 && uniform_of(Purpose::kSampling, serial, visit) >= sampling) return result;
    result.seconds += n;
    if (limit > 0 && run >= limit) return result;
    const std::uint32_t back =
        binomial_quantile(n, rework, uniform_of(Purpose::kRework, serial, visit));
    if (back == 0) return result;
    const std::uint32_t own = back == n ? 0 : 1U << 20U;  // a part's visits count from there
    const Outcome again = through(serial, visit + own + 1, back, run + 1);
    result.seconds += again.seconds;
    result.pieces = n - back + again.pieces;
    result.reworks = 1 + again.reworks;
    return result;
  }

  void check() const {
    constexpr std::uint32_t kJobs = 40;
    constexpr std::uint32_t kPieces = 10;
    PlantBuilder b;
    std::vector<Step> steps;
    for (int i = 0; i < 3; ++i) steps.push_back(per_piece(b, b.station()));
    steps[0].scrap_probability = scrap;
    steps[1].sampling = sampling;
    steps[1].rework_probability = rework;
    steps[1].rework_per_piece = true;
    steps[1].rework_limit = limit;
    steps[1].rework_to = 0;
    const Id part = b.part(steps, kPieces);
    for (std::uint32_t i = 0; i < kJobs; ++i) b.job(part, 500 * i);
    const PlantRun run(b.plant, 500 * kJobs);
    REQUIRE(run.stats().finished.size() == kJobs);
    std::uint64_t reworks = 0;
    std::uint64_t pieces = 0;
    for (const FinishedJob& job : run.stats().finished) {
      const Outcome expected = through(job.serial, 1, kPieces, 0);
      CAPTURE(job.serial);
      CHECK((job.finished - job.released).ns() ==
            sec(expected.seconds + expected.pieces).ns());  // C
      CHECK(job.pieces_out == expected.pieces);
      CHECK(job.rework == expected.reworks);
      CHECK(job.pieces_in == kPieces);
      reworks += expected.reworks;
      pieces += expected.pieces;
    }
    const ReleaseStats& stats = run.stats().releases[0];
    CHECK(reworks > 0);
    CHECK(stats.reworks == reworks);
    CHECK(stats.pieces_out == pieces);
    CHECK(stats.pieces_out + stats.pieces_scrapped == kJobs * kPieces);
    CHECK(run.state().n_jobs == 0);
  }
};

}  // namespace

TEST_SUITE("plant.quality") {
  TEST_CASE("sampling: a step is done by those who are drawn") {
    PlantBuilder b;
    const Id station = b.station();
    const Id measure = b.station();
    Step sampled = b.step(measure, 1);
    sampled.sampling = 0.4;
    const Id part = b.part({b.step(station, 1), sampled});
    for (std::int64_t i = 0; i < 50; ++i) b.job(part, i);
    std::string expected;
    for (std::uint32_t i = 0; i < 50; ++i) {
      if (uniform_of(Purpose::kSampling, i, 2) >= 0.4) continue;
      if (!expected.empty()) expected += ", ";
      expected += "j" + std::to_string(i) + " " + std::to_string(i + 1);
    }
    const PlantRun run(b.plant, 100);
    CHECK(run.log_at("start", 1) == expected);
    CHECK(run.stats().releases[0].finished == 50);
  }

  TEST_CASE("sampling: a skipped step has no transport and no rework and no scrap") {
    PlantBuilder b;
    const Id near = b.station();
    const Id far = b.station();
    b.plant.locations = {"near", "far"};
    b.plant.transport = {kNone, b.seconds(5), b.seconds(7), kNone};
    b.at(far).location = 1;
    Step skipped = b.step(far, 10);
    skipped.sampling = 0;
    skipped.rework_probability = 1;
    skipped.rework_to = 0;
    skipped.scrap_probability = 1;
    b.jobs(b.part({b.step(near, 1), skipped, b.step(near, 2)}), {0});
    const PlantRun run(b.plant, 30);
    CHECK(run.log("finish") == "j0 3");
    CHECK(run.stats().moves == 2);
  }

  TEST_CASE(
      "sampling: a job that skips its last steps is done and one that skips all leaves at once") {
    PlantBuilder b;
    const Id station = b.station();
    Step skipped = b.step(station, 10);
    skipped.sampling = 0;
    b.job(b.part({b.step(station, 4), skipped, skipped}), 1);
    b.job(b.part({skipped, skipped}), 7);
    const PlantRun run(b.plant, 30);
    CHECK(run.log("finish") == "j0 5, j1 7");
    CHECK(run.times(0) == "processing 4, idle 26");
  }

  TEST_CASE("scrap: a job lost whole leaves and is counted") {
    PlantBuilder b;
    const Id station = b.station();
    Step step = b.step(station, 10);
    step.scrap_probability = 1;
    b.jobs(b.part({step, b.step(station, 5)}, 25), {0, 0});
    const PlantRun run(b.plant, 30);
    CHECK(run.log("scrap") == "j0 10, j1 20");
    CHECK(run.log("finish").empty());
    const ReleaseStats& stats = run.stats().releases[0];
    CHECK(stats.scrapped == 2);
    CHECK(stats.finished == 0);
    CHECK(stats.pieces_scrapped == 50);
    CHECK(stats.cycle_time.count() == 0);
    CHECK(run.stats().finished.size() == 2);
    CHECK(run.stats().finished[0].pieces_out == 0);
    CHECK(run.state().n_jobs == 0);
  }

  TEST_CASE("scrap: pieces are lost each by itself and the rest is quicker") {
    PlantBuilder b;
    const Id first = b.station();
    const Id second = b.station();
    Step step = per_piece(b, first);
    step.scrap_probability = 0.3;
    step.scrap_per_piece = true;
    const Id part = b.part({step, per_piece(b, second)}, 5);
    for (std::int64_t i = 0; i < 60; ++i) b.job(part, 20 * i);
    const PlantRun run(b.plant, 1300);
    REQUIRE(run.stats().finished.size() == 60);
    std::uint64_t scrapped_jobs = 0;
    for (const FinishedJob& job : run.stats().finished) {
      const std::uint32_t left =
          5 - binomial_quantile(5, 0.3, uniform_of(Purpose::kScrap, job.serial, 1));
      CHECK(job.pieces_out == left);
      CHECK((job.finished - job.released).ns() == sec(5 + left).ns());
      scrapped_jobs += left == 0 ? 1 : 0;
    }
    CHECK(run.stats().releases[0].scrapped == scrapped_jobs);
  }

  TEST_CASE("rework: the whole job goes back as often as the limit allows") {
    PlantBuilder b;
    const Id first = b.station();
    const Id second = b.station();
    Step step = b.step(second, 5);
    step.rework_probability = 1;
    step.rework_to = 0;
    step.rework_limit = 2;
    b.jobs(b.part({b.step(first, 5), step}), {0});
    const PlantRun run(b.plant, 40);
    CHECK(run.log("rework") == "j0 10, j0 20");
    CHECK(run.log("finish") == "j0 30");
    CHECK(run.stats().releases[0].reworks == 2);
    CHECK(run.stats().finished[0].rework == 2);
    CHECK(run.stats().moves == 6);
  }

  TEST_CASE("rework: a step may be repeated itself") {
    PlantBuilder b;
    Step step = b.step(b.station(), 5);
    step.rework_probability = 1;
    step.rework_to = 0;
    step.rework_limit = 1;
    b.jobs(b.part({step}), {0});
    CHECK(PlantRun(b.plant, 40).log("finish") == "j0 10");
  }

  TEST_CASE("rework: the way back is travelled") {
    PlantBuilder b;
    const Id near = b.station();
    const Id far = b.station();
    b.plant.locations = {"near", "far"};
    b.plant.transport = {kNone, b.seconds(5), b.seconds(7), kNone};
    b.at(far).location = 1;
    Step step = b.step(far, 10);
    step.rework_probability = 1;
    step.rework_to = 0;
    step.rework_limit = 1;
    b.jobs(b.part({b.step(near, 1), step}), {0});
    // 1 + 5 + 10 + 7 + 1 + 5 + 10
    CHECK(PlantRun(b.plant, 50).log("finish") == "j0 39");
  }

  TEST_CASE("rework: pieces are split off and go back and join again") {
    Loop loop;
    loop.rework = 0.3;
    loop.limit = 1;
    loop.check();
  }

  TEST_CASE("rework: parts of parts") {
    Loop loop;
    loop.rework = 0.6;
    loop.check();
  }

  TEST_CASE("rework: a part that is scrapped frees the job that waits for it") {
    Loop loop;
    loop.rework = 0.5;
    loop.scrap = 0.3;
    loop.check();
  }

  TEST_CASE("rework: a part that skips the step it was sent back from joins all the same") {
    Loop loop;
    loop.rework = 0.5;
    loop.scrap = 0.1;
    loop.sampling = 0.6;
    loop.check();
  }
}
