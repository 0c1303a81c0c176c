#include <doctest/doctest.h>

#include "gpu_binding.h"

TEST_SUITE_BEGIN("twinline.gpu_binding");

using twinline::bind_gpu;
using twinline::device_of_rank;

TEST_CASE("gpu binding: ranks of a machine take its GPUs in turn") {
  CHECK(device_of_rank("", 4, 0) == "0");
  CHECK(device_of_rank("", 4, 3) == "3");
  CHECK(device_of_rank("", 4, 5) == "1");
  CHECK(device_of_rank("", 0, 2).empty());
}

TEST_CASE("gpu binding: a list that is given is kept to") {
  CHECK(device_of_rank("2,5", 8, 0) == "2");
  CHECK(device_of_rank("2,5", 8, 1) == "5");
  CHECK(device_of_rank("2,5", 8, 2) == "2");
  CHECK(device_of_rank("GPU-1b2c,GPU-3d4e", 8, 1) == "GPU-3d4e");
}

TEST_CASE("gpu binding: nothing is changed without CUDA or for a lone process") {
  CHECK(bind_gpu("omp", 1, 2).empty());
  CHECK(bind_gpu("cuda", 0, 1).empty());
}

TEST_SUITE_END();
