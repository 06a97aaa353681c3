/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers for tests of the operation: pictures in GEGL's buffers, and what
 * core's engine makes of them. The environment variable SMOOTH_TEST_WEIGHTS
 * names the weights' folder.
 */
#pragma once

#include <gegl.h>

#include <smooth/smooth.h>

/* Makes a buffer of width x height pixels whose corner lies at (x, y), with
 * steps and noise. brightness: 1 for samples in [0, 1]; more for some of them
 * above. Alpha is 0, 0.5 or 1. */
GeglBuffer *buffer_new_random (GRand *rand,
                               const char *format,
                               const GeglRectangle *extent,
                               double brightness);

/* Reads all pixels in the format that the operation computes in; free with
 * g_free. */
float *buffer_read (GeglBuffer *buffer, const Babl *format);

/* Returns what the engine makes of buffer, in format; free with g_free. */
float *buffer_smooth (GeglBuffer *buffer,
                      const Babl *format,
                      const SmoothParams *params);

/* Returns the same, computed by a run in steps that has one step. work (out):
 * the multiply-adds that the run has done. */
float *buffer_smooth_counted (GeglBuffer *buffer,
                              const Babl *format,
                              const SmoothParams *params,
                              double *work);

/* Returns the number of floats of buffer in format. */
gsize buffer_count_floats (GeglBuffer *buffer, const Babl *format);

/* Returns a part of extent, drawn at random. */
GeglRectangle draw_part (GRand *rand, const GeglRectangle *extent);

/* Returns the format in which the operation computes pixels of format. */
const Babl *get_float_format (const char *format);
