/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run of an engine: from what was asked for to a planned graph, and through
 * it band by band; again and again, if it was asked to keep what does not
 * depend on the strength.
 */
#pragma once

#include <smooth/engine.h>

#include "engine/highlights.h"
#include "engine/octaves.h"
#include "base/threads.h"

/* The engine's part; borrowed. */
typedef struct
{
  const SmoothEme *eme;
  const SmoothMi *mi;
  SmoothSimd simd;
  int n_threads;
  int band_height; /* a multiple of 8; 0: by the region's width */
} SmoothEngineRunSetup;

/* What is asked for. */
typedef struct
{
  SmoothParams params;
  const SmoothSource *source;
  const SmoothRect *region; /* NULL: all */
  gboolean want_smoothed, want_edges;
  gboolean keep; /* for several streams at different strengths */
} SmoothEngineRunRequest;

typedef struct
{
  SmoothParams params; /* strength and channels may be set between streams */
  SmoothSource source;
  SmoothRect region;
  gboolean want_smoothed, want_edges;
  int band_height;
  SmoothReader reader;
  const SmoothEngineRunSetup *setup; /* borrowed */
  SmoothThreads *threads;      /* borrowed */
  gboolean keep;
  SmoothHighlights *highlights; /* NULL: none in the region, or not yet */
  gboolean has_looked;          /* for highlights */
  float *pixels;                /* room for a band of result */
  SmoothGraph *graph;           /* NULL where the networks have nothing to do */
  SmoothOctaves levels;
  SmoothPlan plan;
} SmoothEngineRun;

/* Whether that can be run: parameters, source, region. region (out): the region,
 * or the whole picture. Errors: UNSUPPORTED, SHAPE as smooth_engine_run. */
gboolean smooth_engine_run_check (const SmoothEngineRunRequest *request,
                           SmoothRect *region,
                           GError **error);

/* Plans a run, which must not be moved afterwards. Errors: as
 * smooth_engine_run. */
gboolean smooth_engine_run_init (SmoothEngineRun *run,
                          const SmoothEngineRunSetup *setup,
                          const SmoothEngineRunRequest *request,
                          GError **error);
void smooth_engine_run_clear (SmoothEngineRun *run);

/* Bytes that the run needs beside the arena. */
gsize smooth_engine_run_get_extra_bytes (const SmoothEngineRun *run);

/* Takes its memory. arena: plan.n_bytes, nothing taken; NULL if graph is.
 * Errors: NO_MEMORY. */
gboolean smooth_engine_run_prepare (SmoothEngineRun *run,
                             SmoothArena *arena,
                             SmoothThreads *threads,
                             GError **error);

/* Goes through the region once. */
gboolean smooth_engine_run_stream (SmoothEngineRun *run,
                            const SmoothSink *sink,
                            const SmoothGraphPass *way,
                            GError **error);
