#include <doctest/doctest.h>

#include "twinline/results/manifest.h"
#include "twinline/results/sha256.h"

TEST_SUITE_BEGIN("results.manifest");

using namespace twinline;

TEST_CASE("sha256: the vectors of FIPS 180") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("json: strings are escaped") {
  CHECK(json_string("a \"b\" \\ \n\x01") == "\"a \\\"b\\\" \\\\ \\u000a\\u0001\"");
}

TEST_CASE("manifest: the whole text") {
  Manifest manifest;
  manifest.build = {"0.1.0", "abc", "GNU 12", "omp"};
  manifest.command = {"twinline", "run", "fab"};
  manifest.scenario = "fab";
  manifest.resolved = "{\"scenario\": {}}";
  manifest.files = {"fab/scenario.toml"};
  manifest.seed = 7;
  manifest.replications = 3;
  manifest.complete = {0, 2};
  manifest.failures = {{1, 7, SimTime::from_seconds(90), "broken"}};
  manifest.warnings = {"no device"};
  manifest.duration = SimTime::from_seconds(3600);
  manifest.threads = 2;
  manifest.wall_time_s = 0.5;
  manifest.events = 12;
  manifest.end = RunEnd::kFailed;
  manifest.tables = {"summary.csv"};
  CHECK(manifest_json(manifest) == R"({
  "twinline": {
    "version": "0.1.0",
    "commit": "abc",
    "compiler": "GNU 12",
    "backend": "omp"
  },
  "command": ["twinline", "run", "fab"],
  "ended": "failed",
  "seed": 7,
  "replications": 3,
  "complete_replications": [0, 2],
  "failures": [{
      "replication": 1,
      "seed": 7,
      "time_s": 90,
      "reason": "broken"
    }],
  "warnings": ["no device"],
  "warm_up_s": 0,
  "duration_s": 3600,
  "threads": 2,
  "wall_time_s": 0.5,
  "events": 12,
  "tables": ["summary.csv"],
  "scenario": "fab",
  "scenario_files": ["fab/scenario.toml"],
  "resolved_scenario_sha256": ")" + sha256_hex(manifest.resolved) +
                                       R"(",
  "resolved_scenario": {"scenario": {}}
}
)");
}

TEST_CASE("failure: the line names replication and seed and time") {
  CHECK(failure_text({3, 7, SimTime::from_seconds(1800), "why"}) ==
        "replication 3 (seed 7) failed at 0.5 h: why");
}

TEST_SUITE_END();
