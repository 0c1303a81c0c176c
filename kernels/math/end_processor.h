// Ends what begin_avx2.h or begin_avx512.h began.
#undef TWINLINE_PROCESSOR_LANES
#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute pop
#elif defined(__x86_64__) && defined(__GNUC__)
#pragma GCC pop_options
#endif
