option(TWINLINE_BUILD_TESTS "Build the tests" ON)
option(TWINLINE_BUILD_BENCH "Build the benchmarks (needs Google Benchmark)" OFF)
option(TWINLINE_WARNINGS_AS_ERRORS "Fail on any warning" OFF)
set(TWINLINE_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize= (for example address,undefined)")

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(TWINLINE_CCACHE ccache)
if(TWINLINE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths below the checkout count from it: another checkout of the same sources finds its objects.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}"
    CCACHE_NOHASHDIR=1 "${TWINLINE_CCACHE}")
endif()

# What every target is built with. Contraction is off so that results do not depend on the processor.
add_library(twinline_options INTERFACE)
target_compile_features(twinline_options INTERFACE cxx_std_17)
target_compile_options(twinline_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off>
  $<$<COMPILE_LANGUAGE:CUDA>:--fmad=false -Xcompiler=-ffp-contract=off --expt-relaxed-constexpr>)
if(TWINLINE_SANITIZE)
  target_compile_options(twinline_options INTERFACE -fsanitize=${TWINLINE_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(twinline_options INTERFACE -fsanitize=${TWINLINE_SANITIZE})
endif()

add_library(twinline_warnings INTERFACE)
target_compile_options(twinline_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor
    $<$<BOOL:${TWINLINE_WARNINGS_AS_ERRORS}>:-Werror>>
  $<$<COMPILE_LANGUAGE:CUDA>:
    -Xcompiler=-Wall,-Wextra,-Wconversion,-Wsign-conversion,-Wshadow
    $<$<BOOL:${TWINLINE_WARNINGS_AS_ERRORS}>:-Werror=all-warnings>>)
