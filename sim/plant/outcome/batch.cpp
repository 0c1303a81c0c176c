#include "twinline/plant/outcome/batch.h"

#include <algorithm>
#include <numeric>

#include "twinline/plant/outcome/values.h"

namespace twinline {

namespace {

/// A whole number below 2^53 for each item: that of the request, the model use and the input, with
/// the number of the piece in its lowest bits.
void fill_keys(const OutcomeRequest& request, Id use, std::uint32_t input, const double* piece,
               std::uint32_t n, double* out) {
  const std::uint64_t base = key_of(philox({{use, input, 0, 1}}, request.key)) >> 11U;
  for (std::uint32_t i = 0; i < n; ++i) {
    out[i] = static_cast<double>(static_cast<std::int64_t>(
        base ^ static_cast<std::uint64_t>(static_cast<std::int64_t>(piece[i]))));
  }
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
          std::copy_n(from, part.n_items, out);
        } else {
          const std::uint32_t pieces = state.jobs[request.job].pieces;
          *out = std::accumulate(from, from + pieces, 0.0) / pieces;
        }
        break;
      }
      case SourceKind::kDraw:  // draw_inputs() turns the keys into numbers
      case SourceKind::kKey:
        fill_keys(request, id, f, piece, part.n_items, out);
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
  for (const ModelUse::Output& output : plant.outcomes.evaluations[use_of(plant, part)].outputs) {
    std::copy_n(given.field(output.given) + part.first_item, part.n_items,
                numbers_of(plant, state, job, output.characteristic, output.number));
  }
}

}  // namespace twinline
