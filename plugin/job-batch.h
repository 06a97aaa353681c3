/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies the results of several drawables of an image in one undo step, if
 * nothing has changed meanwhile. Main thread.
 */
#pragma once

#include "change-check.h"
#include "drawable-job.h"

/* Jobs whose pixels have been computed. */
typedef struct
{
  GimpImage *image;  /* borrowed from GIMP */
  DrawableJob *jobs; /* owned */
  int n_jobs;
  ResultKind kind;
  guint64 n_unheld; /* out: the sum of Result.n_unheld */
  Change change;    /* out: what the last check found */
} JobBatch;

void job_batch_clear (JobBatch *batch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JobBatch, job_batch_clear)

/* Applies the results of all jobs in one undo step. If anything that they were
 * made from has changed since the jobs began, or GIMP refuses, returns FALSE
 * with an error, and the image's pixels are as they were. If that happens with
 * the second or a later drawable, the ones before it have been merged; they get
 * their pixels back, and an undo step remains that changes nothing. */
gboolean job_batch_apply (JobBatch *batch, GError **error);
