#include "twinline/plant/model/option.h"

#include <vector>

#include "twinline/plant/model/plant.h"

namespace twinline {

double share_of(const Plant& plant, const Choice& choice) {
  if (choice.option == kNone) return 1;
  const std::vector<double>& up_to = plant.options[choice.option].up_to;
  return up_to[choice.value] - (choice.value == 0 ? 0 : up_to[choice.value - 1]);
}

double probability_done(const Plant& plant, const Step& step) {
  if (step.n_choices == 0) return step.sampling;
  // Options are independent of each other, the values of one exclude each other.
  std::vector<double> without(plant.options.size(), 1.0);
  for (Id c = step.first_choice; c < step.first_choice + step.n_choices; ++c) {
    without[plant.choices[c].option] -= share_of(plant, plant.choices[c]);
  }
  double none = 1;
  for (const double p : without) none *= p;
  return step.sampling * (1 - none);
}

}  // namespace twinline
