#include "twinline/plant/inspection/inspect.h"

#include "twinline/plant/inspection/control.h"
#include "twinline/plant/inspection/gate.h"
#include "twinline/plant/inspection/gauge.h"
#include "twinline/plant/outcome/values.h"

namespace twinline {

bool inspect(Context& context, Id job, Id machine, Id id) {
  const Outcomes& outcomes = context.plant.outcomes;
  const Inspection& inspection = outcomes.inspections[id];
  for (const Id gauge : inspection.gauges) measure(context, outcomes.gauges[gauge], job);
  for (const Id c : inspection.controls) {
    const Control& control = outcomes.controls[c];
    feed_back(context, c, job, mean_of(context, job, control.from), control.gain);
  }
  return pass_gates(context, job, machine, inspection);
}

void inspect_skipped(Context& context, Id job, Id id) {
  const Outcomes& outcomes = context.plant.outcomes;
  const Inspection& inspection = outcomes.inspections[id];
  for (const Id g : inspection.gauges) {
    const Gauge& gauge = outcomes.gauges[g];
    if (!measure_instead(context, gauge, job)) continue;
    for (const Id c : inspection.controls) {
      const Control& control = outcomes.controls[c];
      if (control.from != gauge.into) continue;
      feed_back(context, c, job, mean_of(context, job, control.from), control.gain_instead);
    }
  }
}

}  // namespace twinline
