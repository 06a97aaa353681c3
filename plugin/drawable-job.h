/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One drawable's way through a run: its pixels as they were at the start, and
 * what the engine made of them, in stores of the plug-in's own. No part of the
 * image is touched here.
 */
#pragma once

#include "drawable-io.h"
#include "progress.h"
#include "request.h"
#include "transfer.h"

/* How a drawable is shown, and what may be done to it. */
typedef struct
{
  int parent, mask; /* ids; -1: none */
  gboolean applies_mask, is_visible;
  gboolean locks_content, locks_position, locks_visibility, locks_alpha;
  gboolean has_filters;
  gboolean changes_component[4]; /* by the Channels dialog */
  GimpLayerMode mode;
  GimpLayerColorSpace blend_space, composite_space;
  GimpLayerCompositeMode composite_mode;
  double opacity;
} DrawableJobTraits;

typedef struct
{
  GimpDrawable *drawable; /* borrowed from GIMP */
  PixelPool *pool;        /* owned */
  MainLoopYield *breath;         /* for long work on it; borrowed, or NULL */
  SmoothRect whole;       /* the drawable, in its own coordinates */
  SmoothRect region;      /* what the selection lets through */
  const Babl *format;     /* the drawable's own at the start */
  int offset_x, offset_y; /* in the image, at the start */
  PixelStore *selection;  /* over region, at the start; NULL: there is none */
  PixelStore *mask;       /* of the layer, when its result was prepared, if the
                             result holds a copy of it; or NULL */
  DrawableJobTraits traits;       /* when its result was prepared */
  PixelStore *before;     /* the whole drawable, in format */
  PixelStore *smoothed;   /* of region at least, in format, or NULL */
  PixelStore *edges;      /* of region at least, one channel, or NULL */
} DrawableJob;

/* Copies what drawable is now. Clear with drawable_job_clear, also after FALSE. Errors:
 * those of checks_region and of pixel_store_new. */
gboolean
drawable_job_init (DrawableJob *job, GimpDrawable *drawable, PixelPool *pool, GError **error);
void drawable_job_clear (DrawableJob *job);

/* A job whose work is done: the place of drawable and the selection now, and
 * stores of which it keeps references, with the size and format that the
 * drawable had when it was copied. Errors: as drawable_job_init. */
gboolean drawable_job_init_done (DrawableJob *job,
                        GimpDrawable *drawable,
                        PixelPool *pool,
                        const DrawableIo *stores,
                        GError **error);

/* Runs engine over the job's region. progress counts the jobs. Errors: those of
 * smooth_engine_run and of pixel_store_new. */
gboolean drawable_job_run (DrawableJob *job,
                  SmoothEngine *engine,
                  const Request *request,
                  Progress *progress,
                  GError **error);

/* The selection over the job's region, to be read (store is NULL). */
Transfer drawable_job_select (const DrawableJob *job);
