/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run of an engine: from what was asked for to a planned graph, and through
 * it band by band; again and again, if it was asked to keep what does not
 * depend on the strength.
 */
#pragma once

#include <smooth/engine.h>

#include "engine/highlights.h"
#include "engine/levels.h"
#include "kernel/threads.h"

/* The engine's part; borrowed. */
typedef struct
{
  const SmoothEme *eme;
  const SmoothMi *mi;
  SmoothCpuLevel cpu_level;
  int n_threads;
  int band_height; /* a multiple of 8; 0: by the region's width */
} SmoothRunSetup;

/* What is asked for. */
typedef struct
{
  SmoothParams params;
  const SmoothSource *source;
  const SmoothRect *region; /* NULL: all */
  gboolean want_smoothed, want_edges;
  gboolean keep; /* for several streams at different strengths */
} SmoothRunRequest;

typedef struct
{
  SmoothParams params; /* strength and channels may be set between streams */
  SmoothSource source;
  SmoothRect region;
  gboolean want_smoothed, want_edges;
  int band_height;
  SmoothReader reader;
  const SmoothRunSetup *setup; /* borrowed */
  SmoothThreads *threads;      /* borrowed */
  gboolean keep;
  SmoothHighlights *highlights; /* NULL: none in the region, or not yet */
  gboolean has_looked;          /* for highlights */
  float *pixels;                /* room for a band of result */
  SmoothGraph *graph;           /* NULL where the networks have nothing to do */
  SmoothLevels levels;
  SmoothPlan plan;
} SmoothRun;

/* Whether that can be run: parameters, source, region. region (out): the region,
 * or the whole picture. Errors: UNSUPPORTED, SHAPE as smooth_engine_run. */
gboolean smooth_run_check (const SmoothRunRequest *request,
                           SmoothRect *region,
                           GError **error);

/* Plans a run, which must not be moved afterwards. Errors: as
 * smooth_engine_run. */
gboolean smooth_run_init (SmoothRun *run,
                          const SmoothRunSetup *setup,
                          const SmoothRunRequest *request,
                          GError **error);
void smooth_run_clear (SmoothRun *run);

/* Bytes that the run needs beside the arena. */
gsize smooth_run_get_extra_bytes (const SmoothRun *run);

/* Takes its memory. arena: plan.n_bytes, nothing taken; NULL if graph is.
 * Errors: NO_MEMORY. */
gboolean smooth_run_prepare (SmoothRun *run,
                             SmoothArena *arena,
                             SmoothThreads *threads,
                             GError **error);

/* Goes through the region once. */
gboolean smooth_run_stream (SmoothRun *run,
                            const SmoothSink *sink,
                            const SmoothGraphRun *way,
                            GError **error);
