// Included once by each tile_*.cpp, which defines before
//   TWINLINE_TILE     the attribute that selects the instructions of a function
//   Vec, kVecLanes    a vector of kVecLanes floats: a GCC vector type
//   fused(a, b, c)    a * b + c for each lane, rounded once
// All functions here have internal linkage, so that none of these instructions gets into a program
// through an inline function that the linker chose.

namespace twinline::inference {
namespace {

constexpr std::size_t kLaneVectors = 3;  // with kUnitBlock = 4 outputs: 12 sums in registers
constexpr std::size_t kBlockLanes = kLaneVectors * kVecLanes;
static_assert(kTileItems % kBlockLanes == 0 && kLaneBlock % kVecLanes == 0, "tiles of whole blocks");

/// Rows that a dense step reads for k = 0, 1, ...: neighbours.
struct NextRows {
  const float* first;
  TWINLINE_TILE const float* row(std::uint32_t k) const { return first + k * kTileItems; }
};

/// Rows that a window picked.
struct PickedRows {
  const float* const* points;
  TWINLINE_TILE const float* row(std::uint32_t k) const { return points[k]; }
};

/// One position of a dense step, from its first lane in the block on.
template <class InRows>
struct Position {
  InRows in;
  const float* weights;
  const float* bias;
  float* out;
};

TWINLINE_TILE inline Vec load(const float* from) {
  Vec v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

TWINLINE_TILE inline Vec all_lanes(float x) { return x - Vec{}; }

/// kBlocks blocks of kUnits outputs by kVectors vectors of lanes, held in registers.
template <std::size_t kBlocks, std::size_t kUnits, std::size_t kVectors, class InRows>
TWINLINE_TILE inline void dense_block(const DenseStep& s, const Position<InRows>& p,
                                      std::size_t unit, std::size_t lane) {
  constexpr std::size_t kSums = kBlocks * kUnits;
  Vec sum[kSums][kVectors];
  const std::size_t out_stride = s.out_unit_stride * kTileItems;
  float* out = p.out + unit * out_stride + lane;
  for (std::size_t j = 0; j < kSums; ++j) {
    for (std::size_t n = 0; n < kVectors; ++n) {
      sum[j][n] = s.accumulate ? load(out + j * out_stride + n * kVecLanes)
                               : all_lanes(p.bias[unit + j]);
    }
  }
  const std::size_t block_stride = kUnits * s.n_in;
  const float* weight = p.weights + unit * s.n_in;
  for (std::uint32_t k = 0; k < s.n_in; ++k, weight += kUnits) {
    const float* row = p.in.row(k) + lane;
    Vec x[kVectors];
    for (std::size_t n = 0; n < kVectors; ++n) x[n] = load(row + n * kVecLanes);
    for (std::size_t j = 0; j < kSums; ++j) {
      const Vec w = all_lanes(weight[j / kUnits * block_stride + j % kUnits]);
      for (std::size_t n = 0; n < kVectors; ++n) sum[j][n] = fused(x[n], w, sum[j][n]);
    }
  }
  for (std::size_t j = 0; j < kSums; ++j) {
    for (std::size_t n = 0; n < kVectors; ++n) {
      const Vec y = s.relu ? (sum[j][n] < 0.0F ? Vec{} : sum[j][n]) : sum[j][n];
      std::memcpy(out + j * out_stride + n * kVecLanes, &y, sizeof y);
    }
  }
}

/// All outputs for kVectors vectors of lanes. A single vector takes three blocks of outputs at a
/// time: the sums in flight hide the time that one addition takes.
template <std::size_t kVectors, class InRows>
TWINLINE_TILE inline void dense_lanes(const DenseStep& s, const Position<InRows>& p,
                                      std::size_t lane) {
  constexpr std::size_t kBlocks = kVectors == 1 ? 3 : 1;
  std::size_t unit = 0;
  for (; unit + kBlocks * kUnitBlock <= s.n_units; unit += kBlocks * kUnitBlock) {
    dense_block<kBlocks, kUnitBlock, kVectors>(s, p, unit, lane);
  }
  for (; unit + kUnitBlock <= s.n_units; unit += kUnitBlock) {
    dense_block<1, kUnitBlock, kVectors>(s, p, unit, lane);
  }
  const std::size_t left = s.n_units - unit;
  if (left == 1) dense_block<1, 1, kVectors>(s, p, unit, lane);
  if (left == 2) dense_block<1, 2, kVectors>(s, p, unit, lane);
  if (left == 3) dense_block<1, 3, kVectors>(s, p, unit, lane);
}

template <class InRows>
TWINLINE_TILE inline void dense_position(const DenseStep& s, const Position<InRows>& p,
                                         std::size_t n_lanes) {
  std::size_t lane = 0;
  for (; lane + kBlockLanes <= n_lanes; lane += kBlockLanes) {
    dense_lanes<kLaneVectors>(s, p, lane);
  }
  for (; lane + 2 * kVecLanes <= n_lanes; lane += 2 * kVecLanes) dense_lanes<2>(s, p, lane);
  for (; lane < n_lanes; lane += kVecLanes) dense_lanes<1>(s, p, lane);
}

TWINLINE_TILE float* row_of(const TileMemory& m, std::uint32_t row) {
  return m.rows.rows + row * kTileItems;
}

/// The rows under the window at a position, in the order of the sum.
TWINLINE_TILE void pick_rows(const DenseStep& s, const TileMemory& m, std::uint32_t position) {
  alignas(64) static constexpr float kZeros[kTileItems] = {};
  const Window& w = s.window;
  const std::uint32_t n_points = w.kernel_height * w.kernel_width;
  const std::size_t channel_rows = static_cast<std::size_t>(w.height) * w.width;
  std::uint32_t point = 0;
  for (std::uint32_t y = 0; y < w.kernel_height; ++y) {
    for (std::uint32_t x = 0; x < w.kernel_width; ++x, ++point) {
      const WindowPoint place = window_point(w, position, y, x);
      const float* row = place.inside ? row_of(m, s.in.first + place.offset) : kZeros;
      const std::size_t step = place.inside ? channel_rows * kTileItems : 0;
      for (std::uint32_t k = point; k < s.n_in; k += n_points, row += step) m.points[k] = row;
    }
  }
}

TWINLINE_TILE void run(const DenseStep& s, const TileMemory& m) {
  const float* weights = m.rows.constants + s.weights;
  const float* bias = m.rows.constants + s.bias;
  for (std::uint32_t p = 0; p < s.n_positions; ++p) {
    float* out = row_of(m, s.out.first + p * s.out_position_stride);
    if (s.has_window) {
      pick_rows(s, m, p);
      dense_position<PickedRows>(s, {{m.points}, weights, bias, out}, m.n_lanes);
    } else {
      const float* in = row_of(m, s.in.first + p * s.in_position_stride);
      dense_position<NextRows>(s, {{in}, weights, bias, out}, m.n_lanes);
    }
  }
}

TWINLINE_TILE void run(const PoolStep& s, const TileMemory& m) {
  const Window& w = s.window;
  const std::uint32_t positions = w.out_height * w.out_width;
  for (std::size_t index = 0; index < n_elements(s); ++index) {
    const auto position = static_cast<std::uint32_t>(index % positions);
    const auto channel = static_cast<std::uint32_t>(index / positions);
    const std::uint32_t first = s.in.first + channel * (w.height * w.width);
    float* out = row_of(m, s.out.first + static_cast<std::uint32_t>(index));
    std::uint32_t n_inside = 0;
    for (std::uint32_t point = 0; point < w.kernel_height * w.kernel_width; ++point) {
      const WindowPoint place =
          window_point(w, position, point / w.kernel_width, point % w.kernel_width);
      if (!place.inside) continue;
      const float* in = row_of(m, first + place.offset);
      const bool is_first = n_inside++ == 0;
      if (is_first) {
        for (std::size_t i = 0; i < m.n_lanes; ++i) out[i] = in[i];
      } else if (s.kind == PoolKind::kMax) {
        for (std::size_t i = 0; i < m.n_lanes; ++i) out[i] = larger(out[i], in[i]);
      } else {
        for (std::size_t i = 0; i < m.n_lanes; ++i) out[i] = out[i] + in[i];
      }
    }
    if (s.kind == PoolKind::kAverageWithPadding) n_inside = w.kernel_height * w.kernel_width;
    if (s.kind == PoolKind::kMax || n_inside == 0) continue;
    for (std::size_t i = 0; i < m.n_lanes; ++i) out[i] /= static_cast<float>(n_inside);
  }
}

template <BinaryKind kKind, int kStepA, int kStepB>
TWINLINE_TILE void combine_lanes(const float* a, const float* b, float* out, std::size_t n_lanes) {
  for (std::size_t i = 0; i < n_lanes; ++i) out[i] = combine(kKind, a[i * kStepA], b[i * kStepB]);
}

template <BinaryKind kKind>
TWINLINE_TILE void combine_rows(const BinaryStep& s, const TileMemory& m) {
  const float* constants = m.rows.constants + s.constants;
  for (std::uint32_t i = 0; i < s.n; ++i) {
    float* out = row_of(m, s.out.first + i);
    if (s.constant == BinaryStep::Constant::kA) {
      combine_lanes<kKind, 0, 1>(constants + i, row_of(m, s.b.first + i), out, m.n_lanes);
    } else if (s.constant == BinaryStep::Constant::kB) {
      combine_lanes<kKind, 1, 0>(row_of(m, s.a.first + i), constants + i, out, m.n_lanes);
    } else {
      combine_lanes<kKind, 1, 1>(row_of(m, s.a.first + i), row_of(m, s.b.first + i), out,
                                 m.n_lanes);
    }
  }
}

TWINLINE_TILE void run(const BinaryStep& s, const TileMemory& m) {
  if (s.kind == BinaryKind::kAdd) combine_rows<BinaryKind::kAdd>(s, m);
  if (s.kind == BinaryKind::kSub) combine_rows<BinaryKind::kSub>(s, m);
  if (s.kind == BinaryKind::kMul) combine_rows<BinaryKind::kMul>(s, m);
  if (s.kind == BinaryKind::kDiv) combine_rows<BinaryKind::kDiv>(s, m);
}

/// Input and output may be the same rows: a copy of the row, so that the loop vectorises then too.
template <UnaryKind kKind>
TWINLINE_TILE void activate_rows(const UnaryStep& s, const TileMemory& m) {
  alignas(64) float in[kTileItems];
  for (std::uint32_t row = 0; row < s.n; ++row) {
    std::memcpy(in, row_of(m, s.in.first + row), m.n_lanes * sizeof(float));
    float* out = row_of(m, s.out.first + row);
    for (std::size_t i = 0; i < m.n_lanes; ++i) out[i] = activate(kKind, in[i], s.alpha);
  }
}

TWINLINE_TILE void run(const UnaryStep& s, const TileMemory& m) {
  if (s.kind == UnaryKind::kRelu) activate_rows<UnaryKind::kRelu>(s, m);
  if (s.kind == UnaryKind::kLeakyRelu) activate_rows<UnaryKind::kLeakyRelu>(s, m);
  if (s.kind == UnaryKind::kSigmoid) activate_rows<UnaryKind::kSigmoid>(s, m);
  if (s.kind == UnaryKind::kTanh) activate_rows<UnaryKind::kTanh>(s, m);
}

TWINLINE_TILE void run(const SoftmaxStep& s, const TileMemory& m) {
  alignas(64) float largest[kTileItems];
  alignas(64) double sum[kTileItems];
  for (std::size_t group = 0; group < n_elements(s); ++group) {
    const auto outer = static_cast<std::uint32_t>(group / s.n_inner);
    const auto inner = static_cast<std::uint32_t>(group % s.n_inner);
    const std::uint32_t begin = outer * s.n_axis * s.n_inner + inner;
    const float* first = row_of(m, s.in.first + begin);
    for (std::size_t i = 0; i < m.n_lanes; ++i) largest[i] = first[i];
    for (std::uint32_t k = 1; k < s.n_axis; ++k) {
      const float* in = row_of(m, s.in.first + begin + k * s.n_inner);
      for (std::size_t i = 0; i < m.n_lanes; ++i) largest[i] = larger(largest[i], in[i]);
    }
    for (std::size_t i = 0; i < m.n_lanes; ++i) sum[i] = 0;
    for (std::uint32_t k = 0; k < s.n_axis; ++k) {
      const float* in = row_of(m, s.in.first + begin + k * s.n_inner);
      float* out = row_of(m, s.out.first + begin + k * s.n_inner);
      for (std::size_t i = 0; i < m.n_lanes; ++i) {
        out[i] = exp_below(in[i], largest[i]);
        sum[i] += static_cast<double>(out[i]);
      }
    }
    for (std::uint32_t k = 0; k < s.n_axis; ++k) {
      float* out = row_of(m, s.out.first + begin + k * s.n_inner);
      for (std::size_t i = 0; i < m.n_lanes; ++i) {
        out[i] = static_cast<float>(static_cast<double>(out[i]) / sum[i]);
      }
    }
  }
}

TWINLINE_TILE void run(const CopyStep& s, const TileMemory& m) {
  for (std::uint32_t i = 0; i < s.n; ++i) {
    const std::uint32_t from = s.has_map ? m.rows.indices[s.map + i] : i;
    std::memcpy(row_of(m, s.out.first + i), row_of(m, s.in.first + from),
                m.n_lanes * sizeof(float));
  }
}

TWINLINE_TILE void run(const FillStep& s, const TileMemory& m) {
  for (std::uint32_t row = 0; row < s.n; ++row) {
    const float value = m.rows.constants[s.constants + row];
    float* out = row_of(m, s.out.first + row);
    for (std::size_t i = 0; i < m.n_lanes; ++i) out[i] = value;
  }
}

/// The rows of lstm_unit() one function at a time, in place, so that each loop vectorises: the gates
/// are free to be changed, the next step of time makes them anew.
TWINLINE_TILE void run(const LstmCellStep& s, const TileMemory& m) {
  const UnaryStep gates{s.gates, s.gates, 3 * s.n, UnaryKind::kSigmoid, 0};
  const Rows candidates{s.gates.value, s.gates.first + 3 * s.n};
  run(gates, m);
  run(UnaryStep{candidates, candidates, s.n, UnaryKind::kTanh, 0}, m);
  for (std::uint32_t unit = 0; unit < s.n; ++unit) {
    const float* input = row_of(m, s.gates.first + unit);
    const float* forget = row_of(m, s.gates.first + 2 * s.n + unit);
    const float* candidate = row_of(m, s.gates.first + 3 * s.n + unit);
    float* cell = row_of(m, s.cell.first + unit);
    for (std::size_t i = 0; i < m.n_lanes; ++i) {
      cell[i] = forget[i] * cell[i] + input[i] * candidate[i];
    }
  }
  run(UnaryStep{s.cell, s.hidden, s.n, UnaryKind::kTanh, 0}, m);
  for (std::uint32_t unit = 0; unit < s.n; ++unit) {
    const float* output = row_of(m, s.gates.first + s.n + unit);
    float* hidden = row_of(m, s.hidden.first + unit);
    for (std::size_t i = 0; i < m.n_lanes; ++i) hidden[i] = output[i] * hidden[i];
  }
}

template <class OneStep>
TWINLINE_TILE bool run_if(const Step& step, const TileMemory& memory) {
  const auto* one = std::get_if<OneStep>(&step);
  if (one != nullptr) run(*one, memory);
  return one != nullptr;
}

template <class... OneStep>
TWINLINE_TILE void run_any(const std::variant<OneStep...>& step, const TileMemory& memory) {
  (void)(run_if<OneStep>(step, memory) || ...);
}

TWINLINE_TILE void run_program(const Program& program, const TileMemory& memory) {
  for (const Step& step : program.steps) run_any(step, memory);
}

}  // namespace
}  // namespace twinline::inference
