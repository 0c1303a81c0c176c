#include "twinline/plant/outcome/batch.h"

#include <algorithm>
#include <numeric>

#include "twinline/plant/outcome/values.h"

namespace twinline {

namespace {

/// A whole number below 2^53 for each item: that of the request, the model use and the input, with
/// the number of the item, counted through all pieces of the job as released, in its lowest bits.
void fill_keys(const OutcomeRequest& request, Id use, std::uint32_t input, const double* piece,
               std::uint32_t items, std::uint32_t n_items, double* out) {
  const std::uint64_t base = key_of(philox({{use, input, 0, 1}}, request.key)) >> 11U;
  for (std::uint32_t first = 0; first < n_items; first += items) {
    const auto number = items * static_cast<std::int64_t>(*piece++);
    for (std::uint32_t k = 0; k < items; ++k) {
      out[first + k] = static_cast<double>(
          static_cast<std::int64_t>(base ^ static_cast<std::uint64_t>(number + k)));
    }
  }
}

/// The items of a piece are given its number.
void fill_pieces(const double* piece, std::uint32_t items, std::uint32_t n_items, double* out) {
  for (std::uint32_t first = 0; first < n_items; first += items) {
    std::fill_n(out + first, items, *piece++);
  }
}

/// One number of those of all items of a piece, in a fixed order of summation.
double reduce(const ModelUse::Output& output, const double* value, std::uint32_t n) {
  const double* const end = value + n;
  switch (output.reduction) {
    case Reduction::kOne:
      break;
    case Reduction::kMin:
      return *std::min_element(value, end);
    case Reduction::kMax:
      return *std::max_element(value, end);
    case Reduction::kMean:
      return std::accumulate(value, end, 0.0) / n;
    case Reduction::kSum:
      return std::accumulate(value, end, 0.0);
    case Reduction::kBelow:
      return static_cast<double>(
          std::count_if(value, end, [&](double x) { return x < output.limit; }));
    case Reduction::kAbove:
      return static_cast<double>(
          std::count_if(value, end, [&](double x) { return x > output.limit; }));
  }
  return *value;
}

/// For numbers that are drawn, their keys.
void gather(const Plant& plant, const BatchPart& part, SoaBatch& taken) {
  const PlantState& state = *part.state;
  const Recipe& recipe = plant.outcomes.recipes[part.recipe];
  const Id id = recipe.evaluations[part.place];
  const ModelUse& evaluation = plant.outcomes.evaluations[id];
  const PendingOutcomes& pending = state.pending[part.recipe];
  const OutcomeRequest& request = pending.requests[part.request];
  const double* const captured =
      pending.captured.data() + part.request * recipe.n_captures + recipe.first_capture[part.place];
  const double* const piece = numbers_of(plant, state, request.job, kPieceNumber);
  for (std::uint32_t f = 0; f < evaluation.inputs.size(); ++f) {
    const InputSource& source = evaluation.inputs[f];
    double* const out = taken.field(f) + part.first_item;
    switch (source.kind) {
      case SourceKind::kConstant:
        std::fill_n(out, part.n_items, source.value);
        break;
      case SourceKind::kCaptured:
        std::fill_n(out, part.n_items, captured[source.number]);
        break;
      case SourceKind::kCharacteristic: {
        const double* const from = numbers_of(plant, state, request.job, source.id, source.number);
        if (!plant.outcomes.characteristics[source.id].per_piece) {
          std::fill_n(out, part.n_items, *from);
        } else if (evaluation.per_piece) {
          fill_pieces(from, evaluation.items, part.n_items, out);
        } else {
          const std::uint32_t pieces = state.jobs[request.job].pieces;
          std::fill_n(out, part.n_items, std::accumulate(from, from + pieces, 0.0) / pieces);
        }
        break;
      }
      case SourceKind::kDraw:  // draw_inputs() turns the keys into numbers
      case SourceKind::kKey:
        fill_keys(request, id, f, piece, evaluation.items, part.n_items, out);
        break;
    }
  }
}

/// Draws what gather() has left as keys, for neighbouring items of one model use.
void draw(const Plant& plant, Id use, std::size_t first_item, std::size_t n_items, SoaBatch& taken,
          InputDraws& draws) {
  const ModelUse& evaluation = plant.outcomes.evaluations[use];
  for (std::size_t f = 0; f < evaluation.inputs.size(); ++f) {
    const InputSource& source = evaluation.inputs[f];
    if (source.kind != SourceKind::kDraw) continue;
    draws.draw(plant.distributions[source.id], plant.empirical, n_items,
               taken.field(f) + first_item);
  }
}

}  // namespace

void gather_items(const Plant& plant, const std::vector<BatchPart>& parts, SoaBatch& taken,
                  InputDraws& draws) {
  for (const BatchPart& part : parts) gather(plant, part, taken);
  for (std::size_t begin = 0; begin < parts.size();) {
    const Id use = use_of(plant, parts[begin]);
    std::size_t end = begin;
    while (end < parts.size() && use_of(plant, parts[end]) == use) ++end;
    const std::size_t first = parts[begin].first_item;
    draw(plant, use, first, parts[end - 1].first_item + parts[end - 1].n_items - first, taken,
         draws);
    begin = end;
  }
}

void scatter_items(const Plant& plant, const BatchPart& part, const SoaBatch& given) {
  PlantState& state = *part.state;
  const Id job = state.pending[part.recipe].requests[part.request].job;
  const ModelUse& use = plant.outcomes.evaluations[use_of(plant, part)];
  for (const ModelUse::Output& output : use.outputs) {
    const double* const value = given.field(output.given) + part.first_item;
    double* const out = numbers_of(plant, state, job, output.characteristic, output.number);
    if (use.items == 1 && output.reduction <= Reduction::kSum) {
      std::copy_n(value, part.n_items, out);
      continue;
    }
    const std::uint32_t n_pieces = part.n_items / use.items;
    for (std::uint32_t i = 0; i < n_pieces; ++i) {
      out[i] = reduce(output, value + std::size_t{i} * use.items, use.items);
    }
  }
}

}  // namespace twinline
