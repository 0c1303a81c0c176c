#include "twinline/experiment/sweep/plant_cache.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace twinline {

std::shared_ptr<const PointPlant> PlantCache::get(std::uint32_t point) {
  const auto of_point = [point](const Entry& entry) { return entry.point == point; };
  std::unique_lock<std::mutex> lock(mutex_);
  auto at = entries_.end();
  // Looked for anew after each wait: the entry may have come and gone meanwhile.
  while ((at = std::find_if(entries_.begin(), entries_.end(), of_point)) != entries_.end()) {
    if (at->plant != nullptr) {
      entries_.splice(entries_.begin(), entries_, at);
      return at->plant;
    }
    built_.wait(lock);
  }
  entries_.push_front({point, nullptr});
  at = entries_.begin();
  lock.unlock();
  std::shared_ptr<const PointPlant> plant = build(point);
  lock.lock();
  at->plant = plant;
  for (auto last = entries_.end(); entries_.size() > capacity_ && last != entries_.begin();) {
    --last;
    // One that is being built has a waiting builder that will look for its entry.
    if (last->plant != nullptr && last->plant.use_count() == 1) last = entries_.erase(last);
  }
  lock.unlock();
  built_.notify_all();
  return plant;
}

std::shared_ptr<const PointPlant> PlantCache::build(std::uint32_t point) const {
  auto built = std::make_shared<PointPlant>();
  try {
    built->plant = sweep_.scenario_at(point).plant;
  } catch (const std::exception& error) {
    built->refusal = error.what();
  }
  return built;
}

}  // namespace twinline
