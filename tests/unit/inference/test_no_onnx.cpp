#include <string>

#include <doctest/doctest.h>

#include "twinline/inference/load_onnx.h"

namespace twinline {
namespace {

TEST_SUITE("inference.load_onnx") {
  TEST_CASE("load_onnx: a build without ONNX says which packages it lacks") {
    CHECK_FALSE(can_load_onnx());
    try {
      (void)load_onnx("model.onnx");
      FAIL("no error");
    } catch (const ModelFileError& error) {
      const std::string text = error.what();
      CHECK(text.find("model.onnx: this build of twinline cannot read ONNX files") == 0);
      CHECK(text.find("libonnx-dev") != std::string::npos);
    }
  }
}

}  // namespace
}  // namespace twinline
