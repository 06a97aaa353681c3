/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/tone.h"

#include <math.h>

float
smooth_tone_get_size (int n, const float *colours)
{
  float size = 0;

  for (int c = 0; c < n; c++)
    if (isfinite (colours[c]))
      size = MAX (size, fabsf (colours[c]));
  return size;
}

void
smooth_tone_compress (int n, const float *colours, float *tone)
{
  const float end = SMOOTH_TONE_LINEAR_END;
  const float size = smooth_tone_get_size (n, colours);
  const float factor = size <= end ? 1 : end * (1 + logf (size / end)) / size;

  for (int c = 0; c < n; c++)
    tone[c] = isnan (colours[c]) ? 0 : colours[c] * factor;
}

void
smooth_tone_expand (int n, const float *tone, float *colours)
{
  const double end = SMOOTH_TONE_LINEAR_END;
  const float size = smooth_tone_get_size (n, tone);
  const double factor =
    size <= end ? 1 : end * exp (size / end - 1) / (double) size;

  for (int c = 0; c < n; c++)
    colours[c] = (float) CLAMP (tone[c] * factor, -G_MAXFLOAT, G_MAXFLOAT);
}
