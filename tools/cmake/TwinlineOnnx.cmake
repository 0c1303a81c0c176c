# TWINLINE_ONNX: AUTO reads ONNX files where the libraries are found, ON demands them, OFF leaves it out.
# Sets TWINLINE_HAS_ONNX and gives the target twinline_onnx.
set(TWINLINE_ONNX AUTO CACHE STRING "Read networks from ONNX files: AUTO, ON or OFF")
set(twinline_onnx_choices AUTO ON OFF)
set_property(CACHE TWINLINE_ONNX PROPERTY STRINGS ${twinline_onnx_choices})
if(NOT TWINLINE_ONNX IN_LIST twinline_onnx_choices)
  message(FATAL_ERROR "TWINLINE_ONNX is \"${TWINLINE_ONNX}\", expected one of: ${twinline_onnx_choices}")
endif()

set(TWINLINE_HAS_ONNX OFF)
if(NOT TWINLINE_ONNX STREQUAL "OFF")
  find_package(Protobuf QUIET)  # first: ONNX's own file names its targets
  find_package(ONNX CONFIG QUIET)
  if(Protobuf_FOUND AND ONNX_FOUND AND TARGET onnx_proto)
    set(TWINLINE_HAS_ONNX ON)
    # The definitions are those that the package's own targets carry; its headers are not ours to warn about.
    add_library(twinline_onnx INTERFACE)
    target_include_directories(twinline_onnx SYSTEM INTERFACE
      $<TARGET_PROPERTY:onnx_proto,INTERFACE_INCLUDE_DIRECTORIES>)
    target_compile_definitions(twinline_onnx INTERFACE ONNX_ML=1 ONNX_NAMESPACE=onnx)
    target_link_libraries(twinline_onnx INTERFACE onnx_proto protobuf::libprotobuf)
  elseif(TWINLINE_ONNX STREQUAL "ON")
    message(FATAL_ERROR "TWINLINE_ONNX is ON, and ONNX's library or protobuf was not found. Install libonnx-dev and "
      "libprotobuf-dev, or choose TWINLINE_ONNX=AUTO.")
  endif()
endif()
message(STATUS "ONNX: ${TWINLINE_HAS_ONNX}")
