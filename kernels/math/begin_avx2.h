// Functions from here to end_processor.h are compiled for a processor with AVX2, whatever the build
// is for. Call them only where the program runs on one (processor.h). Included many times.
//
// The headers of the library come before, those of kernels/math and of what uses it in between: a
// function of the library that is not inlined must not be replaced by one for another processor.
// What the kernels' headers hold is inlined always (host_device.h).
#if defined(TWINLINE_PROCESSOR_LANES)
#error "begin_avx2.h comes before the headers of the kernels"
#endif
#define TWINLINE_PROCESSOR_LANES 4
#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#elif defined(__x86_64__) && defined(__GNUC__)
#pragma GCC push_options
#pragma GCC target("avx2")
#endif
