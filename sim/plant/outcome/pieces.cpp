#include "twinline/plant/outcome/pieces.h"

#include "twinline/plant/outcome/values.h"

namespace twinline {

namespace {

/// Calls f(numbers of a, numbers of b) for each row of numbers that the pieces carry.
template <class Function>
void for_each_row(Context& context, Id a, Id b, Function f) {
  const std::vector<Characteristic>& all = context.plant.outcomes.characteristics;
  for (Id c = 0; c < all.size(); ++c) {
    if (!all[c].per_piece) continue;
    for (std::uint32_t k = 0; k < all[c].size; ++k) {
      f(numbers_of(context, a, c, k), numbers_of(context, b, c, k));
    }
  }
}

}  // namespace

void sort_pieces(Context& context, Id job, std::vector<std::uint8_t>& rank) {
  // Insertion keeps equal ones in order and needs no memory; pieces are few, most stay in place.
  for (std::size_t i = 1; i < rank.size(); ++i) {
    std::size_t to = i;
    while (to > 0 && rank[to - 1] > rank[i]) --to;
    if (to == i) continue;
    const auto turn = [to, i](auto* first) { std::rotate(first + to, first + i, first + i + 1); };
    turn(rank.data());
    for_each_row(context, job, job, [&](double* numbers, double*) { turn(numbers); });
  }
}

void take_last_pieces(Context& context, Id from, Id to) {
  const std::uint32_t left = context.state.jobs[from].pieces;
  const std::uint32_t taken = context.state.jobs[to].pieces;
  for_each_row(context, from, to,
               [&](const double* a, double* b) { std::copy_n(a + left, taken, b); });
  const std::vector<Characteristic>& all = context.plant.outcomes.characteristics;
  for (Id c = 0; c < all.size(); ++c) {
    if (all[c].per_piece) continue;
    for (std::uint32_t k = 0; k < all[c].size; ++k) {
      *numbers_of(context, to, c, k) = *numbers_of(context, from, c, k);
    }
  }
}

void add_pieces(Context& context, Id job, Id part) {
  const std::uint32_t first = context.state.jobs[job].pieces;
  const std::uint32_t n = context.state.jobs[part].pieces;
  for_each_row(context, job, part,
               [&](double* a, const double* b) { std::copy_n(b, n, a + first); });
}

}  // namespace twinline
