#include "twinline/inference/forward_tiles.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace twinline::inference {
namespace {

constexpr std::size_t kAlignment = 64;  // bytes

void copy_in(const Program& program, Fields<const float> in, std::size_t begin, std::size_t n_items,
             const TileMemory& m) {
  for (std::size_t f = 0; f < program.n_inputs; ++f) {
    float* row = m.rows.rows + f * kTileItems;
    std::memcpy(row, in.values + f * in.pitch + begin, n_items * sizeof(float));
    std::fill(row + n_items, row + m.n_lanes, 0.0F);
  }
}

void copy_out(const Program& program, const TileMemory& m, std::size_t begin, std::size_t n_items,
              Fields<float> out) {
  for (std::size_t f = 0; f < program.n_outputs; ++f) {
    const float* row = m.rows.rows + (program.out.first + f) * kTileItems;
    std::memcpy(out.values + f * out.pitch + begin, row, n_items * sizeof(float));
  }
}

}  // namespace

void TileWorkspace::grow(const Program& program) {
  const std::size_t n_numbers = program.n_rows * kTileItems + kAlignment / sizeof(float);
  if (rows.size() < n_numbers) rows.resize(n_numbers);
  if (points.size() < program.largest_window) points.resize(program.largest_window);
}

TileMemory TileWorkspace::memory(const Program& program, std::size_t n_lanes) {
  const auto address = reinterpret_cast<std::uintptr_t>(rows.data());
  const std::size_t gap = (kAlignment - address % kAlignment) % kAlignment / sizeof(float);
  return {{rows.data() + gap, kTileItems, program.constants.data(), program.indices.data()},
          points.data(),
          n_lanes};
}

void forward_tiles(const Program& program, RunTile run, std::size_t n_items, Fields<const float> in,
                   Fields<float> out, TileWorkspace& workspace, std::size_t first,
                   std::size_t last) {
  for (std::size_t tile = first; tile < last; ++tile) {
    const std::size_t begin = tile * kTileItems;
    const std::size_t n_tile = std::min(kTileItems, n_items - begin);
    const std::size_t n_lanes = (n_tile + kLaneBlock - 1) / kLaneBlock * kLaneBlock;
    const TileMemory memory = workspace.memory(program, n_lanes);
    copy_in(program, in, begin, n_tile, memory);
    run(program, memory);
    copy_out(program, memory, begin, n_tile, out);
  }
}

}  // namespace twinline::inference
