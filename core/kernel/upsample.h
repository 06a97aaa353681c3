/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bilinear up-sampling by a factor of 2, 4 or 8, with pixel centres at half
 * integers (PyTorch's align_corners=False):
 *
 *   out (y, x) = in ((y + 0.5) / factor - 0.5, (x + 0.5) / factor - 0.5)
 *                + residual (y, x)
 *
 * where in between pixels is interpolated from the 2x2 pixels around, and
 * coordinates beyond the plane are clamped to its ends. The output may be
 * smaller than factor times the input. The kernel is upsample_row in
 * kernel/simd/kernels.h; edge head and chroma interpolate by the same formula.
 */
#pragma once

#include <glib.h>

/* The input pixels that output pixel i depends on, along one axis on which the
 * input has n pixels: first and last, which is first or first + 1. Any thread.
 */
static inline void
smooth_upsample_get_source (int factor, int n, int i, int *first, int *last)
{
  int below = i + factor / 2 >= factor ? (i - factor / 2) / factor : -1;

  *first = CLAMP (below, 0, n - 1);
  *last = CLAMP (below + 1, 0, n - 1);
}
