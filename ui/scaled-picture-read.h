/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a picture, or any other source of pixels, scaled down to a frame's
 * grid. The reading is done in chunks of rows. A whole picture may have to be
 * read for one frame, so between chunks it stops if the frame is cancelled or
 * has become useless. All functions are called on the worker thread.
 */
#pragma once

#include "frame-request.h"

/* What is read, and when to stop. All pointers are borrowed. */
typedef struct
{
  const SmoothSource *source;
  SmoothGrid grid;
  SmoothRect area;        /* the part to be read, in pixels of grid */
  SmoothWorkerTask *task; /* NULL: the reading is never interrupted */
  /* The request that task computes; NULL if task is NULL. */
  const SmoothFrameRequest *request;
  /* TRUE: the pixels belong to a smoothed result, so they are useless once a
   * request with other parameters waits. */
  gboolean depends_on_params;
} SmoothScaledRead;

/* Fills pixels (out) with the pixels of read->area in packed rows: each is the
 * mean of the source's pixels that it covers. If the grid is as large as the
 * source, samples are copied. Errors: NO_MEMORY; those of the source; CANCELLED
 * if the task is cancelled, or if a request waits for which these pixels are
 * useless. */
gboolean smooth_scaled_read_run (const SmoothScaledRead *read,
                                 float *pixels,
                                 GError **error);
