/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures in the form that core takes: rectangles of interleaved float samples
 * that are read from a source and written to a sink.
 *
 * Samples are perceptually encoded (babl R~G~B~ float, Y~ float, with or
 * without alpha, in the image's own space). They usually lie in [0, 1];
 * smooth/engine.h says how values outside are smoothed. Three kinds of samples
 * never change, not by a bit: colours that are not finite, colours of pixels
 * with alpha <= 0, and alpha itself.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A rectangle of pixels: columns x .. x + width - 1, rows y .. y + height - 1.
 */
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

/** Computes the rectangle of pixels that a and b have in common. shared (out)
 * may be a or b; its width and height are both 0 if there are none.
 * Thread-safe. */
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

/** Reads a rectangle that lies inside the picture. pixels (out): rect->height
 * rows of rect->width * n_channels floats, without gaps. Called on the thread
 * that called the engine, any number of times for the same pixels. Returns
 * FALSE with error set to end the run. */
typedef gboolean (*SmoothReadFunc) (gpointer data,
                                    const SmoothRect *rect,
                                    float *pixels,
                                    GError **error);

/** Takes a rectangle of the result. pixels: as for SmoothReadFunc, borrowed
 * during the call. Called on the thread that called the engine. The rectangles
 * cover the region, each pixel once: strip after strip from left to right
 * (smooth_engine_get_strip ()), each strip in bands from top to bottom that are
 * as wide as the strip. Returns FALSE with error set to end the run. */
typedef gboolean (*SmoothWriteFunc) (gpointer data,
                                     const SmoothRect *rect,
                                     const float *pixels,
                                     GError **error);

/** A source of pixels. The caller owns data. */
typedef struct
{
  int width, height; /* at least 1 */
  int n_channels;    /* 1 Y, 2 YA, 3 RGB, 4 RGBA; alpha is the last */
  SmoothReadFunc read;
  gpointer data;
  /* Whether every sample is known to lie in [0, 1], for instance because it was
   * an integer. An engine run then does not look for others. */
  gboolean is_limited;
} SmoothSource;

/** Takes a rectangle of stage number i of the result, as SmoothWriteFunc does:
 * see smooth/engine.h. */
typedef gboolean (*SmoothWriteStageFunc) (gpointer data,
                                          int i,
                                          const SmoothRect *rect,
                                          const float *pixels,
                                          GError **error);

/** A sink, which takes results. If a function is NULL, that result is not
 * wanted. Rectangles are in the source's coordinates. The caller owns data. */
typedef struct
{
  SmoothWriteFunc write;       /* takes the smoothed picture, with the source's
                                  channels */
  SmoothWriteFunc write_edges; /* takes the edge map, 1 channel in [0, 1] */
  gpointer data;
  /* Takes the stages 1 to n - 1 of the result, where n =
   * smooth_params_count_details (); not called unless write is set. */
  SmoothWriteStageFunc write_stage;
} SmoothSink;

/** A picture in memory, without gaps between rows: a source and a sink for
 * tests and small pictures. The caller owns pixels. */
typedef struct
{
  int width, height, n_channels;
  float *pixels; /* height * width * n_channels samples */
} SmoothArray;

/** Makes a source that reads from array, which must live as long as the source.
 */
SmoothSource smooth_array_source (SmoothArray *array);

/** The arrays into which a sink writes, each as large as the whole picture. */
typedef struct
{
  SmoothArray *smoothed; /* NULL: not wanted */
  SmoothArray *edges;    /* NULL: not wanted; 1 channel */
} SmoothArraySink;

/** Makes a sink that writes into arrays. The struct and its arrays must live as
 * long as the sink. */
SmoothSink smooth_array_sink (SmoothArraySink *arrays);

/** The ways in which GIMP adds a detail layer to the layer below it, depending
 * on the detail's layer mode. r is the result, a the alpha of the layer below.
 * The detail's own alpha is 1. */
typedef enum
{
  /* The mode GRAIN_MERGE_LEGACY: r = below (1 - s) + clip (below + detail - m)
   * s, where s = 1 / (2 - a), which is 1 for a = 1, and m = 128 / 255, which
   * integers represent exactly. The detail is clipped to [0, 1]. */
  SMOOTH_DETAIL_LEGACY,
  /* The mode GRAIN_MERGE in a floating-point layer: r = below + detail - m, m =
   * 0.5. */
  SMOOTH_DETAIL_FLOAT,
  /* The mode GRAIN_MERGE in an integer layer: r = below + detail - m, m = 0.5,
   * where the detail is clipped to [0, 1]. It is used if LEGACY would restore
   * fewer pixels of the original. */
  SMOOTH_DETAIL_INTEGER,
} SmoothDetailMode;

/** Computes the detail layer of n_pixels: what has to lie above the smoothed
 * pixels so that the original comes out,
 *
 *   detail = (original - smoothed) (2 - a) + m   for LEGACY,
 *   detail = original - smoothed + m             for the others.
 *
 * original, smoothed, detail (out): n_pixels * n_channels samples in the space
 * that the mode blends in; detail's alpha (n_channels 2 and 4) becomes 1,
 * smoothed's is a. n_unheld (in/out): raised by the number of pixels with a > 0
 * that do not come out as the original, because a colour sample of the detail
 * or of the result is clipped. Up to 1e-6 outside [0, 1] is taken for rounding
 * and not counted. A difference that is not finite is counted in every mode;
 * its detail is m, so that the sample of smoothed shows, which the engine left
 * as it was. Thread-safe. */
void smooth_detail_pixels (SmoothDetailMode mode,
                           int n_channels,
                           gsize n_pixels,
                           const float *original,
                           const float *smoothed,
                           float *detail,
                           guint64 *n_unheld);

/** Adds a detail layer to n_pixels pixels below it as GIMP does, by the formula
 * for r at SmoothDetailMode. detail: the layer's pixels as they are stored;
 * below (in/out): becomes r; alpha stays. Thread-safe. */
void smooth_detail_merge_pixels (SmoothDetailMode mode,
                                 int n_channels,
                                 gsize n_pixels,
                                 const float *detail,
                                 float *below);

/** Mixes n_pixels in the way in which GIMP applies a selection: after (in/out)
 * becomes before + (after - before) mask. mask: one sample for each pixel;
 * before, after: n_pixels * n_channels samples in linear light. Where mask <= 0
 * the result is before, and where mask >= 1 it is after, to the bit. Where mask
 * lies between and one of the two samples is not finite, the result is after.
 * Thread-safe. */
void smooth_mix_pixels (int n_channels,
                        gsize n_pixels,
                        const float *mask,
                        const float *before,
                        float *after);

G_END_DECLS
