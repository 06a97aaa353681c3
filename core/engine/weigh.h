/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weight of a pixel's result as exposed; w in engine/highlights.h. */
#pragma once

#include <smooth/image.h>

typedef struct
{
  int n_channels;
  int halo_px;     /* of a window around its middle */
  gint32 *outside; /* room: one of each pixel read, */
  gint32 *sums;    /* and of a row of them */
} SmoothWeigh;

/* Weighs the pixels of part. pixels: the source's, of around, which is part and
 * halo_px around it as far as there are pixels. weights: those of part. A
 * weight depends on nothing but its window. */
void smooth_weigh_pixels (const SmoothWeigh *weigh,
                          const SmoothRect *around,
                          const float *pixels,
                          const SmoothRect *part,
                          float *weights);
