/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a finished job, in two steps: everything that takes time or
 * can fail makes items that are not in the image yet (or fills the drawable's
 * shadow buffer); then, inside the undo group, they are merged or inserted.
 */
#pragma once

#include "drawable-job.h"

typedef struct
{
  const DrawableJob *job; /* borrowed */
  ResultKind kind;
  GimpLayer *layer;  /* new-layer, edge-map; separate: the smoothed layer */
  GimpLayer *detail; /* separate */
  GimpLayer *group;  /* separate */
  GimpLayerMask *group_mask; /* separate, or NULL: the layer has none */
  GimpChannel *channel;      /* edge-channel */
  guint64 n_unheld;          /* separate: pixels that the detail cannot hold */
  gboolean applied;          /* the image owns the items */
} Result;

/* First step. Discard with result_clear, also after FALSE. Errors:
 * SMOOTH_ERROR_NO_MEMORY where GIMP refuses an item. */
gboolean
result_init (Result *result, const DrawableJob *job, ResultKind kind, GError **error);

/* Second step. FALSE with error where GIMP refuses. */
gboolean result_apply (Result *result, GError **error);

/* Undoes the second step, also where it failed half-way: the drawable's pixels
 * are those of the job's start again, new items are removed. GIMP's undo steps
 * stay. Only for what was applied right before. */
void result_take_back (Result *result);

/* Deletes what has not been applied. */
void result_clear (Result *result);

/* For the kinds' own files: */

/* "NAME kind" of format "%s kind"; free with g_free. */
char *result_name (const DrawableJob *job, const char *format);

/* A layer of the drawable's size and place, not in the image yet, or NULL. */
GimpLayer *result_layer_new (const DrawableJob *job,
                             const char *name_format,
                             GimpImageType type,
                             GimpLayerMode mode);

/* Copies rect of pixels, which are in the drawable's coordinates, into an item
 * of the drawable's size and place. Errors: as transfer_put. */
gboolean result_fill (const DrawableJob *job,
                      GimpDrawable *item,
                      PixelStore *pixels,
                      const SmoothRect *rect,
                      GError **error);

/* Puts layer into the image directly above the drawable. */
gboolean result_insert_above (const DrawableJob *job, GimpLayer *layer);

/* Sets error: GIMP did not do what it was asked. Returns FALSE. */
gboolean result_refused (GError **error);
