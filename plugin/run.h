/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole run: some drawables of one image, by one request. */
#pragma once

#include "results.h"
#include "verify.h"

#define RUN_MAX_TRIES 3

/* Smooths drawables (NULL at the end), which have passed the checks, in one
 * undo step. The undo group begins when all is computed: until then nothing
 * of the image is touched, and an error or the death of the process leaves it
 * as it was. Where a drawable is painted on meanwhile, all is computed again
 * from its new pixels, at most RUN_MAX_TRIES times. pool: for copies and
 * results. n_unheld (out): see Result. */
gboolean run_request (GimpImage *image,
                      GimpDrawable **drawables,
                      const Request *request,
                      PixelPool *pool,
                      guint64 *n_unheld,
                      GError **error);

/* For the dialog, which computes by itself: */

/* The engine that a request asks for, with as many threads as GIMP's
 * preference says. */
SmoothEngine *run_engine_new (const Request *request, GError **error);

/* Whether nothing would change: then there is no undo step. */
gboolean run_is_void (const Request *request);

/* Jobs whose results are computed. */
typedef struct
{
  GimpImage *image;
  DrawableJob *jobs; /* owned */
  int n_jobs;
  ResultKind kind;
  guint64 n_unheld;   /* out, see Result */
  VerifyResult found; /* out: what the last check said */
} RunBatch;

void run_batch_clear (RunBatch *batch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RunBatch, run_batch_clear)

/* Applies a batch in one undo step, if all that its results were made from is
 * as it was when the jobs began. Otherwise, or where GIMP refuses, FALSE with
 * error, and the image's pixels are as they were. (Where the second or a later
 * drawable is found to be changed, the ones before it were merged and are put
 * back, which leaves an undo step that changes nothing.) */
gboolean run_apply (RunBatch *batch, GError **error);
