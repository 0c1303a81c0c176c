#include "support/random_tracks.h"

#include <random>
#include <string>

#include "support/temporary_folder.h"
#include "twinline/scenario/load.h"

namespace twinline {

namespace {

class Writer {
 public:
  explicit Writer(std::uint32_t seed) : random_(seed) {}

  std::string scenario() {
    n_nodes_ = whole(3, 8);
    n_stations_ = whole(2, 5);
    std::string text = "[scenario]\nname = \"tracks\"\nduration = \"20 h\"\nwarm_up = \"2 h\"\n" +
                       tracks() + stations() + parts();
    const int n_fleets = whole(1, 2);
    for (int f = 0; f < n_fleets; ++f) text += fleet(f);
    if (chance(0.5)) {
      text += "[[stocker]]\nname = \"stock\"\nlocation = " + node(whole(0, n_nodes_ - 1)) +
              "\ncapacity = " + std::to_string(whole(1, 3)) + "\n";
    }
    return text;
  }

 private:
  int whole(int low, int high) {
    return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1));
  }
  bool chance(double p) { return whole(0, 999) < p * 1000; }
  std::string node(int i) const { return "\"N" + std::to_string(i % n_nodes_) + "\""; }

  std::string edge(int from, int to, int k) {
    std::string text = "[[edge]]\nfrom = " + node(from) + "\nto = " + node(to) + "\nlength = \"" +
                       std::to_string(whole(5, 60)) + " m\"\n";
    if (chance(0.2)) text += "speed = \"0.7 m/s\"\n";
    if (chance(0.3)) return text;
    text += "zone = \"Z" + std::to_string(k) + "\"\n";
    return text + "[[zone]]\nname = \"Z" + std::to_string(k) +
           "\"\ncapacity = " + std::to_string(whole(1, 3)) + "\n";
  }

  std::string tracks() {
    std::string text;
    for (int i = 0; i < n_nodes_; ++i) text += edge(i, i + 1, i);
    if (n_nodes_ > 4 && chance(0.6)) text += edge(0, n_nodes_ / 2, n_nodes_);
    if (n_nodes_ > 4 && chance(0.6)) text += edge(n_nodes_ / 2 + 1, 1, n_nodes_ + 1);
    return text;
  }

  std::string stations() {
    std::string text;
    for (int s = 0; s < n_stations_; ++s) {
      text += "[[station]]\nname = \"S" + std::to_string(s) +
              "\"\nmachines = " + std::to_string(whole(1, 2)) +
              "\nlocation = " + node(whole(0, n_nodes_ - 1)) + "\n";
      if (chance(0.6)) {
        text += "places = " + std::to_string(whole(1, 4)) + "\ncounts = \"" +
                (chance(0.5) ? "waiting" : "waiting_and_work") + "\"\nblocking = \"" +
                (chance(0.7) ? "after_service" : "before_service") + "\"\n";
        if (chance(0.4)) text += "admits = \"dispatch\"\ndispatch = [\"priority\"]\n";
      }
      if (chance(0.3)) {
        text +=
            "failure = {type = \"time_dependent\", interruption = \"resume\", every = "
            "\"exponential(3 h)\", repair = \"exponential(10 min)\"}\n";
      }
    }
    return text;
  }

  std::string parts() {
    std::string text;
    for (int p = 0; p < 2; ++p) {
      const std::string number = std::to_string(p);
      text += "[[part]]\nname = \"P" + number + "\"\nroute = \"R" + number +
              "\"\n[[route]]\nname = \"R" + number + "\"\nsteps = [\n";
      const int steps = whole(2, 5);
      for (int k = 0; k < steps; ++k) {
        text += "{step = \"" + std::to_string(k) + "\", station = \"S" +
                std::to_string(chance(0.8) ? (k + p) % n_stations_ : whole(0, n_stations_ - 1)) +
                "\", process = \"exponential(" + std::to_string(whole(20, 200)) + " s)\"" +
                (chance(0.2) ? ", sampling = 0.6" : "") + "},\n";
      }
      text += "]\n[[release]]\nname = \"J" + number + "\"\npart = \"P" + number +
              "\"\nevery = \"exponential(" + std::to_string(whole(3, 12)) +
              " min)\"\npriority = " + std::to_string(whole(0, 1)) + "\n";
    }
    return text;
  }

  std::string fleet(int f) {
    std::string text = "[[fleet]]\nname = \"F" + std::to_string(f) +
                       "\"\nvehicles = " + std::to_string(whole(1, 3)) + "\nspeed = \"1.3 m/s\"\n";
    if (chance(0.5)) text += "loaded_speed = \"0.9 m/s\"\n";
    if (chance(0.7)) text += "load = \"exponential(10 s)\"\nunload = \"uniform(2 s, 9 s)\"\n";
    text += "start = [" + node(whole(0, n_nodes_)) + ", " + node(whole(0, n_nodes_)) + "]\n";
    if (chance(0.5)) text += "park = [" + node(whole(0, n_nodes_)) + "]\n";
    if (chance(0.5)) text += "vehicle_choice = \"longest_idle\"\n";
    if (chance(0.5)) text += "dispatch = \"nearest\"\n";
    if (chance(0.5)) {
      text +=
          "battery = {capacity = \"1 kWh\", moving = \"800 W\", standing = \"50 W\", charging = "
          "\"3 kW\", charge_at = 0.6, chargers = [" +
          node(whole(0, n_nodes_)) + "]}\n";
    }
    return text;
  }

  std::mt19937 random_;
  int n_nodes_ = 0;
  int n_stations_ = 0;
};

}  // namespace

Plant random_tracks(std::uint32_t seed) {
  const test::TemporaryFolder folder;
  folder.write("scenario.toml", Writer(seed).scenario());
  return load_scenario(folder.path()).plant;
}

}  // namespace twinline
