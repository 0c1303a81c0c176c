# TWINLINE_MPI: AUTO takes MPI where it is found, ON demands it, OFF leaves it out. Sets TWINLINE_HAS_MPI.
set(TWINLINE_MPI AUTO CACHE STRING "Sweeps over the ranks of an MPI job: AUTO, ON or OFF")
set(twinline_mpi_choices AUTO ON OFF)
set_property(CACHE TWINLINE_MPI PROPERTY STRINGS ${twinline_mpi_choices})
if(NOT TWINLINE_MPI IN_LIST twinline_mpi_choices)
  message(FATAL_ERROR "TWINLINE_MPI is \"${TWINLINE_MPI}\", expected one of: ${twinline_mpi_choices}")
endif()

set(TWINLINE_HAS_MPI OFF)
if(NOT TWINLINE_MPI STREQUAL "OFF")
  set(MPI_CXX_SKIP_MPICXX ON)  # the C++ bindings are gone from the standard, and warn
  find_package(MPI COMPONENTS CXX)
  if(MPI_CXX_FOUND)
    set(TWINLINE_HAS_MPI ON)
  elseif(TWINLINE_MPI STREQUAL "ON")
    message(FATAL_ERROR "TWINLINE_MPI is ON, and no MPI was found. Install libopenmpi-dev and openmpi-bin, "
      "or choose TWINLINE_MPI=AUTO.")
  endif()
endif()
message(STATUS "MPI: ${TWINLINE_HAS_MPI}")
