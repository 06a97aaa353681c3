/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One drawable's way through a run: its pixels as they were at the start, and
 * what the engine made of them, in buffers of the plug-in's own process. No
 * part of the image is touched here.
 */
#pragma once

#include "drawable-io.h"
#include "progress.h"
#include "request.h"

typedef struct
{
  GimpDrawable *drawable; /* borrowed from GIMP */
  Breath *breath;         /* for long work on it; borrowed, or NULL */
  SmoothRect whole;       /* the drawable, in its own coordinates */
  SmoothRect region;      /* what the selection lets through */
  const Babl *format;     /* the drawable's own at the start */
  int offset_x, offset_y; /* in the image, at the start */
  GeglBuffer *before;     /* the whole drawable, in format */
  GeglBuffer *smoothed;   /* of region at least, in format, or NULL */
  GeglBuffer *edges;      /* of region at least, one channel, or NULL */
} Job;

/* Clear with job_clear, also after FALSE. */
gboolean job_init (Job *job, GimpDrawable *drawable, GError **error);
void job_clear (Job *job);

/* A job whose work is done: the place of drawable now, and buffers of which
 * it keeps references. Applying it may change the buffers. */
gboolean job_init_done (Job *job,
                        GimpDrawable *drawable,
                        const DrawableIo *buffers,
                        GError **error);

/* Runs engine over the job's region. progress counts the jobs. */
gboolean job_run (Job *job,
                  SmoothEngine *engine,
                  const Request *request,
                  Progress *progress,
                  GError **error);

/* Whether drawable and selection still are what they were when the job
 * began: GIMP goes on working for the user meanwhile. Errors:
 * SMOOTH_ERROR_UNSUPPORTED. */
gboolean job_check_unchanged (const Job *job, GError **error);
