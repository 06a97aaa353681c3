/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole run: some drawables of one image, by one request. */
#pragma once

#include "results.h"

/* Smooths drawables (NULL at the end), which have passed the checks, in one
 * undo step. The undo group begins when all is computed: until then nothing
 * of the image is touched, and an error or the death of the process leaves it
 * as it was. n_unheld (out): see Result. */
gboolean run_request (GimpImage *image,
                      GimpDrawable **drawables,
                      const Request *request,
                      guint64 *n_unheld,
                      GError **error);

/* For the dialog, which computes by itself: */

/* The engine that a request asks for, with as many threads as GIMP's
 * preference says. */
SmoothEngine *run_engine_new (const Request *request, GError **error);

/* Whether nothing would change: then there is no undo step. */
gboolean run_is_void (const Request *request);

/* Told when all is ready to be put into the image; FALSE with error set keeps
 * it from that. */
typedef gboolean (*RunCheckFunc) (gpointer data, GError **error);

/* Jobs whose results are computed. */
typedef struct
{
  GimpImage *image;
  Job *jobs; /* owned */
  int n_jobs;
  ResultKind kind;
  RunCheckFunc check; /* or NULL */
  gpointer data;
  guint64 n_unheld; /* out, see Result */
} RunBatch;

void run_batch_clear (RunBatch *batch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RunBatch, run_batch_clear)

/* Applies a batch in one undo step. Also where it fails its buffers may have
 * been worked on. */
gboolean run_apply (RunBatch *batch, GError **error);
