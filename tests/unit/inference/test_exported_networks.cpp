#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "support/network_check.h"

// The files that other tools exported (tools/dev/export_*.py) against the double reference.

namespace twinline {
namespace {

onnx::ModelProto read(const std::string& file) {
  onnx::ModelProto model;
  std::ifstream stream(std::string(TWINLINE_TEST_DIR) + "/support/onnx/" + file, std::ios::binary);
  REQUIRE(model.ParseFromIstream(&stream));
  return model;
}

TEST_SUITE("inference.exported_networks") {
  TEST_CASE("torch: perceptron autoencoder convolutions and LSTM") {
    for (const char* name : {"mlp", "autoencoder", "cnn", "conv1d", "residual", "lstm"}) {
      CAPTURE(name);
      testing::check_against_reference(read(std::string("torch_") + name + ".onnx"));
    }
  }

  TEST_CASE("scikit-learn: regressor and classifiers with their probabilities") {
    testing::check_against_reference(read("sklearn_regressor.onnx"));
    for (const char* name : {"sklearn_classifier.onnx", "sklearn_binary.onnx"}) {
      CAPTURE(name);
      testing::check_against_reference(read(name), 0, "probabilities");
    }
  }

  TEST_CASE("load_onnx: says what a network takes and gives") {
    const auto network = load_onnx(std::string(TWINLINE_TEST_DIR) + "/support/onnx/torch_cnn.onnx");
    CHECK(network->name() == "torch_cnn");
    CHECK(network->input_shape() == Network::Shape{1, 12, 12});
    CHECK(network->output_shape() == Network::Shape{5});
    CHECK(network->n_inputs() == 144);
    CHECK(network->n_outputs() == 5);
    // Weights and biases of two convolutions and a dense layer; the normalisation is folded in.
    CHECK(network->n_parameters() == 6 * 9 + 6 + 10 * 6 * 9 + 10 + 5 * 40 + 5);
    CHECK(network->n_multiply_adds() == 144 * 6 * 9 + 4 * 10 * 54 + 200);
  }
}

}  // namespace
}  // namespace twinline
