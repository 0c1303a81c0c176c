#include <cstddef>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "twinline/inference/forward_batch.h"
#include "twinline/inference/load_onnx.h"

// run_network MODEL OUTPUT IN OUT: runs the items of the file IN, float32 numbers item by item,
// through a network and writes those of its output OUTPUT (may be "") to the file OUT.

namespace {

std::vector<float> read_numbers(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  std::vector<float> numbers(bytes.size() / sizeof(float));
  bytes.copy(reinterpret_cast<char*>(numbers.data()), numbers.size() * sizeof(float));
  return numbers;
}

void run(char** argv) {
  const auto network = twinline::load_onnx(argv[1], argv[2]);
  const std::vector<float> numbers = read_numbers(argv[3]);
  const std::size_t n_in = network->n_inputs();
  twinline::FloatBatch in(n_in, numbers.size() / n_in);
  for (std::size_t i = 0; i < numbers.size(); ++i) in.field(i % n_in)[i / n_in] = numbers[i];
  twinline::FloatBatch out;
  twinline::Workspace workspace;
  twinline::forward_batch(*network, in, out, workspace);
  std::ofstream stream(argv[4], std::ios::binary);
  for (std::size_t item = 0; item < out.n_items(); ++item) {
    for (std::size_t f = 0; f < out.n_fields(); ++f) {
      stream.write(reinterpret_cast<const char*>(out.field(f) + item), sizeof(float));
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int kArguments = 5;
  try {
    if (argc != kArguments) throw std::invalid_argument("run_network MODEL OUTPUT IN OUT");
    run(argv);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
