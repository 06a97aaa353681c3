/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers for tests of the renderer: a picture with the parameters that it is
 * smoothed by, what the renderer makes of it part by part, and what the engine
 * makes of it at once.
 */
#pragma once

#include "gegl-support.h"
#include "renderer.h"

/* Makes a renderer with the weights of SMOOTH_TEST_WEIGHTS. */
Renderer *new_renderer (int n_threads, gint64 max_bytes);

/* A picture, and what the engine makes of it. */
typedef struct
{
  SmoothParams params;
  GeglBuffer *input, *output;
  const Babl *format; /* of the result */
  float *wanted;      /* the result */
} Picture;

/* Makes a picture of noise and steps. format: the input's; brightness as for
 * buffer_new_random. Clear with picture_clear. */
Picture picture_new (GRand *rand,
                     const char *format,
                     double texture_scale,
                     const GeglRectangle *extent,
                     double brightness);
void picture_clear (Picture *picture);

/* Computes what is wanted again, after the input or the parameters have been
 * changed. */
void picture_update (Picture *picture);

/* Lets the renderer write roi into the output. */
void picture_render (const Picture *picture,
                     Renderer *renderer,
                     const GeglRectangle *roi);

/* Asserts that the output has the bits that are wanted: in the whole picture,
 * or in roi, of which the rest of the output says nothing. */
void picture_check (const Picture *picture);
void picture_check_part (const Picture *picture, const GeglRectangle *roi);

/* Renders roi, and returns for how many pixels a result was computed. */
guint64 picture_count (const Picture *picture,
                       Renderer *renderer,
                       const GeglRectangle *roi);
