/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine: both networks on a picture of any size, in bands of rows; of a
 * very wide one, strip by strip of its columns.
 *
 *   S (x, k, n):  k = strength, n = octaves = log2 (texture scale)
 *     if n > 0:   d = halve (x)
 *                 c = n >= 1 ? S (d, k, n - 1) : S (d, k n, 0)
 *                 x = x + double (c - d)
 *     e = EME (x);  return x + tanh (8 k) MI (x, e, k)
 *   out = x + (S (c, k, n) - c),  c = clamp (x, 0, 1)
 *
 * Where samples lie outside [0, 1] (above white, or negative), the pixels in and
 * next to them are smoothed as exposed, and mixed in by a weight w:
 *
 *   c1 = gain x + offset,  out1 = x + (S (c1, k, n) - c1) / gain
 *   result = out + w (out1 - out);  the edge map likewise
 *
 * gain and offset are common to a pixel's channels and change slowly, so that
 * the samples around lie in [0, 1]; beyond 25 times white in linear light they
 * are of a logarithm of x. w is 0 farther than 2 + texture scale pixels from any
 * such sample: there, and so in a picture wholly in [0, 1], the result is out,
 * to the bit. A run whose region has such samples takes another run of the
 * rectangle around them, in time and memory. Exactly: engine/highlights.h,
 * engine/exposure.h.
 *
 * One engine serves one thread at a time; it works with its own threads
 * inside. Results do not depend on band height, strips, thread count or region,
 * to the bit, for one CPU level and gemm backend.
 */
#pragma once

#include <smooth/image.h>
#include <smooth/model.h>
#include <smooth/params.h>

G_BEGIN_DECLS

typedef struct _SmoothEngine SmoothEngine;

/** How an engine works; never what it computes (but for simd). */
typedef struct
{
  int n_threads;         /* at most n_cpus are used; 0: n_cpus */
  int n_cpus;            /* that they may run on; 0: those of the process */
  int band_height;       /* rows a step, 0: chosen */
  const char *simd; /* NULL: the best; "baseline", "x86-64-v3", ... */
} SmoothEngineOptions;

/** Defaults: zeros, and simd from the variable SMOOTH_CPU if it is set
 * (the only place where the library reads the environment). */
void smooth_engine_options_init (SmoothEngineOptions *options);

/** An engine on model, of which it keeps a reference. options may be NULL.
 * Errors: UNSUPPORTED (a CPU level that this machine or build has not),
 * NO_MEMORY. Free with smooth_engine_free. */
SmoothEngine *smooth_engine_new (SmoothModel *model,
                                 const SmoothEngineOptions *options,
                                 GError **error);
void smooth_engine_free (SmoothEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothEngine, smooth_engine_free)

/** Told after each band how far the run is, fraction in [0, 1]; returns FALSE
 * to cancel. Called on the thread that called the engine. */
typedef gboolean (*SmoothProgressFunc) (gpointer data, double fraction);

/** Optional part of a run. */
typedef struct
{
  const SmoothRect *region;    /* NULL: the whole picture */
  SmoothProgressFunc progress; /* NULL: none */
  gpointer progress_data;
} SmoothRunOptions;

/** Smooths region of source into sink. options may be NULL. The region equals
 * that part of the whole picture's result. At strength 0 the smoothed picture
 * is the input, bit for bit, and the edge map that of the input.
 * Errors: UNSUPPORTED (params out of range), SHAPE (empty picture, channels,
 * region outside), NO_MEMORY, CANCELLED, and whatever source and sink set; the
 * sink may have been given a part of the rows by then. Cost: see
 * smooth_engine_estimate. */
gboolean smooth_engine_run (SmoothEngine *engine,
                            const SmoothParams *params,
                            const SmoothSource *source,
                            const SmoothSink *sink,
                            const SmoothRunOptions *options,
                            GError **error);

/** How many strips a run goes through for a region of that width: 1 up to 8000
 * columns, beyond that one for about 3072. Thread-safe, as the next one. */
int smooth_engine_count_strips (const SmoothRect *region);

/** Strip i, counted from the left, as high as region. Itself it is not cut
 * further, so that a caller who goes through the strips by runs of his own, for
 * instance to interrupt and to resume, gets them uncut. */
void smooth_engine_get_strip (const SmoothRect *region,
                              int i,
                              SmoothRect *strip);

/** What a run would take. */
typedef struct
{
  guint64 n_bytes;         /* peak memory of the engine itself, where no sample
                              lies outside [0, 1]; at most twice that and a
                              quarter byte per pixel where some do */
  guint64 n_multiply_adds; /* of the networks, direct convolution */
} SmoothEstimate;

/** Cost of smoothing region (NULL: all) of a width x height picture, without
 * doing it. Errors: UNSUPPORTED, SHAPE as smooth_engine_run. */
gboolean smooth_engine_estimate (SmoothEngine *engine,
                                 const SmoothParams *params,
                                 int width,
                                 int height,
                                 const SmoothRect *region,
                                 SmoothEstimate *estimate,
                                 GError **error);

/** A region of a picture held ready for changing strengths, uncut, however wide
 * it is: what does not depend on the strength is computed by the first run and kept (at texture
 * scale 1 EME and MI's encoder, above it those of the coarsest level). */
typedef struct _SmoothPreview SmoothPreview;

/** For region (NULL: all) of source at texture_scale; the source is copied,
 * its pixels must stay the same. Borrows engine, and the engine's threads
 * while it runs: not side by side with another run. Errors: as
 * smooth_engine_run. Free with smooth_preview_free. */
SmoothPreview *smooth_preview_new (SmoothEngine *engine,
                                   double texture_scale,
                                   const SmoothSource *source,
                                   const SmoothRect *region,
                                   GError **error);
void smooth_preview_free (SmoothPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothPreview, smooth_preview_free)

/** What may change from one picture to the next. */
typedef struct
{
  double strength; /* [0, 1] */
  SmoothChannels channels;
  gboolean may_be_near;        /* see smooth_preview_is_near */
  SmoothProgressFunc progress; /* NULL: none */
  gpointer progress_data;
} SmoothPreviewStep;

/** As smooth_engine_run with these parameters, to the bit, unless it is near. A
 * run that was cancelled or failed leaves the preview as good as before. */
gboolean smooth_preview_run (SmoothPreview *preview,
                             const SmoothPreviewStep *step,
                             const SmoothSink *sink,
                             GError **error);

/** Whether the last step was near and not exact. Above texture scale 1 all but
 * the coarsest level's EME and encoder see another picture at each strength: a
 * near step takes what they made of it in the exact steps before, and computes
 * the decoders alone, in a third of the time. The less the strength has
 * changed, the nearer the picture; its edges are those of before. Exact all the
 * same are the first step, those at scale 1, and those at the strength of the
 * exact step before. */
gboolean smooth_preview_is_near (const SmoothPreview *preview);

G_END_DECLS
