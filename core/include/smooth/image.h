/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as core sees them: rectangles of interleaved float samples that
 * are read from a source and written to a sink.
 *
 * Samples are perceptually encoded (babl R~G~B~ float, Y~ float, with or
 * without alpha, in the image's own space); [0, 1] is the usual range, values
 * outside it, NaN and infinities are allowed and survive (DESIGN.md, Pixels).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Half-open rectangle of pixels: columns x .. x + width - 1. */
typedef struct
{
  int x, y, width, height;
} SmoothRect;

/** Whether a and b have the same corner and the same size. Thread-safe. */
gboolean smooth_rect_equal (const SmoothRect *a, const SmoothRect *b);

/** Whether every pixel of inner lies in outer; an inner rectangle of width or
 * height 0 must have its corner in outer or at its end. FALSE where inner's
 * width or height is negative. Any integers: nothing overflows. Thread-safe. */
gboolean smooth_rect_contains (const SmoothRect *outer,
                               const SmoothRect *inner);

/** The pixels that a and b have in common, as a rectangle. shared (out): width
 * and height are both 0 if there are none; may be a or b. Thread-safe. */
void smooth_rect_intersect (const SmoothRect *a,
                            const SmoothRect *b,
                            SmoothRect *shared);

/** Whether the last of n_channels (1 Y, 2 YA, 3 RGB, 4 RGBA) is alpha.
 * Thread-safe. */
static inline gboolean
smooth_has_alpha (int n_channels)
{
  return n_channels == 2 || n_channels == 4;
}

/** Reads a rectangle that lies inside the picture.
 * pixels (out): rect->height rows of rect->width * n_channels floats, packed.
 * Called on the thread that called the engine, any rectangle any number of
 * times. Returns FALSE with error set to end the run. */
typedef gboolean (*SmoothReadFunc) (gpointer data,
                                    const SmoothRect *rect,
                                    float *pixels,
                                    GError **error);

/** Takes a rectangle of result, packed as for SmoothReadFunc. Called on the
 * thread that called the engine. The rectangles cover what was asked for, no
 * pixel twice: its strips from left to right (smooth_engine_get_strip; there is
 * one unless it is very wide), each in bands from top to bottom, as wide as the
 * strip. */
typedef gboolean (*SmoothWriteFunc) (gpointer data,
                                     const SmoothRect *rect,
                                     const float *pixels,
                                     GError **error);

/** Where pixels come from. */
typedef struct
{
  int width, height; /* >= 1 */
  int n_channels;    /* 1 Y, 2 YA, 3 RGB, 4 RGBA; alpha is the last */
  SmoothReadFunc read;
  gpointer data;
  gboolean is_limited; /* every sample is known to lie in [0, 1], as whole
                          numbers do: nobody need look for others */
} SmoothSource;

/** Where results go; either function may be NULL. Rectangles are in the
 * source's coordinates. */
typedef struct
{
  SmoothWriteFunc write;       /* the smoothed picture, source's channels */
  SmoothWriteFunc write_edges; /* the edge map, 1 channel in [0, 1] */
  gpointer data;
} SmoothSink;

/** A plain array in memory: source and sink for tests and small pictures.
 * Rows are packed; borrowed by everything below. */
typedef struct
{
  int width, height, n_channels;
  float *pixels; /* height * width * n_channels */
} SmoothArray;

/** Source that reads from array, which must outlive it. */
SmoothSource smooth_array_source (SmoothArray *array);

/** A sink into arrays of the whole picture's size; edges may be NULL. The
 * struct and the arrays must outlive the sink. */
typedef struct
{
  SmoothArray *smoothed; /* NULL: not wanted */
  SmoothArray *edges;    /* NULL: not wanted; 1 channel */
} SmoothArraySink;

SmoothSink smooth_array_sink (SmoothArraySink *arrays);

/** How GIMP's layer mode adds a detail layer to the layer below it. a: alpha
 * of the layer below, the detail's own being 1. */
typedef enum
{
  /* GRAIN_MERGE_LEGACY: m = 128 / 255, representable in integers;
   *   below (1 - r) + clip (below + detail - m) r,  r = 1 / (2 - a)
   * that is all of it where a = 1. The detail is clipped to [0, 1]. */
  SMOOTH_DETAIL_LEGACY,
  /* GRAIN_MERGE in a floating-point layer: m = 0.5; below + detail - m */
  SMOOTH_DETAIL_FLOAT,
  /* GRAIN_MERGE in an integer layer: the same, the detail clipped to [0, 1];
   * for pictures of which LEGACY holds less */
  SMOOTH_DETAIL_INTEGER,
} SmoothDetailMode;

/** Detail of n_pixels: what has to lie above the smoothed pixels so that the
 * original comes out,
 *   detail = (original - smoothed) (2 - a) + m   for LEGACY,
 *   detail = original - smoothed + m             for the others.
 * original, smoothed, detail: n_pixels * n_channels samples in the space that
 * the mode blends in; the alpha (n_channels 2 and 4) of the detail is 1, that
 * of smoothed is a.
 * n_unheld (in/out): raised by the pixels with a > 0 that have a colour sample
 * for which the mode above does not give the original back, because something
 * is clipped; 1e-6 beyond is rounding and still held. A difference that is not
 * finite is not held either, in any mode: the midpoint takes its place, so
 * that the sample below shows, which the engine left as it was. Thread-safe. */
void smooth_detail_pixels (SmoothDetailMode mode,
                           int n_channels,
                           gsize n_pixels,
                           const float *original,
                           const float *smoothed,
                           float *detail,
                           guint64 *n_unheld);

/** Mixes n_pixels of before into after by mask (one sample a pixel), as GIMP
 * does by a selection: after (in/out) = before + (after - before) mask.
 * before, after: n_pixels * n_channels samples in linear light. Where mask is
 * <= 0 the result is before, from 1 on it is after, to the bit; in between it
 * is after too where either sample is not finite. Thread-safe. */
void smooth_mix_pixels (int n_channels,
                        gsize n_pixels,
                        const float *mask,
                        const float *before,
                        float *after);

G_END_DECLS
