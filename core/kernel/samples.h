/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples: what is done to the source's pixels on their way in and out, one
 * sample like the other.
 */
#pragma once

#include <glib.h>

#include "kernel/simd.h"

/* to[i] = from[i] limited to [0, 1], NaN as 0; n samples. Thread-safe. */
void smooth_samples_clamp (SmoothSimd level,
                           gsize n,
                           const float *from,
                           float *to);

/* samples[i] += smoothed[i] - clamp (samples[i]) where samples[i] is finite.
 * Thread-safe. */
void smooth_samples_change (SmoothSimd level,
                            gsize n,
                            const float *smoothed,
                            float *samples);
