#include "twinline/inference/load_onnx.h"

#include <fstream>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include "twinline/inference/onnx/lowering.h"

namespace twinline {
namespace {

using inference::ItemShape;
using inference::Lowering;
using inference::Node;
using inference::OperatorTable;
using inference::printable;

constexpr std::uintmax_t kMostBytes = 256U << 20U;
constexpr int kMostNodes = 20'000;

/// A file, and what was found about its names.
struct Graph {
  std::string file;
  const onnx::GraphProto& proto;
  std::unordered_map<std::string, int> makers;  ///< node that makes a name
  std::unordered_map<std::string, const onnx::TensorProto*> initializers;
};

onnx::ModelProto read_model(const std::filesystem::path& path) {
  const std::string file = path.string();
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    throw ModelFileError(file + ": there is no such file.");
  }
  if (std::filesystem::file_size(path, error) > kMostBytes) {
    throw ModelFileError(file + ": expected a file of at most " +
                         std::to_string(kMostBytes >> 20U) + " MiB.");
  }
  std::ifstream stream(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) throw ModelFileError(file + ": the file cannot be read.");
  onnx::ModelProto model;
  if (bytes.empty() || !model.ParseFromString(bytes) || !model.has_graph()) {
    throw ModelFileError(file + ": this is no ONNX file, or it is damaged or incomplete (" +
                         std::to_string(bytes.size()) + " bytes). Export or copy it again.");
  }
  return model;
}

/// Version of ONNX's own operators.
std::int64_t opset_of(const onnx::ModelProto& model, const std::string& file) {
  constexpr std::int64_t kOldest = 7;  // broadcasting as today
  constexpr std::int64_t kNewest = 25;
  for (const onnx::OperatorSetIdProto& opset : model.opset_import()) {
    if (!opset.domain().empty() && opset.domain() != "ai.onnx") continue;
    if (opset.version() >= kOldest && opset.version() <= kNewest) return opset.version();
    throw ModelFileError(file + ": expected an operator set (opset) from " +
                         std::to_string(kOldest) + " to " + std::to_string(kNewest) +
                         ", received " + std::to_string(opset.version()) +
                         ". Export with another opset_version.");
  }
  throw ModelFileError(file + ": the file names no operator set (opset). Export it again.");
}

Graph read_graph(const onnx::ModelProto& model, const std::string& file) {
  Graph graph{file, model.graph(), {}, {}};
  if (graph.proto.node_size() > kMostNodes) {
    throw ModelFileError(file + ": expected at most " + std::to_string(kMostNodes) +
                         " nodes, received " + std::to_string(graph.proto.node_size()) + ".");
  }
  if (graph.proto.sparse_initializer_size() > 0) {
    throw ModelFileError(file + ": sparse weights are not supported. Export dense ones.");
  }
  const auto twice = [&file](const std::string& name) {
    throw ModelFileError(file + ": two things have the name \"" + printable(name) +
                         "\". The file is damaged: export it again.");
  };
  for (const onnx::TensorProto& tensor : graph.proto.initializer()) {
    if (!graph.initializers.emplace(tensor.name(), &tensor).second) twice(tensor.name());
  }
  for (int n = 0; n < graph.proto.node_size(); ++n) {
    for (const std::string& name : graph.proto.node(n).output()) {
      if (name.empty()) continue;
      const bool is_new = graph.makers.emplace(name, n).second;
      if (!is_new || graph.initializers.count(name) > 0) twice(name);
    }
  }
  return graph;
}

/// The one input that is no weight.
const onnx::ValueInfoProto& network_input(const Graph& graph) {
  const onnx::ValueInfoProto* found = nullptr;
  for (const onnx::ValueInfoProto& input : graph.proto.input()) {
    if (graph.initializers.count(input.name()) > 0) continue;
    if (found != nullptr) {
      throw ModelFileError(graph.file + ": expected one input, received \"" +
                           printable(found->name()) + "\" and \"" + printable(input.name()) +
                           "\". Join them into one tensor in the network.");
    }
    found = &input;
  }
  if (found == nullptr) throw ModelFileError(graph.file + ": the network has no input.");
  if (graph.makers.count(found->name()) > 0) {
    throw ModelFileError(graph.file + ": a node makes the network's input \"" +
                         printable(found->name()) + "\". The file is damaged.");
  }
  return *found;
}

std::string network_output(const Graph& graph, const std::string& wanted) {
  std::string names;
  for (const onnx::ValueInfoProto& output : graph.proto.output()) {
    if (output.name() == wanted) return wanted;
    names += (names.empty() ? "\"" : ", \"") + printable(output.name()) + "\"";
  }
  if (!wanted.empty()) {
    throw ModelFileError(graph.file + ": expected one of the outputs " + names + ", received \"" +
                         printable(wanted) + "\".");
  }
  if (graph.proto.output_size() != 1) {
    throw ModelFileError(graph.file + ": expected one output, received " +
                         std::to_string(graph.proto.output_size()) +
                         (names.empty() ? "" : ": " + names + ". Name the one to take") + ".");
  }
  return graph.proto.output(0).name();
}

/// The shape of the input; the dimension without a size is the batch, or else the first.
ItemShape input_shape(const Graph& graph, const onnx::ValueInfoProto& input) {
  const std::string where = graph.file + ": input \"" + printable(input.name()) + "\": ";
  const onnx::TypeProto_Tensor& type = input.type().tensor_type();
  if (type.elem_type() != onnx::TensorProto::FLOAT || !type.has_shape()) {
    throw ModelFileError(where + "expected a float32 tensor with a shape, received type " +
                         std::to_string(type.elem_type()) +
                         ". Export the network in single precision (float32).");
  }
  constexpr int kMostDims = 8;
  ItemShape shape;
  std::size_t n_open = 0;
  for (const auto& dim : type.shape().dim()) {
    const bool fixed = dim.has_dim_value();
    if (!fixed) shape.batch_axis = shape.rank();
    n_open += fixed ? 0 : 1;
    shape.dims.push_back(fixed ? dim.dim_value() : ItemShape::kAnyBatch);
    if (fixed && dim.dim_value() < 1) n_open = 2;
  }
  if (shape.dims.empty() || shape.rank() > kMostDims || n_open > 1) {
    throw ModelFileError(where + "expected 1 to 8 dimensions of 1 or more, all fixed but the " +
                         "batch, received " + inference::text_of(shape.dims) +
                         " (-1: no fixed size). Export with fixed sizes but for the batch.");
  }
  return shape;
}

/// Nodes that the output needs, each behind those it reads from.
std::vector<int> needed_nodes(const Graph& graph, const std::string& output) {
  enum class Mark { kNew, kOpen, kDone };
  std::vector<Mark> marks(static_cast<std::size_t>(graph.proto.node_size()), Mark::kNew);
  std::vector<int> order;
  std::vector<std::pair<int, int>> stack;  // node, its next input
  const auto visit = [&](const std::string& name) {
    const auto maker = graph.makers.find(name);
    if (maker == graph.makers.end()) return;
    Mark& mark = marks[static_cast<std::size_t>(maker->second)];
    if (mark == Mark::kOpen) {
      throw ModelFileError(graph.file + ": the nodes that make \"" + printable(name) +
                           "\" form a circle. The file is damaged.");
    }
    if (mark == Mark::kDone) return;
    mark = Mark::kOpen;
    stack.emplace_back(maker->second, 0);
  };
  visit(output);
  while (!stack.empty()) {
    const int n = stack.back().first;
    const onnx::NodeProto& node = graph.proto.node(n);
    if (stack.back().second < node.input_size()) {
      visit(node.input(stack.back().second++));
    } else {
      marks[static_cast<std::size_t>(n)] = Mark::kDone;
      order.push_back(n);
      stack.pop_back();
    }
  }
  return order;
}

const OperatorTable& all_operators() {
  static const OperatorTable table = [] {
    OperatorTable all;
    for (const auto& part : {inference::dense_operators(), inference::elementwise_operators(),
                             inference::window_operators(), inference::constant_operators(),
                             inference::reshape_operators(), inference::move_operators(),
                             inference::recurrent_operators()}) {
      all.insert(part.begin(), part.end());
    }
    return all;
  }();
  return table;
}

void lower_node(Lowering& lowering, const Node& node) {
  const std::string& domain = node.proto().domain();
  const bool own = domain.empty() || domain == "ai.onnx";
  const auto found = all_operators().find(own ? node.type() : domain + ":" + node.type());
  if (found == all_operators().end()) {
    throw ModelFileError(node.where() + "this operator" +
                         (own ? "" : " of the domain \"" + printable(domain) + "\"") +
                         " is not supported. docs/methods/inference.md lists those that are.");
  }
  try {
    found->second(lowering, node);
  } catch (const std::length_error& limit) {
    throw ModelFileError(node.where() + "expected " + limit.what() + ", and the file asks for " +
                         "more. Make the network smaller.");
  }
}

/// Defines what a node reads; returns how many trained numbers came with it.
std::size_t define_inputs(const Graph& graph, Lowering& lowering, const Node& node) {
  std::size_t n_parameters = 0;
  for (const std::string& name : node.proto().input()) {
    if (name.empty() || lowering.knows(name)) continue;
    const auto found = graph.initializers.find(name);
    if (found == graph.initializers.end()) {
      throw ModelFileError(node.where() + "expected its input \"" + printable(name) +
                           "\" among the weights and nodes, received neither. The file is "
                           "damaged, or parts of it depend on what is not supported.");
    }
    inference::Tensor tensor = inference::read_tensor(*found->second, node.where());
    n_parameters += tensor.floats.size();
    lowering.define(name, {std::make_shared<const inference::Tensor>(std::move(tensor)), {}});
  }
  return n_parameters;
}

Network::Shape public_shape(const ItemShape& shape) {
  Network::Shape dims;
  for (const std::int64_t dim : shape.without_batch())
    dims.push_back(static_cast<std::size_t>(dim));
  return dims;
}

}  // namespace

bool can_load_onnx() { return true; }

std::shared_ptr<const Network> load_onnx(const std::filesystem::path& file,
                                         const std::string& output) {
  const onnx::ModelProto model = read_model(file);
  const Graph graph = read_graph(model, file.string());
  const onnx::ValueInfoProto& input = network_input(graph);
  const std::string output_name = network_output(graph, output);
  const std::vector<int> order = needed_nodes(graph, output_name);
  Lowering lowering(opset_of(model, graph.file));
  const ItemShape in = input_shape(graph, input);
  std::size_t n_parameters = 0;
  try {
    lowering.define(input.name(), {nullptr, lowering.make_value(in)});
    // Readers are counted before the first node is lowered.
    std::vector<Node> nodes;
    nodes.reserve(order.size());
    for (const int n : order) nodes.emplace_back(graph.file, graph.proto.node(n), n);
    for (const Node& node : nodes) {
      for (const std::string& name : node.proto().input()) lowering.count_reader(name);
    }
    lowering.count_reader(output_name);
    for (const Node& node : nodes) {
      n_parameters += define_inputs(graph, lowering, node);
      lower_node(lowering, node);
    }
    if (!lowering.knows(output_name) || lowering.operand(output_name).constant) {
      throw ModelFileError(graph.file + ": the output \"" + printable(output_name) +
                           "\" does not depend on the input.");
    }
    const inference::Value out = lowering.operand(output_name).value;
    return std::make_shared<const Network>(file.stem().string(), public_shape(in),
                                           public_shape(out.shape), n_parameters,
                                           lowering.builder().finish(out.id));
  } catch (const std::length_error& limit) {
    throw ModelFileError(graph.file + ": expected " + limit.what() +
                         ", and the file asks for more. Make the network smaller.");
  }
}

}  // namespace twinline
