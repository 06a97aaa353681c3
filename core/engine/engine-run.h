/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One engine run on a region that is not divided into strips: it plans a graph
 * for the request, and goes through the region band by band. If the run keeps
 * rows in memory from one pass to the next, it may go through the region
 * several times, with different strengths. To be used on the thread that calls
 * the engine.
 */
#pragma once

#include <smooth/engine.h>
#include <smooth/tileable-source.h>

#include "base/threads.h"
#include "engine/engine-request.h"
#include "engine/highlights-pass.h"
#include "engine/kept-plane.h"
#include "engine/octaves.h"

/* What all runs of an engine have in common; the runs borrow it. */
typedef struct
{
  const SmoothEme *eme;
  const SmoothMi *mi;
  SmoothSimd simd;
  int n_threads;
  int band_height; /* a multiple of 8; 0: depends on the region's width */
  SmoothReportFunc report; /* NULL: passes are not timed */
  gpointer report_data;
} SmoothEngineRunSetup;

typedef struct
{
  /* The members strength, channels and detail may be changed between passes. */
  SmoothParams params;
  /* The picture; if it is tileable, the plane on which it is repeated. */
  SmoothSource source;
  SmoothTileableSource tiled; /* only if the picture is tileable */
  /* How far a pixel of the picture lies from the same pixel in the region:
   * columns and rows. 0 unless the picture is tileable. */
  int offset_x, offset_y;
  SmoothRect region; /* in source's coordinates, like all rectangles */
  gboolean wants_smoothed, wants_edges;
  int n_stages; /* wanted beyond stage 0; 0 unless wants_smoothed */
  int band_height;
  SmoothReader reader;
  const SmoothEngineRunSetup *setup; /* borrowed */
  SmoothThreads *threads;            /* borrowed */
  gboolean keep;
  /* What the last pass has computed, if keep: the smoothed picture before it is
   * mixed with the source's pixels, and the edge map. */
  SmoothKeptPlane kept_smoothed, kept_edges;
  /* What smooths the pixels near samples outside [0, 1]; NULL: the region has
   * no such samples, or it was not searched for them yet. */
  SmoothHighlights *highlights;
  /* whether the region was searched for samples outside [0, 1], or the caller
   * has promised that there are none */
  gboolean has_looked;
  /* Memory for a band of the result; with stages, for as many pixels of the
   * source behind it. */
  float *pixels;
  /* The networks' layers; NULL if they have nothing to compute, as at strength
   * 0 if no edge map is wanted. */
  SmoothGraph *graph;
  SmoothOctaves octaves;
  SmoothPlan plan;

  /* The pass that goes on. */
  SmoothGraphPass pass;
  double fraction; /* last fraction that the region's graph reported */
  int n_written;   /* how many rows of the region are written */
  gint64 write_us; /* how long this pass has read the source again, composed
                      the result and written it into the sink */
  gint64 pass_us;  /* how long this pass has taken so far, without the time
                      between its steps */
} SmoothEngineRun;

/* Checks the request and plans the run. The graph points into run, which must
 * not move. run must be cleared even if this fails. Errors: UNSUPPORTED, SHAPE,
 * NO_MEMORY. */
gboolean smooth_engine_run_init (SmoothEngineRun *run,
                                 const SmoothEngineRunSetup *setup,
                                 const SmoothEngineRequest *request,
                                 GError **error);
void smooth_engine_run_clear (SmoothEngineRun *run);

/* Returns how many bytes the run needs in addition to the arena. */
gsize smooth_engine_run_get_extra_bytes (const SmoothEngineRun *run);

/* Returns the number of samples in a band of the result. */
static inline gsize
smooth_engine_run_count_samples (const SmoothEngineRun *run)
{
  return (gsize) run->region.width * MIN (run->band_height, run->region.height)
         * run->source.n_channels;
}

/* Returns how many multiply-adds of the networks the pass has done so far. */
static inline double
smooth_engine_run_get_work (const SmoothEngineRun *run)
{
  double work = 0;

  if (run->graph != NULL)
    work += smooth_graph_get_work (run->graph);
  if (run->highlights != NULL)
    work += smooth_highlights_get_work (run->highlights);
  return work;
}

/* Takes the run's memory, before the first pass. arena has plan.n_bytes, from
 * which no buffer is taken yet. arena and threads are borrowed. Errors:
 * NO_MEMORY. */
gboolean smooth_engine_run_prepare (SmoothEngineRun *run,
                                    SmoothArena *arena,
                                    SmoothThreads *threads,
                                    GError **error);

/* Begins a pass, of which smooth_engine_run_advance () computes the rows: looks
 * for samples outside [0, 1], unless an earlier pass has. pass is copied.
 * Errors: NO_MEMORY, CANCELLED, the source's. */
gboolean smooth_engine_run_start (SmoothEngineRun *run,
                                  const SmoothGraphPass *pass,
                                  GError **error);

/* Computes the region's rows up to end that are not written yet, and writes
 * them into sink. end: a multiple of band_height, or the region's height, with
 * which the pass ends. When it returns, the threads are idle. After an error
 * the pass cannot go on. Errors: CANCELLED, the source's and the sink's. */
gboolean smooth_engine_run_advance (SmoothEngineRun *run,
                                    int end,
                                    const SmoothSink *sink,
                                    GError **error);

/* Makes one pass: reads the source, and writes the region's bands into sink
 * from top to bottom. Errors: NO_MEMORY, CANCELLED, the source's and the
 * sink's. */
gboolean smooth_engine_run_pass (SmoothEngineRun *run,
                                 const SmoothSink *sink,
                                 const SmoothGraphPass *pass,
                                 GError **error);

/* Writes the region's bands into sink once more, as a pass would with the run's
 * present channels and detail, from what the last pass has computed. That pass
 * must have come to its end. No network runs, and no table of times is
 * reported. Only for a run that keeps. Errors: CANCELLED, the source's and the
 * sink's. */
gboolean smooth_engine_run_write_again (SmoothEngineRun *run,
                                        const SmoothSink *sink,
                                        const SmoothGraphPass *pass,
                                        GError **error);
