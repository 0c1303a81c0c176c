#include "twinline/inference/program_builder.h"

#include <algorithm>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace twinline::inference {
namespace {

void require(bool holds, const std::string& what, std::uint64_t most) {
  if (!holds) throw std::length_error("at most " + std::to_string(most) + " " + what);
}

/// Calls visit(rows) for each Rows of a step.
template <class Visit>
void visit_rows(Step& step, Visit visit) {
  std::visit(
      [&visit](auto& s) {
        using S = std::decay_t<decltype(s)>;
        if constexpr (std::is_same_v<S, LstmCellStep>) {
          visit(s.gates), visit(s.cell), visit(s.hidden);
        } else if constexpr (std::is_same_v<S, FillStep>) {
          visit(s.out);
        } else if constexpr (std::is_same_v<S, BinaryStep>) {
          if (s.constant != BinaryStep::Constant::kA) visit(s.a);
          if (s.constant != BinaryStep::Constant::kB) visit(s.b);
          visit(s.out);
        } else {
          visit(s.in), visit(s.out);
        }
      },
      step);
}

/// A tensor in the workspace, from the first step that touches it to the last.
struct Life {
  std::uint32_t value = 0;
  std::size_t first = 0;
  std::size_t last = 0;
  std::uint32_t row = 0;
};

/// The lowest rows that no tensor alive then occupies. `placed` is sorted by row.
std::uint32_t lowest_free_row(const std::vector<Life>& placed,
                              const std::vector<std::uint32_t>& sizes, std::uint32_t size) {
  std::uint32_t row = 0;
  for (const Life& life : placed) {
    if (life.row >= row + size) break;
    row = std::max(row, life.row + sizes[life.value]);
  }
  return row;
}

}  // namespace

std::uint32_t ProgramBuilder::add_value(std::uint64_t size) {
  if (size == 0) throw std::length_error("a tensor without numbers");
  require(size <= kMostRows, "numbers in a tensor of one item", kMostRows);
  require(sizes_.size() < kMostSteps, "tensors", kMostSteps);
  sizes_.push_back(static_cast<std::uint32_t>(size));
  return static_cast<std::uint32_t>(sizes_.size() - 1);
}

std::uint32_t ProgramBuilder::add_constants(const std::vector<float>& numbers) {
  const std::size_t place = program_.constants.size();
  require(place + numbers.size() <= kMostConstants, "constant numbers", kMostConstants);
  program_.constants.insert(program_.constants.end(), numbers.begin(), numbers.end());
  return static_cast<std::uint32_t>(place);
}

std::uint32_t ProgramBuilder::add_indices(const std::vector<std::uint32_t>& numbers) {
  const std::size_t place = program_.indices.size();
  require(place + numbers.size() <= kMostConstants, "indices", kMostConstants);
  program_.indices.insert(program_.indices.end(), numbers.begin(), numbers.end());
  return static_cast<std::uint32_t>(place);
}

void ProgramBuilder::set_weights(DenseStep& step, const DenseWeights& dense) {
  std::vector<float> packed;
  packed.reserve(dense.weights.size());
  for (std::uint32_t begin = 0; begin < step.n_units; begin += kUnitBlock) {
    const std::uint32_t end = std::min(step.n_units, begin + kUnitBlock);
    for (std::uint32_t k = 0; k < step.n_in; ++k) {
      const auto row = dense.weights.begin() + static_cast<std::ptrdiff_t>(k) * step.n_units;
      packed.insert(packed.end(), row + begin, row + end);
    }
  }
  step.weights = add_constants(packed);
  step.bias = add_constants(dense.bias);
}

void ProgramBuilder::add_step(const Step& step) {
  require(program_.steps.size() < kMostSteps, "steps", kMostSteps);
  if (const auto* dense = std::get_if<DenseStep>(&step)) {
    if (dense->has_window) {
      program_.largest_window = std::max(program_.largest_window, dense->n_in);
    }
    program_.n_multiply_adds +=
        static_cast<std::uint64_t>(dense->n_in) * dense->n_units * dense->n_positions;
    require(program_.n_multiply_adds <= kMostMultiplyAdds, "multiplications an item",
            kMostMultiplyAdds);
  }
  program_.steps.push_back(step);
}

bool ProgramBuilder::end_with_relu(std::uint32_t value) {
  bool found = false;
  for (auto step = program_.steps.rbegin(); step != program_.steps.rend(); ++step) {
    auto* dense = std::get_if<DenseStep>(&*step);
    if (dense == nullptr || dense->out.value != value) break;
    dense->relu = true;
    found = true;
  }
  return found;
}

void ProgramBuilder::place_values(std::uint32_t output) {
  const std::size_t n_steps = program_.steps.size();
  std::vector<Life> lives(sizes_.size());
  for (std::uint32_t v = 0; v < sizes_.size(); ++v) lives[v] = {v, n_steps, 0, 0};
  lives[0].first = 0;  // the input is there before the first step
  lives[output].last = n_steps;
  for (std::size_t s = 0; s < n_steps; ++s) {
    visit_rows(program_.steps[s], [&lives, s](const Rows& rows) {
      lives[rows.value].first = std::min(lives[rows.value].first, s);
      lives[rows.value].last = std::max(lives[rows.value].last, s);
    });
  }
  std::vector<Life> order = lives;
  std::stable_sort(order.begin(), order.end(),
                   [](const Life& a, const Life& b) { return a.first < b.first; });
  std::vector<Life> placed;
  std::uint64_t n_rows = 0;
  for (Life& life : order) {
    placed.erase(std::remove_if(placed.begin(), placed.end(),
                                [&life](const Life& other) { return other.last < life.first; }),
                 placed.end());
    life.row = lowest_free_row(placed, sizes_, sizes_[life.value]);
    lives[life.value].row = life.row;
    const auto after = std::find_if(placed.begin(), placed.end(),
                                    [&life](const Life& other) { return other.row > life.row; });
    placed.insert(after, life);
    n_rows = std::max<std::uint64_t>(n_rows, life.row + sizes_[life.value]);
    require(n_rows <= kMostRows, "numbers of one item at a time", kMostRows);
  }
  for (Step& step : program_.steps) {
    visit_rows(step, [&lives](Rows& rows) { rows.first += lives[rows.value].row; });
  }
  program_.out = {output, lives[output].row};
  program_.n_rows = static_cast<std::uint32_t>(n_rows);
}

Program ProgramBuilder::finish(std::uint32_t output) {
  program_.n_inputs = sizes_.front();
  program_.n_outputs = sizes_[output];
  place_values(output);
  sizes_.clear();
  return std::exchange(program_, {});
}

}  // namespace twinline::inference
