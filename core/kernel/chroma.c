/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chroma: calls the level's loops (simd/chroma.c). */
#include "kernel/chroma.h"

#include "kernel/simd/kernels.h"

void
smooth_chroma_measure_row (SmoothSimd level,
                           const SmoothBand *picture,
                           SmoothBand *out,
                           int y)
{
  g_return_if_fail (picture->channels == 3 && out->channels == 1);
  g_return_if_fail (out->width == smooth_chroma_count_blocks (picture->width)
                    && out->height
                         == smooth_chroma_count_blocks (picture->height));

  smooth_kernels_get (level)->measure_chroma_row (picture, out, y);
}

void
smooth_chroma_gate_row (SmoothSimd level,
                        const SmoothBand *change,
                        const SmoothBand *chroma,
                        const SmoothBand *picture,
                        SmoothBand *out,
                        int y)
{
  g_return_if_fail (change->channels == 3 && chroma->channels == 1
                    && out->channels == 3);
  g_return_if_fail (picture == NULL || picture->channels == 3);
  g_return_if_fail (chroma->width == smooth_chroma_count_blocks (out->width)
                    && chroma->height
                         == smooth_chroma_count_blocks (out->height));

  smooth_kernels_get (level)->gate_chroma_row (change, chroma, picture, out, y);
}
