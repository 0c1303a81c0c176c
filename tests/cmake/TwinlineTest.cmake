# One doctest executable for a layer and a kind of test, its cases known to ctest as <layer>.<kind>.<case>
# with the kind as the label. Test case names hold no comma (doctest's discovery would break the filter).
#
#   twinline_add_test(NAME core KIND unit SOURCES test_calendar.cpp LINKS twinline::core [PROGRAM])
#
# KIND     unit | property | analytic | regression | invalid | parity | gpu | slow | browser
# PROGRAM  the test runs the program: it is built first
#
# A parity test compares batches on a device with the host. It may use TWINLINE_TEST_DEVICE, a string: "cpu". A CUDA
# build has it twice: once more as a gpu test, with "cuda". A gpu test reports "skipped" where there is no CUDA device,
# and exists in CUDA builds alone.
# Sources may use TWINLINE_SCENARIO_DIR, TWINLINE_TEST_DIR (this folder) and TWINLINE_PROGRAM, all strings.
# A case that this build cannot do prints "this case is skipped: WHY" (doctest's MESSAGE) and returns: ctest tells.
# A second call with the same NAME and KIND adds its sources to the same executable.
# The targets tests_<kind> build all tests of a kind.
set(TWINLINE_TEST_KINDS unit property analytic regression invalid parity gpu slow browser)

function(twinline_add_test)
  cmake_parse_arguments(arg "PROGRAM" "NAME;KIND" "SOURCES;LINKS" ${ARGN})
  if(NOT arg_KIND IN_LIST TWINLINE_TEST_KINDS)
    message(FATAL_ERROR "twinline_add_test(${arg_NAME}): KIND is \"${arg_KIND}\", expected one of ${TWINLINE_TEST_KINDS}")
  endif()
  if(arg_KIND STREQUAL "parity")
    twinline_add_test(NAME ${arg_NAME} KIND gpu SOURCES ${arg_SOURCES} LINKS ${arg_LINKS})
  elseif(arg_KIND STREQUAL "gpu" AND NOT TWINLINE_BACKEND STREQUAL "cuda")
    return()
  endif()

  set(target "test_${arg_NAME}_${arg_KIND}")
  if(TARGET ${target})
    target_sources(${target} PRIVATE ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE ${arg_LINKS})
    if(arg_PROGRAM)
      add_dependencies(${target} twinline)
    endif()
    return()
  endif()
  add_executable(${target} ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${target} PRIVATE ${arg_LINKS} twinline_options twinline_warnings)
  target_compile_definitions(${target} PRIVATE
    TWINLINE_SCENARIO_DIR="${PROJECT_SOURCE_DIR}/scenarios"
    TWINLINE_TEST_DIR="${PROJECT_SOURCE_DIR}/tests"
    TWINLINE_TEST_DEVICE="$<IF:$<STREQUAL:${arg_KIND},gpu>,cuda,cpu>"
    TWINLINE_PROGRAM="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/twinline")

  set(properties LABELS ${arg_KIND} TIMEOUT 120 SKIP_REGULAR_EXPRESSION "this case is skipped:")
  if(arg_KIND STREQUAL "gpu")
    target_link_libraries(${target} PRIVATE twinline_gpu_test_main)
    set(properties LABELS gpu TIMEOUT 600 SKIP_RETURN_CODE 77)
  elseif(arg_KIND STREQUAL "browser")
    target_link_libraries(${target} PRIVATE twinline_browser_test_main)
    set(properties LABELS browser TIMEOUT 300 SKIP_RETURN_CODE 77 RUN_SERIAL TRUE)
  elseif(arg_KIND STREQUAL "slow")
    target_link_libraries(${target} PRIVATE twinline_test_main)
    set(properties LABELS slow TIMEOUT 1800)
  else()
    target_link_libraries(${target} PRIVATE twinline_test_main)
  endif()

  # doctest 2.4.8 writes "LABELS" before our properties, without a value: what follows must be the value.
  if(doctest_VERSION VERSION_LESS 2.4.9)
    list(REMOVE_AT properties 0)
  endif()

  if(NOT TARGET tests_${arg_KIND})
    add_custom_target(tests_${arg_KIND})
  endif()
  add_dependencies(tests_${arg_KIND} ${target})
  if(arg_PROGRAM)
    add_dependencies(${target} twinline)
  endif()
  doctest_discover_tests(${target} TEST_PREFIX "${arg_NAME}.${arg_KIND}." PROPERTIES ${properties})
endfunction()
