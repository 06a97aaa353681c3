/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies the results of several drawables of an image in one undo step, if the
 * drawables have not changed since the work on them began. To be called on the
 * main thread.
 */
#pragma once

#include "change-check.h"
#include "drawable-snapshot.h"

/* Drawables whose pixels have been computed, and the kind of result to make of
 * them. */
typedef struct
{
  GimpImage *image;            /* borrowed from libgimp */
  DrawableSnapshot *snapshots; /* owned array */
  int n_snapshots;
  ResultKind kind;
  /* Out: the number of pixels with more detail than the detail layers can hold,
   * over all snapshots. */
  guint64 n_unheld;
  Change change; /* out: what the last check of change-check.h has found */
} DrawableBatch;

void drawable_batch_clear (DrawableBatch *batch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DrawableBatch, drawable_batch_clear)

/* Applies the results of all snapshots in one undo step. If anything that they
 * were made from has changed since the snapshots began, or if GIMP refuses
 * something, returns FALSE with an error, and the image's pixels are as they
 * were. If that happens at the second or a later drawable, the ones before it
 * have been merged already. They then get their pixels back, and an undo step
 * remains that changes nothing. */
gboolean drawable_batch_apply (DrawableBatch *batch, GError **error);
