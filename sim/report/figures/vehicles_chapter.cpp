#include "twinline/report/figures/run_chapters.h"
#include "twinline/report/figures/share_bars.h"

namespace twinline {

Chapter vehicles_chapter(const std::vector<StationTimes>& fleets) {
  Chapter chapter{"vehicles", "Vehicles", "", {}, ""};
  const std::vector<std::size_t> used = used_shares(fleets, vehicle_shares());
  Figure figure;
  figure.name = "vehicles";
  figure.title = "Where the vehicles' time goes";
  figure.caption =
      "Share of the measured time over all vehicles of a fleet and all replications. In traffic: "
      "waiting for a zone or behind another vehicle.";
  draw_shares(fleets, vehicle_shares(), used, figure);
  chapter.figures.push_back(std::move(figure));
  chapter.after =
      details("The same in figures", share_table("fleet", fleets, vehicle_shares(), used));
  return chapter;
}

}  // namespace twinline
