# The target twinline_toml: toml++ from the distribution's package, or the copy of its headers in tools/third_party where
# the distribution has no package (Ubuntu 22.04). The code is the same for both: it includes <toml++/toml.h> in one file.
find_path(TWINLINE_TOML_INCLUDE_DIR toml++/toml.h DOC "Folder that holds toml++/")
find_library(TWINLINE_TOML_LIBRARY tomlplusplus DOC "The compiled toml++")

add_library(twinline_toml INTERFACE)
if(TWINLINE_TOML_INCLUDE_DIR AND TWINLINE_TOML_LIBRARY)
  target_include_directories(twinline_toml SYSTEM INTERFACE "${TWINLINE_TOML_INCLUDE_DIR}")
  target_compile_definitions(twinline_toml INTERFACE TOML_HEADER_ONLY=0)
  target_link_libraries(twinline_toml INTERFACE "${TWINLINE_TOML_LIBRARY}")
else()
  message(STATUS "toml++: no package found, using tools/third_party")
  target_include_directories(twinline_toml SYSTEM INTERFACE "${PROJECT_SOURCE_DIR}/tools/third_party")
endif()
