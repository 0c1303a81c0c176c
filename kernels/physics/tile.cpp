#include "twinline/physics/tile.h"

#include <cstring>

#include "twinline/physics/registry.h"

namespace twinline {
namespace {

template <class... Model>
TileFunction find_in(ModelList<Model...> /*models*/, const char* name, int n_lanes) {
  TileFunction found = nullptr;
  (void)((std::strcmp(Model::kName, name) == 0 && (found = tile_function<Model>(n_lanes), true)) ||
         ...);
  return found;
}

}  // namespace

int widest_lanes() {
#if defined(__x86_64__)
  const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
  const bool has_avx512 =
      __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
      __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512bw") != 0;
  if (has_avx2) return has_avx512 ? 8 : 4;
#endif
  return 2;
}

TileFunction find_tile_function(const ModelInfo& model, int n_lanes) {
  return find_in(Models{}, model.name, n_lanes);
}

}  // namespace twinline
