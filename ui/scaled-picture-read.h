/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a source of pixels, scaled down to a frame's grid, in chunks of rows. A
 * whole picture may be read for one frame, so the reading stops between chunks
 * once the frame is cancelled or superseded. On the worker.
 */
#pragma once

#include "frame-request.h"

/* What is read, and when to stop. All pointers are borrowed. */
typedef struct
{
  const SmoothSource *source;
  SmoothGrid grid;
  SmoothRect area;                   /* in pixels of grid */
  SmoothRenderTask *task;            /* NULL: the reading never stops */
  const SmoothFrameRequest *request; /* the one that task computes; NULL if
                                        there is no task */
  /* Whether the pixels are those of a result, which is of no use for a waiting
   * request with other parameters. */
  gboolean depends_on_params;
} SmoothScaledRead;

/* Writes the box mean of the source's pixels, packed, into pixels (out). If
 * grid is as large as the source, its samples are copied. Errors: NO_MEMORY;
 * those of the source; CANCELLED if the task is cancelled, or if the request
 * that waits has no use for what is being read. */
gboolean smooth_scaled_read_run (const SmoothScaledRead *read,
                                 float *pixels,
                                 GError **error);
