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
 *   out = x + (S (c, k, n) - c),  c = clamp (x, 0, 1)
 *
 * Where samples lie outside [0, 1] (above white, or negative), the pixels at
 * and near them are smoothed a second time, with an exposure that brings them
 * into that range, and a weight w mixes the results:
 *
 *   c1 = gain x + offset,  out1 = x + (S (c1, k, n) - c1) / gain
 *   result = out + w (out1 - out);  the edge map likewise
 *
 * gain and offset are common to a pixel's channels and change slowly from pixel
 * to pixel; beyond 25 times white in linear light they are those of a logarithm
 * of x. w is 0 at pixels that are farther than 2 + texture scale from any such
 * sample: there, and so in every picture that lies in [0, 1], the result is
 * out, to the bit. The second run covers the rectangle around all such samples
 * and costs time and memory accordingly. The exact formulas stand in
 * core/engine/highlights.h and core/engine/exposure.h.
 *
 * An engine is used by one thread at a time, and shares the work among threads
 * of its own. For one SIMD variant and one matrix product, results do not
 * depend on band height, strips, thread count or region, to the bit.
 */
#pragma once

#include <smooth/image.h>
#include <smooth/model.h>
#include <smooth/params.h>

G_BEGIN_DECLS

typedef struct _SmoothEngine SmoothEngine;

/** Takes text of several lines, which ends in a newline. On the thread that
 * called the engine. */
typedef void (*SmoothReportFunc) (gpointer data, const char *text);

/** How an engine works. Only simd has any influence on results, in their last
 * bits. */
typedef struct
{
  int n_threads;     /* 0: n_cpus; no more than n_cpus are used */
  int n_cpus;        /* that the threads may use; 0: all that the process may */
  int band_height;   /* rows of a band; 0: chosen by the region's width */
  const char *simd;  /* "baseline", "x86-64-v3", ...; NULL: the best there is */
  gboolean is_timed; /* after each run, and each picture of a preview, report is
                        told how long each layer took */
  SmoothReportFunc report; /* NULL: nothing is reported */
  gpointer report_data;    /* borrowed for the engine's life */
} SmoothEngineOptions;

/** Sets defaults: zeros; simd from the environment variable SMOOTH_CPU if it is
 * set; and is_timed if SMOOTH_DEBUG has the word "time" in its list, which is
 * separated by commas. This is the only place where the library reads the
 * environment. The string is borrowed from the environment. */
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

/** Told, every few milliseconds, which fraction of the work, in [0, 1], has
 * been given to the threads. Returns FALSE to cancel. Called on the thread that
 * called the engine. */
typedef gboolean (*SmoothProgressFunc) (gpointer data, double fraction);

/** Optional arguments of a run; all borrowed until it returns. */
typedef struct
{
  const SmoothRect *region;    /* NULL: the whole picture */
  SmoothProgressFunc progress; /* NULL: nobody is told */
  gpointer progress_data;
} SmoothRunOptions;

/** Smooths region of source and writes it into sink. The result of a region
 * equals that part of the whole picture's result, to the bit. At strength 0 the
 * smoothed picture is the source's, to the bit, and the edge map is that of the
 * source. options: NULL for none. All arguments are borrowed until the function
 * returns.
 * Errors: UNSUPPORTED (params out of range), SHAPE (an empty picture, a wrong
 * number of channels, a region outside the picture), NO_MEMORY, CANCELLED, and
 * whatever source and sink set. After an error sink may have got a part of the
 * rows. Cost: see smooth_engine_estimate. */
gboolean smooth_engine_run (SmoothEngine *engine,
                            const SmoothParams *params,
                            const SmoothSource *source,
                            const SmoothSink *sink,
                            const SmoothRunOptions *options,
                            GError **error);

/** The number of strips that a run cuts region into: 1 if it has at most 8000
 * columns, else one for about every 3072 columns. Thread-safe. */
int smooth_engine_count_strips (const SmoothRect *region);

/** strip (out): number i of region's strips, from the left; as high as region.
 * A strip is not cut further, so a caller may run strip by strip himself, for
 * instance to interrupt and to resume. Thread-safe. */
void
smooth_engine_get_strip (const SmoothRect *region, int i, SmoothRect *strip);

/** What a run would take. */
typedef struct
{
  guint64 n_bytes;         /* the engine's peak memory, if all samples lie in
                              [0, 1]; otherwise up to twice that, and a quarter
                              of a byte for each pixel */
  guint64 n_multiply_adds; /* of the networks, if convolutions were computed
                              directly */
} SmoothEstimate;

/** estimate (out): the cost of smoothing region (NULL: all) of a picture of
 * width x height pixels, without smoothing it. Errors: UNSUPPORTED, SHAPE as
 * smooth_engine_run, NO_MEMORY. Cost: some ms. */
gboolean smooth_engine_estimate (SmoothEngine *engine,
                                 const SmoothParams *params,
                                 int width,
                                 int height,
                                 const SmoothRect *region,
                                 SmoothEstimate *estimate,
                                 GError **error);

/** A region of a picture that is smoothed again and again at changing
 * strengths. What does not depend on the strength is computed by the first step
 * and kept: at texture scale 1 the edge map and MI's encoder, above it those of
 * the coarsest octave. The region is not cut into strips, however wide it is.
 */
typedef struct _SmoothPreview SmoothPreview;

/** Makes a preview of region (NULL: all) of source at texture_scale. source is
 * copied, and its pixels must stay the same. engine is borrowed for the
 * preview's life; a preview's step uses its threads, so that not two of an
 * engine's runs and steps may go on at the same time. Errors: as
 * smooth_engine_run. Free with smooth_preview_free. */
SmoothPreview *smooth_preview_new (SmoothEngine *engine,
                                   double texture_scale,
                                   const SmoothSource *source,
                                   const SmoothRect *region,
                                   GError **error);
void smooth_preview_free (SmoothPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothPreview, smooth_preview_free)

/** What may change from one step of a preview to the next. */
typedef struct
{
  double strength; /* [0, 1] */
  SmoothChannels channels;
  gboolean may_be_near;        /* see smooth_preview_is_near */
  SmoothProgressFunc progress; /* NULL: nobody is told */
  gpointer progress_data;      /* borrowed until the step returns */
} SmoothPreviewStep;

/** Writes the region, smoothed, into sink: as smooth_engine_run with these
 * parameters, to the bit, unless the step is near. After a step that failed or
 * was cancelled, the preview can be used as before. Errors: as
 * smooth_engine_run. */
gboolean smooth_preview_run (SmoothPreview *preview,
                             const SmoothPreviewStep *step,
                             const SmoothSink *sink,
                             GError **error);

/** Whether the last step was near, an approximation, and not exact. Above
 * texture scale 1, in each octave but the coarsest, EME and MI's encoder get
 * another picture at each strength. A near step does not compute them anew: it
 * takes what they gave in the exact step before and computes only the decoders,
 * in a third of the time. The less the strength has changed since, the smaller
 * the error; the edge map is that of the exact step. Steps are exact even if
 * they may be near: the first step, those at texture scale 1, and those at the
 * strength of the exact step before. */
gboolean smooth_preview_is_near (const SmoothPreview *preview);

G_END_DECLS
