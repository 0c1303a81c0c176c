// Published instances: CSPLib problem 1 (Dincbas, Simonis, van Hentenryck 1988) and the colour
// example of a paint shop; lanes against the longest decreasing subsequence.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>

#include "support/text_run.h"
#include "support/verification.h"
#include "twinline/plant/flow/sequence.h"

namespace {

using namespace twinline;
using test::TextRun;

const char* const kDincbas =
    "10 5 6\n1 2 1 2 1\n2 3 3 5 5\n0 1 1 0 1 1 0\n1 1 0 0 0 1 0\n2 2 0 1 0 0 1\n3 2 0 1 0 1 0\n"
    "4 2 1 0 1 0 0\n5 2 1 1 0 0 0\n";
constexpr std::array<std::array<int, 5>, 6> kFlags = {{{1, 0, 1, 1, 0},
                                                       {0, 0, 0, 1, 0},
                                                       {0, 1, 0, 0, 1},
                                                       {0, 1, 0, 1, 0},
                                                       {1, 0, 1, 0, 0},
                                                       {1, 1, 0, 0, 0}}};
constexpr std::array<std::uint32_t, 5> kAtMost = {1, 2, 1, 2, 1};
constexpr std::array<std::uint32_t, 5> kIn = {2, 3, 3, 5, 5};

/// One station that watches options while jobs go through it.
std::string watched(const std::string& options, const std::string& watch,
                    const std::string& release) {
  return options +
         "[[part]]\nname = \"car\"\nroute = \"r\"\n[[route]]\nname = \"r\"\nsteps = [{ step = "
         "\"s\", station = \"line\", process = \"1 min\" }]\n[[station]]\nname = \"line\"\nwatch = "
         "[" +
         watch + "]\n[[release]]\npart = \"car\"\nevery = \"1 min\"\nstart = \"0 s\"\n" + release;
}

class CarRun {
 public:
  explicit CarRun(const std::string& release) {
    folder_.write("cars.txt", kDincbas);
    folder_.write(
        "scenario.toml",
        watched("", "\"option_1\", \"option_2\", \"option_3\", \"option_4\", \"option_5\"",
                release) +
            "[scenario]\nduration = \"2 h\"\n");
    loaded_ = load_scenario(folder_.path());
    Simulation simulation(loaded_.plant, 1, 0);
    simulation.advance(loaded_.plant.horizon());
    stats_ = simulation.statistics();
  }
  std::uint64_t violations() const {
    std::uint64_t sum = 0;
    for (const WatchStats& watch : stats_.watches) sum += watch.violations;
    return sum;
  }
  std::uint64_t jobs() const { return stats_.watches[0].jobs; }

 private:
  test::TemporaryFolder folder_;
  LoadedScenario loaded_;
  Statistics stats_;
};

std::string orders_of(const std::string& classes) {
  std::string rows;
  for (const char c : classes) {
    std::string options;
    for (std::size_t i = 0; i < kFlags[0].size(); ++i) {
      const bool has = kFlags[static_cast<std::size_t>(c - '0')][i] == 1;
      options += std::string(i == 0 ? "" : ", ") + "\"o" + std::to_string(i + 1) +
                 (has ? "=yes\"" : "=no\"");
    }
    rows += "{ options = [" + options + "] }, ";
  }
  return "orders = [" + rows + "]\n";
}

std::string own_options() {
  std::string text;
  for (std::size_t i = 0; i < kIn.size(); ++i) {
    text += "[[option]]\nname = \"o" + std::to_string(i + 1) +
            "\"\nshare = 0.5\nat_most = " + std::to_string(kAtMost[i]) +
            "\nin = " + std::to_string(kIn[i]) + "\n";
  }
  return text;
}

std::uint64_t violations_of(const std::string& classes) {
  const TextRun run(watched(own_options(), R"("o1", "o2", "o3", "o4", "o5")", orders_of(classes)),
                    "2 h");
  std::uint64_t sum = 0;
  for (const WatchStats& watch : run.statistics().watches) sum += watch.violations;
  return sum;
}

/// The same count by the engine's own memory of a sequence, for all sequences.
bool feasible(const std::array<int, 10>& classes) {
  std::array<OptionRun, 5> runs{};
  for (const int c : classes) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      add_to_run(static_cast<std::uint8_t>(kFlags[static_cast<std::size_t>(c)][i]), runs[i]);
      if (n_recent(runs[i], kIn[i]) > kAtMost[i]) return false;
    }
  }
  return true;
}

std::size_t longest_decreasing(const std::vector<int>& values) {
  std::vector<std::size_t> length(values.size(), 1);
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (values[k] > values[i]) length[i] = std::max(length[i], length[k] + 1);
    }
  }
  return *std::max_element(length.begin(), length.end());
}

/// Jobs released as 1, 2, ... come to a bank in this order, which opens when all are there. In what
/// order do they leave?
std::vector<int> through_bank(const std::vector<int>& order, std::size_t lanes) {
  const std::size_t n = order.size();
  std::string releases;
  // Job k is released at k minutes and is on its way until its place in the order: 1 h + place.
  for (std::size_t place = 0; place < n; ++place) {
    const std::string k = std::to_string(order[place]);
    releases += "[[part]]\nname = \"p" + k + "\"\nroute = \"r" + k + "\"\n[[route]]\nname = \"r" +
                k + "\"\nsteps = [{ step = \"way\", station = \"way\", process = \"" +
                std::to_string(60 + static_cast<int>(place) - order[place]) +
                " min\" }, { step = \"s\", station = \"line\", process = \"1 min\" }]\n"
                "[[release]]\npart = \"p" +
                k + "\"\ntimes = [\"" + k + " min\"]\n";
  }
  const std::string text =
      releases + "[[station]]\nname = \"way\"\nmachines = 20\n" +
      "[[station]]\nname = \"line\"\nbuffer = \"bank\"\ndispatch = [\"sequence\"]\nshift = "
      "\"later\"\n[[shift]]\nname = \"later\"\nworking = [\"Mon-Sun 12:00-24:00\"]\n" +
      "[[buffer]]\nname = \"bank\"\ncapacity = " + std::to_string(lanes * n) +
      "\ncounts = \"waiting\"\nblocking = \"after_service\"\nlanes = " + std::to_string(lanes) +
      "\nfill = \"in_order\"\n";
  const TextRun run(text, "1 d");
  std::vector<int> left;
  const Id line_step = 1;
  for (const auto& entry : run.log().of("end")) {
    const bool at_line = (entry.step % 2) == line_step;
    if (at_line) left.push_back(order[entry.release]);
  }
  return left;
}

}  // namespace

TEST_SUITE("sequencing") {
  TEST_CASE("csplib: the published instance, its solutions and the sorted order") {
    CHECK(violations_of("0152433425") == 0);
    CHECK(violations_of("0251432435") == 0);
    CHECK(violations_of("0251534234") == 0);
    CHECK(violations_of("5243342510") == 0);
    CHECK(violations_of("5342341520") == 0);
    CHECK(violations_of("4324351520") == 0);
    CHECK(violations_of("0122334455") == 12);
    // The file has its classes sorted.
    CHECK(CarRun("csplib = \"cars.txt\"\n").violations() == 12);
  }

  TEST_CASE("csplib: the scenario gives the counts of every option") {
    verify_scenario("car_sequencing");
  }

  TEST_CASE("csplib: all sequences of the instance hold exactly six without violations") {
    std::array<int, 10> classes = {0, 1, 2, 2, 3, 3, 4, 4, 5, 5};
    int n = 0;
    do {
      n += feasible(classes) ? 1 : 0;
    } while (std::next_permutation(classes.begin(), classes.end()));
    CHECK(n == 6);
  }

  TEST_CASE("csplib: the spacing rule makes better sequences of the file") {
    const CarRun ruled("csplib = \"cars.txt\"\nsequence = [\"spacing\", \"level\"]\nbank = 10\n");
    CHECK(ruled.jobs() == 10);
    CHECK(ruled.violations() < 6);
  }

  TEST_CASE("colours: ten bodies have 9 purges as they come and 5 at best, in 87 orders") {
    const std::string colours =
        "[[option]]\nname = \"colour\"\nvalues = { red = 1, blue = 1, green = 1, yellow = 1 }\n";
    constexpr std::array<int, 10> kBodies = {0, 1, 2, 3, 0, 1, 2, 3, 0, 1};
    const std::array<std::string, 4> names = {"red", "blue", "green", "yellow"};
    const auto purges = [&](const std::array<int, 10>& order, const std::string& rule = "") {
      std::string rows;
      for (const int body : order) {
        rows += "{ options = [\"colour=" +
                names[static_cast<std::size_t>(kBodies[static_cast<std::size_t>(body)])] +
                "\"] }, ";
      }
      const TextRun run(watched(colours, "\"colour\"", "orders = [" + rows + "]\n" + rule), "2 h");
      CHECK(run.statistics().watches[0].jobs == 10);
      return run.statistics().watches[0].changes;
    };
    std::array<int, 10> order{};
    std::iota(order.begin(), order.end(), 0);
    CHECK(purges(order) == 9);
    CHECK(purges({0, 1, 2, 6, 3, 7, 4, 8, 5, 9}) == 5);
    const std::uint64_t chosen = purges(order, "sequence = [\"keep colour\"]\nbank = 4\n");
    CHECK(chosen < 9);
    CHECK(chosen >= 3);

    // All orders in which each body is at most three places from its own, place by place.
    std::array<int, 10> counts{};
    const auto place_all = [&](auto&& self, int place, unsigned used, int last,
                               int changes) -> void {
      if (place == 10) {
        ++counts[static_cast<std::size_t>(changes)];
        return;
      }
      for (int body = std::max(0, place - 3); body <= std::min(9, place + 3); ++body) {
        if ((used >> static_cast<unsigned>(body) & 1U) != 0) continue;
        const int colour = kBodies[static_cast<std::size_t>(body)];
        self(self, place + 1, used | 1U << static_cast<unsigned>(body), colour,
             changes + (place > 0 && colour != last ? 1 : 0));
      }
    };
    place_all(place_all, 0, 0, -1, 0);
    CHECK(std::accumulate(counts.begin(), counts.begin() + 5, 0) == 0);
    CHECK(counts[5] == 87);
  }

  TEST_CASE("lanes: k of them sort a sequence where its longest decreasing one is at most k") {
    for (const std::size_t n : {4U, 5U}) {
      std::vector<int> order(n);
      std::iota(order.begin(), order.end(), 1);
      const std::vector<int> sorted = order;
      int n_sorted = 0;
      do {
        for (std::size_t k = 1; k <= n; ++k) {
          CAPTURE(order);
          CAPTURE(k);
          const std::vector<int> left = through_bank(order, k);
          REQUIRE(left.size() == n);
          REQUIRE((left == sorted) == (longest_decreasing(order) <= k));
          n_sorted += left == sorted ? 1 : 0;
        }
      } while (std::next_permutation(order.begin(), order.end()));
      CHECK(n_sorted > static_cast<int>(n));
    }
  }
}
