#pragma once

#include <string>

namespace twinline {

/// The value of CUDA_VISIBLE_DEVICES that gives a rank one GPU of its machine: number local_rank
/// modulo their count.
/// @param visible its present value: a list such as "0,1,3" of which one is chosen; "" = all
/// @param n_devices how many GPUs the machine has; 0 gives ""
std::string device_of_rank(const std::string& visible, int n_devices, int local_rank);

/// Lets this process see one GPU, where kernels are built for CUDA and the machine has several
/// processes. Must come before the first call of CUDA, which reads the variable once.
/// @return what it sees now; "" where nothing was changed
std::string bind_gpu(const std::string& backend, int local_rank, int local_size);

}  // namespace twinline
