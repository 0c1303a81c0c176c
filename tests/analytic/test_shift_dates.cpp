// A station that always has work: what it does in a run is counted by hand from the calendar.

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "support/verification.h"
#include "twinline/scenario/load.h"

namespace {

using namespace twinline;

/// Jobs of an hour from Monday, 5 January 2026 on.
Plant busy_station(const std::string& run, const std::string& exceptions) {
  const test::TemporaryFolder folder;
  folder.write("scenario.toml",
               "[scenario]\nname = \"dates\"\nstart = 2026-01-05T00:00:00\n" + run +
                   "[[part]]\nname = \"p\"\nroute = \"r\"\n"
                   "[[route]]\nname = \"r\"\nsteps = [{step = \"s\", station = \"m\", process = "
                   "\"1 h\"}]\n"
                   "[[station]]\nname = \"m\"\nshift = \"day\"\nshift_end = \"suspend\"\n"
                   "[[release]]\nname = \"jobs\"\npart = \"p\"\nevery = \"30 min\"\n"
                   "[[shift]]\nname = \"day\"\nworking = [\"Mon-Fri 06:00-14:00\"]\n" +
                   exceptions);
  return load_scenario(folder.path()).plant;
}

/// Hours that are measured, hours on shift in them, jobs finished, hours without a job.
void check(const Plant& plant, double measured_h, double worked_h, double jobs, double idle_h = 0) {
  const std::vector<std::vector<double>> found =
      replicate(plant, {{"station", "m", "nonscheduled_fraction", 0, true, ""},
                        {"station", "m", "utilization", 0, true, ""},
                        {"station", "m", "jobs_per_scheduled_h", 0, true, ""},
                        {"release", "jobs", "jobs_finished", 0, true, ""}});
  CHECK(found[0][0] == doctest::Approx(1 - worked_h / measured_h).epsilon(1e-12));
  CHECK(found[1][0] == doctest::Approx((worked_h - idle_h) / measured_h).epsilon(1e-12));
  CHECK(found[2][0] == doctest::Approx(jobs / worked_h).epsilon(1e-12));
  CHECK(found[3][0] == jobs);
}

const std::string kSaturday = "overtime = [\"2026-01-17 06:00 .. 2026-01-17 14:00\"]\n";
const std::string kClosed = "planned_stops = [\"2026-01-19 00:00 .. 2026-01-26 00:00\"]\n";

}  // namespace

TEST_SUITE("shift_dates") {
  TEST_CASE("shift dates: an extra Saturday and a closed week of four") {
    const std::string run = "warm_up = \"1 wk\"\nduration = \"3 wk\"\n";
    check(busy_station(run, ""), 504, 120, 120);
    check(busy_station(run, kSaturday), 504, 128, 128);
    check(busy_station(run, kClosed), 504, 80, 80);
    check(busy_station(run, kSaturday + kClosed), 504, 88, 88);
  }

  TEST_CASE("shift dates: the warm-up ends on the Saturday and the run in the closed week") {
    // From Saturday, 10:30, on 3.5 h of overtime, no Monday, no Tuesday; a job is half done.
    const std::string run = "warm_up = \"298.5 h\"\nduration = \"3 d\"\n";
    check(busy_station(run, kSaturday + kClosed), 72, 3.5, 4);
  }

  TEST_CASE("shift dates: the warm-up ends in the closed week") {
    const std::string run = "warm_up = \"16 d\"\nduration = \"7 d\"\n";
    check(busy_station(run, kClosed), 168, 16, 16);
  }

  TEST_CASE("shift dates: what is before time 0 or behind the end of the run is nothing") {
    const std::string run = "duration = \"2 wk\"\n";
    check(busy_station(run,
                       "overtime = [\"2025-12-27 06:00 .. 2025-12-27 14:00\", \"2026-01-04 "
                       "06:00 .. 2026-01-05 02:00\", \"2027-01-17 06:00 .. 2027-01-17 14:00\"]\n"
                       "planned_stops = [\"2026-01-19 00:00 .. 2026-01-26 00:00\"]\n"),
          336, 82, 81, 0.5);  // the first job comes at 0.5 h
  }
}
