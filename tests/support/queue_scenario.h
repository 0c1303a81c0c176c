#pragma once

#include <string>

namespace twinline::test {

/// A queue with one server at half its load, called "queue": its part "p" passes the station
/// "server" and comes from the release "starts". @param more what follows
inline std::string queue_scenario(int replications, const std::string& more = "") {
  return R"toml([scenario]
name         = "queue"
duration     = "20 h"
warm_up      = "2 h"
replications = )toml" +
         std::to_string(replications) + R"toml(
seed         = 5

[[part]]
name  = "p"
route = "main"

[[route]]
name  = "main"
steps = [ { step = "s1", station = "server", process = "exponential(30 s)" } ]

[[station]]
name = "server"

[[release]]
name  = "starts"
part  = "p"
every = "exponential(60 s)"
)toml" + more;
}

/// A plan of six points of it.
constexpr const char* kQueuePlan = R"toml([plan]
design = "grid"
replications = 3
seed = 9

[[factor]]
name = "machines"
path = "stations.server.machines"
values = [1, 2]

[[factor]]
name = "every"
path = "releases.starts.every"
values = ["50 s", "60 s", "70 s"]
form = "exponential({})"
)toml";

}  // namespace twinline::test
