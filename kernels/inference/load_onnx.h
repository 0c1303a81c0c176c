#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "twinline/inference/model_file_error.h"
#include "twinline/inference/network.h"

namespace twinline {

/// Whether this build reads ONNX files.
bool can_load_onnx();

/// Reads a network from an ONNX file; docs/methods/inference.md lists the operators and limits. All
/// of the file is checked here: a network that was returned runs.
/// The dimension of the input without a fixed size is the batch; where all are fixed, the first.
/// @param output which output to take; may be empty where the file has one.
/// @throws ModelFileError where the file cannot be read or used, or this build reads no ONNX.
std::shared_ptr<const Network> load_onnx(const std::filesystem::path& file,
                                         const std::string& output = "");

}  // namespace twinline
