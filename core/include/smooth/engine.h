/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine: smooths a picture of any size by both networks, in bands of rows;
 * a very wide one strip by strip of its columns.
 *
 * S (x, k, n) is a picture x smoothed with strength k over n octaves, where n =
 * log2 (texture scale); each octave is the picture at half the size of the one
 * before:
 *
 *   S (x, k, n):
 *     if n > 0:   d = halve (x)
 *                 c = n >= 1 ? S (d, k, n - 1) : S (d, k n, 0)
 *                 x = x + double (c - d)
 *     e = EME (x);  return x + tanh (8 k) MI (x, e, k)
 *
 *   out = x - detail (S (c, k, n) - c),  c = clamp (x, 0, 1)
 *
 * At detail -1, the default, out is x with its texture taken away; at 0 it is
 * x, to the bit; beyond 0 the texture is amplified, at 1 it is doubled. Where
 * detail > 0 and the source's samples are known to lie in [0, 1]
 * (SmoothSource.is_limited), the change of a pixel is made smaller, by one
 * number for all its channels, where one of them would leave [0, 1]: if that
 * channel was clipped alone, the pixel's hue would move.
 *
 * The result may be had in stages, by the octaves that have changed it: stage 0
 * is the result itself; stage i has only the changes of the octaves from number
 * i on, 0 being the finest, and those that the finer octaves make are left out.
 * What stage i - 1 lacks of stage i is what octave i - 1 has taken away, the
 * coarser the larger i; the last stage lacks of the source what all further
 * octaves have.
 *
 *   T (x, k, n, i) = S (x, k, n) for i = 0, and else
 *                    x + double (T (d, k, n - 1, i - 1) - d)
 *   stage i = x + (T (c, k, n, i) - c)
 *
 * Where samples lie outside [0, 1] (above white, or negative), the pixels at
 * and near them are smoothed a second time, with an exposure that brings them
 * into that range, and a weight w mixes the results:
 *
 *   c1 = gain x + offset,  out1 = x - detail (S (c1, k, n) - c1) / gain
 *   result = out + w (out1 - out);  the edge map likewise
 *
 * gain and offset are common to a pixel's channels and change slowly from pixel
 * to pixel; beyond 25 times white in linear light they are those of a logarithm
 * of x. w is 0 at pixels that are farther than 2 + texture scale from any such
 * sample: there, and so in every picture that lies in [0, 1], the result is
 * out, to the bit. The second run covers the rectangle around all such samples
 * and costs time and memory accordingly. The exact formulas stand in
 * core/engine/highlights-pass.h and core/engine/exposure.h.
 *
 * A picture that is tileable (SmoothParams.is_tileable) is smoothed as the
 * middle of a plane on which it is repeated side by side: beyond its border the
 * networks read its opposite side, instead of padding. The result is then
 * tileable, too. Its formulas stay as they are; a region is a part of the
 * picture, never of the plane. A pixel far from the border comes out as without
 * repetition; around the border the run computes as much more as it does around
 * a region within a larger picture.
 *
 * An engine is used by one thread at a time, and shares the work among threads
 * of its own. For one SIMD variant, results do not depend on band height,
 * strips, thread count or region, to the bit.
 */
#pragma once

#include <smooth/image.h>
#include <smooth/model.h>
#include <smooth/params.h>

G_BEGIN_DECLS

typedef struct _SmoothEngine SmoothEngine;

/** Called with text of several lines, which ends in a newline, on the thread
 * that called the engine. */
typedef void (*SmoothReportFunc) (gpointer data, const char *text);

/** How an engine works. Only simd has any influence on results, in their last
 * bits. */
typedef struct
{
  int n_threads; /* 0: n_cpus; never more than n_cpus */
  /* How many CPUs the threads may use; 0: all that the process may. */
  int n_cpus;
  /* The number of rows of a band; 0: depends on the region's width. */
  int band_height;
  /* "baseline", "blas", "x86-64-v3" or "x86-64-v4"; NULL: the one that this
   * machine is best with. */
  const char *simd;
  /* Whether report is called after each run, and after each step of a preview
   * in which the networks run, with a table of how long each layer took. */
  gboolean is_timed;
  SmoothReportFunc report; /* takes that table; NULL: none is made */
  gpointer report_data;    /* borrowed as long as the engine lives */
} SmoothEngineOptions;

/** Sets the defaults: zeros; simd from the environment variable SMOOTH_CPU if
 * that is set; and is_timed if the environment variable SMOOTH_DEBUG, a list
 * with commas, has the word "time". This is the only place where the library
 * reads the environment. The string is borrowed from the environment. */
void smooth_engine_options_init (SmoothEngineOptions *options);

/** Makes an engine for model, of which it keeps a reference. options: NULL for
 * the defaults; not kept. Free with smooth_engine_free, after the engine's
 * previews. Errors: UNSUPPORTED (a SIMD variant that this machine or build does
 * not have), NO_MEMORY. Cost: some ms, to pack the weights. */
SmoothEngine *smooth_engine_new (SmoothModel *model,
                                 const SmoothEngineOptions *options,
                                 GError **error);
void smooth_engine_free (SmoothEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothEngine, smooth_engine_free)

/** Called every few milliseconds, on the thread that called the engine, with
 * the fraction, in [0, 1], of the work that has been given to the threads.
 * Returns FALSE to cancel. */
typedef gboolean (*SmoothProgressFunc) (gpointer data, double fraction);

/** Optional arguments of an engine run; all borrowed until it returns. */
typedef struct
{
  const SmoothRect *region;    /* NULL: the whole picture */
  SmoothProgressFunc progress; /* NULL: no progress is reported */
  gpointer progress_data;
} SmoothRunOptions;

/** Smooths region of source and writes it into sink. The result of a region
 * equals that part of the whole picture's result, to the bit. At strength 0 and
 * at detail 0 the smoothed picture is the source's, to the bit, and no network
 * runs for it. At strength 0 the edge map is that of the source. options: NULL
 * for none. All arguments are borrowed until the function returns. Errors:
 * UNSUPPORTED (params out of range), SHAPE (an empty picture, a wrong number of
 * channels, a region outside the picture), NO_MEMORY, CANCELLED, and whatever
 * source and sink set. After an error sink may have got a part of the rows.
 * Cost: see smooth_engine_estimate. */
gboolean smooth_engine_run (SmoothEngine *engine,
                            const SmoothParams *params,
                            const SmoothSource *source,
                            const SmoothSink *sink,
                            const SmoothRunOptions *options,
                            GError **error);

/** Returns into how many strips a run divides region: 1 if it has at most 8000
 * columns, otherwise one for about every 3072 columns. Thread-safe. */
int smooth_engine_count_strips (const SmoothRect *region);

/** Computes strip number i of region, counted from the left; it is as high as
 * region. A strip is not divided further, so a caller may run strip by strip,
 * for instance in order to interrupt and resume. Thread-safe. */
void
smooth_engine_get_strip (const SmoothRect *region, int i, SmoothRect *strip);

/** What an engine run would cost. */
typedef struct
{
  /* The engine's peak memory if all samples lie in [0, 1]. Otherwise it may
   * take up to twice as much, and a quarter of a byte for each pixel. */
  guint64 n_bytes;
  /* Multiply-adds of the networks, if convolutions were computed directly. */
  guint64 n_multiply_adds;
} SmoothEstimate;

/** Estimates what it costs to smooth region (NULL: all) of a picture of width x
 * height pixels, without smoothing it. Errors: UNSUPPORTED and SHAPE, as for
 * smooth_engine_run (); NO_MEMORY. Cost: some ms. */
gboolean smooth_engine_estimate (SmoothEngine *engine,
                                 const SmoothParams *params,
                                 int width,
                                 int height,
                                 const SmoothRect *region,
                                 SmoothEstimate *estimate,
                                 GError **error);

/** A region of a picture that is smoothed again and again with changing
 * strengths. What does not depend on the strength is computed in the first step
 * and kept: at texture scale 1 the edge map and MI's encoder, at larger scales
 * those of the coarsest octave. What the networks return is kept, too, so that
 * a step in which only channels or detail change runs no network. The region is
 * not divided into strips, however wide it is. */
typedef struct _SmoothPreview SmoothPreview;

/** Makes a preview of region (NULL: all) of source at texture_scale.
 * is_tileable: as in SmoothParams. source is copied, and its pixels must not
 * change. engine is borrowed as long as the preview lives. A step of the
 * preview uses the engine's threads, so only one run or step of an engine may
 * go on at a time. Errors: as for smooth_engine_run (). Free with
 * smooth_preview_free (). */
SmoothPreview *smooth_preview_new (SmoothEngine *engine,
                                   double texture_scale,
                                   gboolean is_tileable,
                                   const SmoothSource *source,
                                   const SmoothRect *region,
                                   GError **error);
void smooth_preview_free (SmoothPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothPreview, smooth_preview_free)

/** The settings that may change from one step of a preview to the next. */
typedef struct
{
  double strength; /* in [0, 1] */
  SmoothChannels channels;
  double detail; /* in [-1, 3] */
  /* Whether the step may be an approximation ("near"), see
   * smooth_preview_is_near (). */
  gboolean may_be_near;
  SmoothProgressFunc progress; /* NULL: no progress is reported */
  gpointer progress_data;      /* borrowed until the step returns */
} SmoothPreviewStep;

/** Smooths the region and writes it into sink. The result is that of
 * smooth_engine_run () with these parameters, to the bit, unless the step is
 * near. After a step that failed or was cancelled, the preview can be used as
 * before. Errors: as for smooth_engine_run (). */
gboolean smooth_preview_run (SmoothPreview *preview,
                             const SmoothPreviewStep *step,
                             const SmoothSink *sink,
                             GError **error);

/** Whether the last step was near, that is, an approximation. At texture scales
 * above 1, the input of EME and of MI's encoder depends on the strength in each
 * octave but the coarsest. A near step does not compute them again, but takes
 * their results from the last exact step and computes only the decoders, in a
 * third of the time. The less the strength has changed since that step, the
 * smaller the error; the edge map is that of the exact step. These steps are
 * exact even if they may be near: the first step, those at texture scale 1, and
 * those at the strength of the last exact step. */
gboolean smooth_preview_is_near (const SmoothPreview *preview);

G_END_DECLS
