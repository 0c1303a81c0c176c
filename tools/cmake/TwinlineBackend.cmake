# Which Thrust systems run the kernels, fixed at build time: one of the CPU always, and CUDA beside it where
# TWINLINE_BACKEND is cuda (docs/adr/0017-two-systems.md). Gives the functions twinline_add_kernels and
# twinline_add_cuda_runtime.
set(TWINLINE_BACKEND omp CACHE STRING "Where kernels run: cuda (and the CPU), omp, tbb or cpp (one thread)")
set(twinline_backends cuda omp tbb cpp)
set_property(CACHE TWINLINE_BACKEND PROPERTY STRINGS ${twinline_backends})
if(NOT TWINLINE_BACKEND IN_LIST twinline_backends)
  message(FATAL_ERROR "TWINLINE_BACKEND is \"${TWINLINE_BACKEND}\", expected one of: ${twinline_backends}")
endif()

set(TWINLINE_CPU_BACKEND "${TWINLINE_BACKEND}")
if(TWINLINE_BACKEND STREQUAL "cuda")
  if(NOT CMAKE_CUDA_ARCHITECTURES)
    set(CMAKE_CUDA_ARCHITECTURES 80 90 CACHE STRING "GPU architectures to compile for")
  endif()
  include(CheckLanguage)
  check_language(CUDA)
  if(NOT CMAKE_CUDA_COMPILER)
    message(FATAL_ERROR "TWINLINE_BACKEND=cuda needs the CUDA Toolkit, and no nvcc was found. "
      "Put nvcc on the PATH, set CMAKE_CUDA_COMPILER, or choose TWINLINE_BACKEND=omp.")
  endif()
  set(CMAKE_CUDA_STANDARD 17)
  set(CMAKE_CUDA_STANDARD_REQUIRED ON)
  set(CMAKE_CUDA_EXTENSIONS OFF)
  enable_language(CUDA)
  find_package(OpenMP COMPONENTS CXX)
  set(TWINLINE_CPU_BACKEND cpp)
  if(OpenMP_CXX_FOUND)
    set(TWINLINE_CPU_BACKEND omp)
  endif()
endif()

find_path(TWINLINE_THRUST_INCLUDE_DIR thrust/version.h
  HINTS /usr/include
  PATHS /usr/local/cuda/include/cccl /usr/local/cuda/include
  DOC "Folder that holds thrust/")
if(NOT TWINLINE_THRUST_INCLUDE_DIR)
  message(FATAL_ERROR "Thrust's headers were not found. Install the package libthrust-dev "
    "(tools/quickstart does) or set TWINLINE_THRUST_INCLUDE_DIR.")
endif()

# nvcc brings its own Thrust, which lies in a namespace of another name: nothing is added to its include path.
add_library(twinline_thrust INTERFACE)
string(TOUPPER "${TWINLINE_CPU_BACKEND}" twinline_cpu_upper)
target_compile_definitions(twinline_thrust INTERFACE
  THRUST_HOST_SYSTEM=THRUST_HOST_SYSTEM_CPP
  $<$<BOOL:${CMAKE_CUDA_COMPILER}>:TWINLINE_WITH_CUDA>
  "$<$<COMPILE_LANGUAGE:CXX>:THRUST_DEVICE_SYSTEM=THRUST_DEVICE_SYSTEM_${twinline_cpu_upper};TWINLINE_BACKEND_${twinline_cpu_upper};TWINLINE_BACKEND_NAME=\"${TWINLINE_CPU_BACKEND}\">"
  "$<$<COMPILE_LANGUAGE:CUDA>:THRUST_DEVICE_SYSTEM=THRUST_DEVICE_SYSTEM_CUDA;TWINLINE_SYSTEM_CUDA;TWINLINE_BACKEND_NAME=\"cuda\">")
target_include_directories(twinline_thrust SYSTEM INTERFACE $<$<COMPILE_LANGUAGE:CXX>:${TWINLINE_THRUST_INCLUDE_DIR}>)
if(TWINLINE_CPU_BACKEND STREQUAL "omp")
  find_package(OpenMP REQUIRED COMPONENTS CXX)
  target_link_libraries(twinline_thrust INTERFACE OpenMP::OpenMP_CXX)
elseif(TWINLINE_CPU_BACKEND STREQUAL "tbb")
  find_package(TBB REQUIRED)
  target_link_libraries(twinline_thrust INTERFACE TBB::tbb)
endif()
message(STATUS "Kernels run on: ${TWINLINE_BACKEND} (CPU: ${TWINLINE_CPU_BACKEND})")

# Adds kernel files (*.cu) to a layer: each is compiled as C++ for the CPU and, in a CUDA build, once more by nvcc.
# Call it in the folder of the layer's target.
#
#   twinline_add_kernels(physics evaluate_batch.cu)
add_custom_target(twinline_kernels COMMENT "All kernels are built")
function(twinline_add_kernels layer)
  foreach(file IN LISTS ARGN)
    set(source "${PROJECT_SOURCE_DIR}/kernels/${layer}/${file}")
    set_source_files_properties("${source}" PROPERTIES LANGUAGE CXX)
    target_sources(twinline_${layer} PRIVATE "${source}")
    if(TWINLINE_BACKEND STREQUAL "cuda")
      # A file is in a target once: nvcc compiles one that includes it.
      set(twin "${PROJECT_BINARY_DIR}/cuda/kernels/${layer}/${file}")
      file(CONFIGURE OUTPUT "${twin}" CONTENT "#include \"${source}\"\n")
      target_sources(twinline_${layer} PRIVATE "${twin}")
    endif()
  endforeach()
  target_link_libraries(twinline_${layer} PRIVATE twinline_thrust)
  add_dependencies(twinline_kernels twinline_${layer})
endfunction()

# Adds C++ files that call CUDA's runtime, or what stands in for them where there is no CUDA.
#
#   twinline_add_cuda_runtime(batch WITH cuda_driver.cpp WITHOUT no_cuda_driver.cpp)
function(twinline_add_cuda_runtime layer)
  cmake_parse_arguments(arg "" "" "WITH;WITHOUT" ${ARGN})
  if(NOT TWINLINE_BACKEND STREQUAL "cuda")
    list(TRANSFORM arg_WITHOUT PREPEND "${PROJECT_SOURCE_DIR}/kernels/${layer}/")
    target_sources(twinline_${layer} PRIVATE ${arg_WITHOUT})
    return()
  endif()
  list(TRANSFORM arg_WITH PREPEND "${PROJECT_SOURCE_DIR}/kernels/${layer}/")
  # For these files alone: CUDA's folder may hold a Thrust of another version than the CPU's.
  list(TRANSFORM CMAKE_CUDA_TOOLKIT_INCLUDE_DIRECTORIES PREPEND "-isystem" OUTPUT_VARIABLE includes)
  set_source_files_properties(${arg_WITH} PROPERTIES COMPILE_OPTIONS "${includes}")
  target_sources(twinline_${layer} PRIVATE ${arg_WITH})
endfunction()
