#pragma once

#include <string>

namespace twinline::test {

/// Jobs of one part from a station at place A to one at place B, each with one machine and 10 s of
/// work. The tracks and the fleet are the test's.
inline std::string two_places(const std::string& times, const std::string& keys_of_a = "",
                              const std::string& keys_of_b = "",
                              const std::string& work_at_b = "10 s") {
  return "[[part]]\nname = \"p\"\nroute = \"r\"\n"
         "[[route]]\nname = \"r\"\nsteps = [\n"
         "{step = \"a\", station = \"a\", process = \"10 s\"},\n"
         "{step = \"b\", station = \"b\", process = \"" +
         work_at_b +
         "\"}]\n"
         "[[station]]\nname = \"a\"\nlocation = \"A\"\n" +
         keys_of_a + "\n[[station]]\nname = \"b\"\nlocation = \"B\"\n" + keys_of_b +
         "\n[[release]]\nname = \"jobs\"\npart = \"p\"\ntimes = [" + times + "]\n";
}

inline std::string edge(const std::string& from, const std::string& to, int length_m,
                        const std::string& zone = "") {
  return "[[edge]]\nfrom = \"" + from + "\"\nto = \"" + to + "\"\nlength = \"" +
         std::to_string(length_m) + " m\"\n" + (zone.empty() ? "" : "zone = \"" + zone + "\"\n");
}

inline std::string zone(const std::string& name, int capacity = 1) {
  return "[[zone]]\nname = \"" + name + "\"\ncapacity = " + std::to_string(capacity) + "\n";
}

/// Vehicles of 1 m/s that take a job up in 5 s and set it down in 3 s.
inline std::string fleet(int vehicles, const std::string& start, const std::string& keys = "") {
  return "[[fleet]]\nname = \"agv\"\nvehicles = " + std::to_string(vehicles) +
         "\nspeed = \"1 m/s\"\nload = \"5 s\"\nunload = \"3 s\"\nstart = [" + start + "]\n" + keys +
         "\n";
}

}  // namespace twinline::test
