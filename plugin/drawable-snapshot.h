/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One drawable that is smoothed: copies of its pixels and of the selection at
 * the time when the work began, and what the engine computed from them. The
 * functions here do not change the image, and are called on the main thread.
 */
#pragma once

#include "buffer-transfer.h"
#include "engine-io.h"
#include "progress.h"
#include "procedure-request.h"

/* The properties of a drawable that decide how it is shown, and its locks. */
typedef struct
{
  int parent, mask; /* ids of GIMP's items; -1: there is none */
  gboolean applies_mask, is_visible;
  gboolean locks_content, locks_position, locks_visibility, locks_alpha;
  gboolean has_filters;
  /* Whether each component (red or grey, green, blue, alpha) is active in the
   * Channels dialog. */
  gboolean changes_component[4];
  GimpLayerMode mode;
  GimpLayerColorSpace blend_space, composite_space;
  GimpLayerCompositeMode composite_mode;
  double opacity;
} DrawableSnapshotTraits;

/* Everything about one drawable. The snapshot owns its pixel stores. */
typedef struct
{
  GimpDrawable *drawable; /* borrowed from libgimp */
  PixelPool *pool;        /* an owned reference */
  /* Lets the main loop run during long work on the snapshot; borrowed. NULL: it
   * does not run. */
  MainLoopYield *yield;
  SmoothRect whole; /* the drawable's rectangle, in its own coordinates */
  /* The bounding rectangle of the selection on the drawable. */
  SmoothRect region;
  const Babl *format;     /* the format in which the drawable is stored */
  int offset_x, offset_y; /* the drawable's place in the image */
  /* The values of the selection in the rectangle region. NULL: there is no
   * selection, so region is the whole drawable. */
  PixelStore *selection;
  PixelStore *before; /* the pixels of the whole drawable, in format */
  /* The smoothed pixels, in format; they cover region at least. NULL: they are
   * not wanted. */
  PixelStore *smoothed;
  /* How many detail layers there will be, and the stages 1 to n_details - 1 of
   * the smoothed pixels (smooth/engine.h), which are as smoothed is. */
  int n_details;
  PixelStore *stages[SMOOTH_MAX_DETAILS];
  /* The edge map, which has one channel and covers region at least. NULL: it is
   * not wanted. */
  PixelStore *edges;
  /* The properties of the drawable right before its result was prepared, as
   * change_check_note_traits stores them. */
  DrawableSnapshotTraits traits;
  /* The pixels of the layer's mask at the same moment. NULL: the result does
   * not copy the mask, or there is none. */
  PixelStore *mask;
} DrawableSnapshot;

/* Copies the pixels of drawable and the selection. Clear snapshot with
 * drawable_snapshot_clear, also after FALSE. Errors: those of
 * drawable_find_region and of buffer_transfer_snapshot. */
gboolean drawable_snapshot_init (DrawableSnapshot *snapshot,
                                 GimpDrawable *drawable,
                                 PixelPool *pool,
                                 GError **error);
void drawable_snapshot_clear (DrawableSnapshot *snapshot);

/* Makes a snapshot whose pixels are computed already, with params. It takes
 * references on the stores of io; format and size are those of the stores,
 * place and selection those of drawable at the moment. Clear it with
 * drawable_snapshot_clear, also after FALSE. Errors: those of
 * drawable_find_region and of buffer_transfer_snapshot.
 */
gboolean drawable_snapshot_init_computed (DrawableSnapshot *snapshot,
                                          GimpDrawable *drawable,
                                          PixelPool *pool,
                                          const EngineIo *io,
                                          const SmoothParams *params,
                                          GError **error);

/* Runs engine over the snapshot's region; progress_update is called for each
 * band of rows. Errors: those of smooth_engine_run and of pixel_store_new. */
gboolean drawable_snapshot_smooth (DrawableSnapshot *snapshot,
                                   SmoothEngine *engine,
                                   const Request *request,
                                   Progress *progress,
                                   GError **error);

/* Returns a transfer from GIMP's selection at the moment, in the coordinates of
 * the snapshot's drawable. Its store is NULL; its buffer is transfer full. */
BufferTransfer
drawable_snapshot_get_selection (const DrawableSnapshot *snapshot);
