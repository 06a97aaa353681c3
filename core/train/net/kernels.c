/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which table serves which level; those that are built are told by meson. */
#include "train/net/simd/kernels.h"

#include "kernel/upsample.h"

extern const TrainKernels train_kernels_baseline;
extern const TrainKernels train_kernels_v3;
extern const TrainKernels train_kernels_v4;

const TrainKernels *
train_kernels_get (SmoothSimd level)
{
#ifdef TRAIN_DOUBLE
  (void) level;
  return &train_kernels_baseline;
#else
  static const TrainKernels *const levels[SMOOTH_N_SIMD] = {
    [SMOOTH_SIMD_BASELINE] = &train_kernels_baseline,
#ifdef TRAIN_HAVE_V3
    [SMOOTH_SIMD_X86_64_V3] = &train_kernels_v3,
#endif
#ifdef TRAIN_HAVE_V4
    [SMOOTH_SIMD_X86_64_V4] = &train_kernels_v4,
#endif
  };

  return levels[level];
#endif
}

int
train_upsample_get_weights (int factor,
                            int n,
                            int n_fine,
                            int i,
                            int *first,
                            TrainReal weights[TRAIN_MAX_UPSAMPLED])
{
  const int start = MAX (0, factor * i - factor / 2);
  const int end = MIN (n_fine, factor * i + factor + factor / 2);

  *first = start;
  for (int fine = start; fine < end; fine++)
    {
      /* the fine pixel's place between the centres of below and above */
      const double at = (fine + 0.5) / factor - 0.5;
      int below, above;
      double weight = 0, share;

      smooth_upsample_get_source (factor, n, fine, &below, &above);
      share =
        at - (fine + factor / 2 >= factor ? (fine - factor / 2) / factor : -1);
      if (below == i)
        weight += 1 - share;
      if (above == i)
        weight += share;
      weights[fine - start] = weight;
    }
  return end - start;
}
