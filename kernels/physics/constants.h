#pragma once

namespace twinline {

inline constexpr double kPi = 3.14159265358979323846;
inline constexpr double kBoltzmannEvPerK = 8.617333262e-5;          ///< eV/K (CODATA 2018)
inline constexpr double kGasJPerMolK = 8.31446261815324;            ///< J/(mol K) (CODATA 2018)
inline constexpr double kStefanBoltzmannWPerM2K4 = 5.670374419e-8;  ///< W/(m^2 K^4) (CODATA 2018)
inline constexpr double kLargestKey = 9007199254740991.0;           ///< 2^53 - 1, exact in a double

}  // namespace twinline
