/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One drawable that is smoothed: copies of its pixels and of the selection when
 * the work began, and what the engine computed from them. The image is not
 * changed here. Main thread.
 */
#pragma once

#include "buffer-transfer.h"
#include "engine-io.h"
#include "progress.h"
#include "procedure-request.h"

/* The properties of a drawable that decide how it is shown, and its locks. */
typedef struct
{
  int parent, mask; /* ids; -1: there is none */
  gboolean applies_mask, is_visible;
  gboolean locks_content, locks_position, locks_visibility, locks_alpha;
  gboolean has_filters;
  gboolean changes_component[4]; /* red or grey, green, blue, alpha: active in
                                    the Channels dialog */
  GimpLayerMode mode;
  GimpLayerColorSpace blend_space, composite_space;
  GimpLayerCompositeMode composite_mode;
  double opacity;
} DrawableJobTraits;

/* Pixel stores are owned. */
typedef struct
{
  GimpDrawable *drawable; /* borrowed from GIMP */
  PixelPool *pool;        /* owned */
  MainLoopYield *yield;   /* for long work on the job; borrowed; NULL: the main
                             loop does not run meanwhile */
  SmoothRect whole;       /* the drawable, in its own coordinates */
  SmoothRect region;      /* the bounds of the selection on the drawable */
  const Babl *format;     /* in which the drawable is stored */
  int offset_x, offset_y; /* of the drawable in the image */
  PixelStore *selection;  /* over region; NULL: nothing is selected */
  PixelStore *before;     /* the whole drawable, in format */
  PixelStore *smoothed; /* over region at least, in format; NULL: not wanted */
  PixelStore *edges; /* over region at least, one channel; NULL: not wanted */
  /* From when the result was prepared, see change_check_note_traits. */
  DrawableJobTraits traits;
  PixelStore *mask; /* the layer's mask, if the result holds a copy of it */
} DrawableJob;

/* Copies the pixels of drawable and the selection. Clear with
 * drawable_job_clear, also after FALSE. Errors: those of drawable_find_region
 * and of buffer_transfer_snapshot. */
gboolean drawable_job_init (DrawableJob *job,
                            GimpDrawable *drawable,
                            PixelPool *pool,
                            GError **error);
void drawable_job_clear (DrawableJob *job);

/* A job whose pixels are computed already: it takes references of the stores of
 * io, and its format and size are theirs. Place and selection are those of
 * drawable at the moment. Errors: as drawable_job_init. */
gboolean drawable_job_init_computed (DrawableJob *job,
                                     GimpDrawable *drawable,
                                     PixelPool *pool,
                                     const EngineIo *io,
                                     GError **error);

/* Runs engine over the job's region, with progress_update for each band of
 * rows. Errors: those of smooth_engine_run and of pixel_store_new. */
gboolean drawable_job_run (DrawableJob *job,
                           SmoothEngine *engine,
                           const Request *request,
                           Progress *progress,
                           GError **error);

/* A transfer without a store from GIMP's selection at the moment, in the
 * coordinates of the job's drawable. Its buffer is transfer full. */
BufferTransfer drawable_job_get_selection (const DrawableJob *job);
