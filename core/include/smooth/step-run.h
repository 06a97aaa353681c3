/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run that can be suspended: it smooths a region in steps, from top to
 * bottom, for callers who need some rows now and others later, or never.
 * Between two steps its threads are idle, the engine may be used for other
 * runs, and what the networks have computed of the rows below stays in memory,
 * so nothing is computed twice. The result equals that of smooth_engine_run (),
 * to the bit.
 *
 * The region is not divided into strips, however wide it is: a caller who wants
 * that asks smooth_engine_get_strip () for them.
 */
#pragma once

#include <smooth/engine.h>

G_BEGIN_DECLS

typedef struct _SmoothStepRun SmoothStepRun;

/** Optional arguments of a run in steps. */
typedef struct
{
  const SmoothRect *region; /* NULL: the whole picture; copied */
  /* A step ends so many rows below the region's first row, or a multiple of
   * that. A multiple of 8; 0: there is one step, which computes all rows. */
  int step_height;
  /* Whether the caller sees to it that no step reads a sample outside [0, 1].
   * The run then does not look for such samples, and reads no pixel that lies
   * farther than smooth_step_run_get_halo () below the rows of a step. Without
   * this, the run reads the whole region and what is around it before its first
   * step, unless the source is limited to [0, 1]. */
  gboolean is_in_range;
  SmoothProgressFunc progress; /* NULL: no progress is reported */
  gpointer progress_data;      /* borrowed as long as the run lives */
} SmoothStepOptions;

/** Begins a run; nothing is computed before the first step. params, source and
 * sink are copied; what they point to, and engine, must live as long as the
 * run. Each part of the source must keep its pixels until the steps that read
 * it are done. options: NULL for none. Free with smooth_step_run_free (),
 * before the engine. Errors: UNSUPPORTED, SHAPE, as for smooth_engine_run ().
 */
SmoothStepRun *smooth_step_run_new (SmoothEngine *engine,
                                    const SmoothParams *params,
                                    const SmoothSource *source,
                                    const SmoothSink *sink,
                                    const SmoothStepOptions *options,
                                    GError **error);
void smooth_step_run_free (SmoothStepRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothStepRun, smooth_step_run_free)

/** Computes the rows of the region that are not written yet, up to row end of
 * the source, and writes them into the sink. end: where a step may end, see
 * SmoothStepOptions, or any row from the region's end on. To be called on any
 * thread, but only while no other run or step of the engine goes on, and not
 * after the last row or an error. A tileable picture's first step also computes
 * what is mixed into the result along its seam. Errors: NO_MEMORY, CANCELLED,
 * and those of the source and the sink. */
gboolean smooth_step_run_step (SmoothStepRun *run, int end, GError **error);

/** Returns the number of the first row, in the source, that the next step will
 * write; behind the last step, the row after the region. Thread-safe, except
 * during a step. */
int smooth_step_run_get_row (const SmoothStepRun *run);

/** Whether all rows of the region are written. Thread-safe, except during a
 * step. */
gboolean smooth_step_run_is_done (const SmoothStepRun *run);

/** Returns how many multiply-adds of the networks the run has done so far,
 * those for its halo included: what most of its time goes into, in a number
 * that is the same on every machine. Thread-safe, except during a step. */
double smooth_step_run_get_work (const SmoothStepRun *run);

/** Returns how far a pixel of source may lie, along each axis, from a pixel
 * whose result depends on it, to the bit. A step reads no row that lies farther
 * below its last one. (A tileable picture goes on beyond its borders.) Of
 * source the size and the reading function are not used. params must have
 * passed smooth_params_check (). Thread-safe. */
int smooth_step_run_get_halo (const SmoothParams *params,
                              const SmoothSource *source);

G_END_DECLS
