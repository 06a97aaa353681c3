/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of a drawable whose pixels have been computed. It is brought into
 * the image in two steps. The first step does all that takes long or can fail:
 * it makes items that are not in the image yet, or fills the drawable's shadow
 * buffer. The second step, inside the undo group, inserts the items or merges
 * the shadow buffer.
 *
 * Each kind of result has a file of its own, result-*.c, with a table of
 * methods. All functions are called on the main thread.
 */
#pragma once

#include "drawable-snapshot.h"

typedef struct _Result Result;

/* The methods of a kind of result. They do that kind's part of result_init,
 * result_apply, result_revert and result_clear. */
typedef struct
{
  gboolean (*prepare) (Result *result, GError **error);
  gboolean (*apply) (Result *result); /* returns FALSE if GIMP refuses */
  void (*revert) (Result *result);
  /* Deletes what prepare has made besides the items below; NULL: it makes
   * nothing but items. */
  void (*discard) (Result *result);
} ResultMethods;

struct _Result
{
  const DrawableSnapshot *snapshot; /* borrowed */
  const ResultMethods *methods;
  /* The new layer: the smoothed layer in "new-layer" and "separate", the edge
   * map in "edge-map"; NULL in the other kinds. */
  GimpLayer *layer;
  /* Only of "separate": the detail layers, from the lowest one, which has the
   * finest detail, to the highest; NULL behind the last. */
  GimpLayer *details[SMOOTH_MAX_DETAILS];
  GimpLayer *group; /* only of "separate": holds layer and details */
  /* Only of "separate": the mask for group, a copy of the drawable's mask; NULL
   * if the drawable has none. */
  GimpLayerMask *group_mask;
  GimpChannel *channel; /* only of "edge-channel" */
  /* Only of "separate": how many pixels have more detail than the detail layers
   * can hold. */
  guint64 n_unheld;
  gboolean is_applied; /* TRUE: the image owns the items */
};

/* Does the first step. Clear result with result_clear, also after FALSE.
 * Errors: SMOOTH_ERROR_UNSUPPORTED if GIMP refuses an item,
 * SMOOTH_ERROR_CANCELLED if the snapshot is stopped, SMOOTH_ERROR_NO_MEMORY and
 * SMOOTH_ERROR_IO. */
gboolean result_init (Result *result,
                      const DrawableSnapshot *snapshot,
                      ResultKind kind,
                      GError **error);

/* Does the second step. Errors: SMOOTH_ERROR_UNSUPPORTED if GIMP refuses. */
gboolean result_apply (Result *result, GError **error);

/* Reverses the second step, also one that failed half-way: the drawable gets
 * the pixels back that it had when the snapshot began, and new items are
 * removed from the image. The undo steps in GIMP's history stay. Does nothing
 * before result_apply. Must be called before anything else changes the image.
 */
void result_revert (Result *result);

/* Deletes what the first step has made, unless the second step has brought it
 * into the image. */
void result_clear (Result *result);
