/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exposure: how a picture with samples outside [0, 1] is brought into that
 * range for the networks, as a photographer chooses the exposure of a photo.
 * Every pixel has a gain and an offset, common to its channels, so that hues
 * stay:
 *
 *   what the networks see = clamp (gain * tone + offset),  tone: engine/tone.h
 *
 * The plane is divided into square blocks of ceil (8 (1 + texture scale))
 * pixels a side. From the pixels of a window of 3x3 blocks, as far as the plane
 * goes, follow a gain and an offset of the middle block:
 *
 *   above  = max (largest tone of a pixel's channels - 1, 0);  0 if hidden
 *   below  = max (-smallest tone of a pixel's channels, 0);    0 if hidden
 *   high   = min (mean + 3 standard deviations of above, largest above)
 *   low    = min (mean + 3 standard deviations of below, largest below)
 *   gain   = 1 / (1 + high + low),  offset = low * gain
 *
 * A pixel's gain and offset are those of the 3x3 blocks around it, mixed by a
 * quadratic B-spline. What fills a tenth of a window or more is brought into
 * range completely; a lone pixel, however bright, does not darken all that is
 * around it, and is clamped. Gain and offset change smoothly, so the networks
 * see no edge that the picture has not.
 *
 * Gain is exactly 1 and offset exactly 0 where no visible sample within three
 * blocks lies outside [0, 1]. Samples that are not finite count for nothing.
 * Gain and offset depend only on the pixels near by: neither on the region nor
 * on how often they are asked for.
 */
#pragma once

#include <smooth/engine.h>

typedef struct _SmoothExposure SmoothExposure;

/* smooth_exposure_get_row () gives at most this many columns at once. */
#define SMOOTH_EXPOSURE_COLUMNS 256

/* The pixels for which smooth_exposure_measure () finds an exposure; all
 * borrowed. */
typedef struct
{
  const SmoothSource *source;
  SmoothRect rect; /* pixels whose gains will be asked for */
  double texture_scale;
  SmoothProgressFunc progress; /* asked whether to go on; NULL: nobody is */
  gpointer progress_data;
} SmoothExposureSpec;

/* Reads the source once, in rect and two blocks around it. exposure (out): NULL
 * if all samples there lie in [0, 1], so that every gain is 1 and every offset
 * 0; otherwise to be freed with smooth_exposure_free (). Errors: NO_MEMORY,
 * CANCELLED, the source's. On the thread that called the engine. */
gboolean smooth_exposure_measure (const SmoothExposureSpec *spec,
                                  SmoothExposure **exposure,
                                  GError **error);
void smooth_exposure_free (SmoothExposure *exposure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothExposure, smooth_exposure_free)

/* Returns the smallest rectangle that contains all visible samples outside
 * [0, 1]; empty if all such samples are hidden or not finite. Thread-safe. */
SmoothRect smooth_exposure_get_outside (const SmoothExposure *exposure);

/* Writes gains and offsets of n pixels (at most SMOOTH_EXPOSURE_COLUMNS) of row
 * y, from column x on. The pixels must lie in the rectangle for which the
 * exposure was measured. Returns FALSE and writes nothing if they are all 1 and
 * 0. Thread-safe. */
gboolean smooth_exposure_get_row (const SmoothExposure *exposure,
                                  int x,
                                  int y,
                                  int n,
                                  float *gains,
                                  float *offsets);
