/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exposure: how a picture with samples outside [0, 1] is brought into that
 * range for the networks. Every pixel has a gain and an offset, common to its
 * colours, so that hues stay:
 *
 *   networks' pixel = clamp (gain * tone + offset)      (tone: engine/tone.h)
 *
 * The plane is divided into square blocks of ceil (8 (1 + texture scale))
 * pixels a side. Of the 3x3 blocks around a block, those there are: above = max
 * (largest tone of a pixel - 1, 0),  0 for hidden pixels high  = min (mean + 3
 * standard deviations of above, largest above) low   = likewise of below = max
 * (-smallest tone of a pixel, 0) gain = 1 / (1 + high + low),  offset = low *
 * gain and a pixel's gain and offset are those of the 3x3 blocks around, mixed
 * by a quadratic B-spline. What fills a tenth of such a window or more is
 * brought into range in full; a lone pixel, however bright, does not darken all
 * around it, and its excess is left as it is. The mixture changes smoothly, so
 * that the networks see no edge that the picture has not.
 *
 * Gain is exactly 1 and offset exactly 0 where no visible sample within three
 * blocks lies outside [0, 1]. Samples not finite count for nothing. A value
 * depends on nothing but the pixels near it: neither on the region nor on who
 * asks.
 */
#pragma once

#include <smooth/engine.h>

typedef struct _SmoothExposure SmoothExposure;

/* The most columns that smooth_exposure_get_row takes. */
#define SMOOTH_EXPOSURE_COLUMNS 256

/* What to look at. */
typedef struct
{
  const SmoothSource *source;
  SmoothRect rect; /* where gains will be asked for */
  double texture_scale;
  SmoothProgressFunc progress; /* NULL: none; asked whether to go on */
  gpointer progress_data;
} SmoothExposureSpec;

/* Reads the source once, rect and two blocks around it. exposure (out): NULL
 * where all samples lie in [0, 1], which then is the map of all pixels; else
 * free with smooth_exposure_free. Errors: NO_MEMORY, CANCELLED, the source's.
 * On the thread that called the engine. */
gboolean smooth_exposure_measure (const SmoothExposureSpec *spec,
                                  SmoothExposure **exposure,
                                  GError **error);
void smooth_exposure_free (SmoothExposure *exposure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothExposure, smooth_exposure_free)

/* The smallest rectangle with all visible samples outside [0, 1]; may be empty,
 * where only hidden or not finite ones are. */
SmoothRect smooth_exposure_get_outside (const SmoothExposure *exposure);

/* Gains and offsets of n pixels (at most SMOOTH_EXPOSURE_COLUMNS) of row y from
 * column x on, inside the rectangle that was measured. FALSE: they are all 1
 * and 0, and nothing was written. Thread-safe. */
gboolean smooth_exposure_get_row (const SmoothExposure *exposure,
                                  int x,
                                  int y,
                                  int n,
                                  float *gains,
                                  float *offsets);
