#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "support/network_check.h"
#include "support/onnx_model.h"

// Damaged files: each loads, or is refused with a ModelFileError; nothing else may happen. Under
// the sanitizers this also proves that nothing is read outside of its memory.

namespace twinline {
namespace {

/// A small network with operators of every kind.
std::string small_file() {
  using testing::OnnxModel;
  OnnxModel model({-1, 2, 4, 4});
  model.random_weights("w", {3, 2, 2, 2});
  OnnxModel::set_list(model.node("Conv", {"x", "w"}, {"c"}), "pads", {1, 0, 1, 0});
  model.node("Relu", {"c"}, {"r"});
  auto& pool = model.node("MaxPool", {"r"}, {"p"});
  OnnxModel::set_list(pool, "kernel_shape", {2, 1});
  OnnxModel::set_list(pool, "strides", {2, 1});
  model.list("shape", {0, 6, 3});
  model.node("Reshape", {"p", "shape"}, {"s"});
  OnnxModel::set_list(model.node("Transpose", {"s"}, {"t"}), "perm", {1, 0, 2});
  model.random_weights("lw", {1, 8, 3});
  model.random_weights("lr", {1, 8, 2});
  OnnxModel::set(model.node("LSTM", {"t", "lw", "lr"}, {"", "h"}), "hidden_size", 2);
  model.list("axes", {0});
  model.node("Squeeze", {"h", "axes"}, {"q"});
  model.random_weights("g", {2, 3});
  model.node("Gemm", {"q", "g"}, {"o"});
  model.node("Softmax", {"o"});
  return model.bytes();
}

struct Outcome {
  int n_loaded = 0;
  int n_refused = 0;
};

/// Loads a file that may be damaged, and runs it where it is taken.
void attempt(const std::filesystem::path& file, const std::string& bytes, Outcome& outcome) {
  std::ofstream(file, std::ios::binary) << bytes;
  try {
    const auto network = load_onnx(file);
    ++outcome.n_loaded;
    constexpr std::uint64_t kQuick = 1'000'000;
    if (network->n_multiply_adds() + network->program()->n_rows > kQuick) return;
    (void)forward_item(*network, std::vector<float>(network->n_inputs(), 0.5F));
  } catch (const ModelFileError&) {
    ++outcome.n_refused;
  }
}

TEST_SUITE("inference.hostile_files") {
  TEST_CASE("load_onnx: every truncation of a file loads or is refused") {
    const test::TemporaryFolder folder;
    const std::string bytes = small_file();
    Outcome outcome;
    for (std::size_t n = 0; n < bytes.size(); ++n) {
      attempt(folder.path() / "net.onnx", bytes.substr(0, n), outcome);
    }
    CHECK(outcome.n_refused > static_cast<int>(bytes.size()) * 9 / 10);
    attempt(folder.path() / "net.onnx", bytes, outcome);
    CHECK(outcome.n_loaded >= 1);
  }

  TEST_CASE("load_onnx: a file with any byte changed loads or is refused") {
    const test::TemporaryFolder folder;
    const std::string bytes = small_file();
    Outcome outcome;
    for (std::size_t place = 0; place < bytes.size(); ++place) {
      for (const int change : {0x01, 0x80, 0xff}) {
        std::string damaged = bytes;
        damaged[place] = static_cast<char>(damaged[place] ^ change);
        attempt(folder.path() / "net.onnx", damaged, outcome);
      }
    }
    CHECK(outcome.n_loaded > 0);  // the numbers of the weights, for example
    CHECK(outcome.n_refused > 0);
  }

  TEST_CASE("load_onnx: files with several bytes changed removed or repeated") {
    const test::TemporaryFolder folder;
    std::mt19937_64 bits(31);
    Outcome outcome;
    for (const char* name : {"", "torch_lstm.onnx", "sklearn_regressor.onnx"}) {
      std::ostringstream text;
      if (*name != 0) {
        text << std::ifstream(std::string(TWINLINE_TEST_DIR) + "/support/onnx/" + name,
                              std::ios::binary)
                    .rdbuf();
      }
      const std::string whole = *name != 0 ? text.str() : small_file();
      for (int round = 0; round < 1500; ++round) {
        std::string damaged = whole;
        for (std::size_t n = 1 + bits() % 4; n > 0; --n) {
          const std::size_t place = bits() % damaged.size();
          const std::size_t length = 1 + bits() % 8;
          const auto kind = bits() % 3;
          if (kind == 0) damaged[place] = static_cast<char>(bits());
          if (kind == 1) damaged.erase(place, length);
          if (kind == 2) damaged.insert(place, damaged.substr(bits() % damaged.size(), length));
        }
        attempt(folder.path() / "net.onnx", damaged, outcome);
      }
    }
    CHECK(outcome.n_refused > 0);
  }
}

}  // namespace
}  // namespace twinline
