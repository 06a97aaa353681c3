/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of a drawable whose pixels have been computed. It is brought into
 * the image in two steps. The first does all that takes long or can fail: it
 * makes items that are not in the image yet, or fills the drawable's shadow
 * buffer. The second, inside the undo group, inserts the items or merges the
 * shadow buffer.
 *
 * Each kind of result has a file of its own, result-*.c, with a table of
 * methods. Main thread.
 */
#pragma once

#include "drawable-job.h"

typedef struct _Result Result;

/* What each kind does in result_init, result_apply, result_revert and
 * result_clear. */
typedef struct
{
  gboolean (*prepare) (Result *result, GError **error);
  gboolean (*apply) (Result *result); /* FALSE where GIMP refuses */
  void (*revert) (Result *result);
  void (*discard) (Result *result); /* NULL: there are only items to delete */
} ResultMethods;

struct _Result
{
  const DrawableJob *job; /* borrowed */
  const ResultMethods *methods;
  GimpLayer *layer;          /* new-layer, edge-map, separate: smoothed layer */
  GimpLayer *detail;         /* separate */
  GimpLayer *group;          /* separate */
  GimpLayerMask *group_mask; /* separate; NULL where the layer has no mask */
  GimpChannel *channel;      /* edge-channel */
  guint64 n_unheld;    /* separate: pixels whose detail the layer cannot hold */
  gboolean is_applied; /* the image owns the items */
};

/* First step. Clear with result_clear, also after FALSE. Errors:
 * SMOOTH_ERROR_UNSUPPORTED where GIMP refuses an item, SMOOTH_ERROR_CANCELLED
 * where the job is stopped, SMOOTH_ERROR_NO_MEMORY and SMOOTH_ERROR_IO. */
gboolean result_init (Result *result,
                      const DrawableJob *job,
                      ResultKind kind,
                      GError **error);

/* Second step. Errors: SMOOTH_ERROR_UNSUPPORTED where GIMP refuses. */
gboolean result_apply (Result *result, GError **error);

/* Reverses the second step, also one that failed half-way: the drawable gets
 * the pixels that it had when the job began, and new items are removed from the
 * image. GIMP's undo steps stay. Does nothing before result_apply; to be called
 * before anything else changes the image. */
void result_revert (Result *result);

/* Deletes items that are not in the image. */
void result_clear (Result *result);
