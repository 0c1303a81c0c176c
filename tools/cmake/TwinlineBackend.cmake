# Which Thrust system runs the kernels, fixed at build time (docs/adr/0006-backend-at-build-time.md).
# Gives the target twinline_thrust, which only files named *.cu may use, and the function twinline_backend_sources.
set(TWINLINE_BACKEND omp CACHE STRING "Where kernels run: cuda, omp, tbb or cpp (one thread)")
set(twinline_backends cuda omp tbb cpp)
set_property(CACHE TWINLINE_BACKEND PROPERTY STRINGS ${twinline_backends})
if(NOT TWINLINE_BACKEND IN_LIST twinline_backends)
  message(FATAL_ERROR "TWINLINE_BACKEND is \"${TWINLINE_BACKEND}\", expected one of: ${twinline_backends}")
endif()

add_library(twinline_thrust INTERFACE)
string(TOUPPER "${TWINLINE_BACKEND}" twinline_backend_upper)
target_compile_definitions(twinline_thrust INTERFACE
  TWINLINE_BACKEND_${twinline_backend_upper}
  TWINLINE_BACKEND_NAME="${TWINLINE_BACKEND}"
  THRUST_HOST_SYSTEM=THRUST_HOST_SYSTEM_CPP
  THRUST_DEVICE_SYSTEM=THRUST_DEVICE_SYSTEM_${twinline_backend_upper})

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
  # The toolkit brings its own Thrust: nothing is added to the include path, so the two never mix.
else()
  find_path(TWINLINE_THRUST_INCLUDE_DIR thrust/version.h
    HINTS /usr/include
    PATHS /usr/local/cuda/include/cccl /usr/local/cuda/include
    DOC "Folder that holds thrust/")
  if(NOT TWINLINE_THRUST_INCLUDE_DIR)
    message(FATAL_ERROR "Thrust's headers were not found. Install the package libthrust-dev "
      "(tools/quickstart does) or set TWINLINE_THRUST_INCLUDE_DIR.")
  endif()
  target_include_directories(twinline_thrust SYSTEM INTERFACE "${TWINLINE_THRUST_INCLUDE_DIR}")
  if(TWINLINE_BACKEND STREQUAL "omp")
    find_package(OpenMP REQUIRED COMPONENTS CXX)
    target_link_libraries(twinline_thrust INTERFACE OpenMP::OpenMP_CXX)
  elseif(TWINLINE_BACKEND STREQUAL "tbb")
    find_package(TBB REQUIRED)
    target_link_libraries(twinline_thrust INTERFACE TBB::tbb)
  endif()
endif()
message(STATUS "Kernels run on: ${TWINLINE_BACKEND}")

# A *.cu file is CUDA where the backend is cuda, and C++ everywhere else. Call it in the folder of the target.
function(twinline_backend_sources)
  if(NOT TWINLINE_BACKEND STREQUAL "cuda")
    list(TRANSFORM ARGN PREPEND "${PROJECT_SOURCE_DIR}/")
    set_source_files_properties(${ARGN} PROPERTIES LANGUAGE CXX)
  endif()
endfunction()
