/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of an engine: from what was asked for to a planned graph, and
 * through it band by band.
 */
#pragma once

#include <smooth/engine.h>

#include "engine/levels.h"
#include "kernel/threads.h"

/* Rows a step where the caller leaves it open: tall enough for the threads to
 * share, low enough for the bands to stay in the cache. */
#define SMOOTH_DEFAULT_BAND_HEIGHT 32

/* The engine's part; borrowed. */
typedef struct
{
  const SmoothEme *eme;
  const SmoothMi *mi;
  SmoothCpuLevel cpu_level;
  int n_threads;
  int band_height; /* a multiple of 8 */
} SmoothRunSetup;

/* One run. */
typedef struct
{
  const SmoothParams *params;
  const SmoothSource *source;
  SmoothRect region;
  gboolean want_smoothed, want_edges;
  int band_height;
  SmoothReader reader;
  SmoothGraph *graph; /* NULL where the networks have nothing to do */
  SmoothLevels levels;
  SmoothPlan plan;
} SmoothRun;

/* Plans region (NULL: all) of source. Errors: as smooth_engine_run. */
gboolean smooth_run_init (SmoothRun *run,
                          const SmoothRunSetup *setup,
                          const SmoothParams *params,
                          const SmoothSource *source,
                          const SmoothRect *region,
                          const SmoothSink *sink,
                          GError **error);
void smooth_run_clear (SmoothRun *run);

/* Bytes that the run needs beside the arena. */
gsize smooth_run_get_extra_bytes (const SmoothRun *run);

/* Goes through the picture. arena: at least plan.n_bytes. */
gboolean smooth_run_stream (SmoothRun *run,
                            SmoothArena *arena,
                            SmoothThreads *threads,
                            const SmoothSink *sink,
                            const SmoothRunOptions *options,
                            GError **error);
