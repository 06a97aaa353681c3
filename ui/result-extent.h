/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Result extent: which part of the exact result the result store holds. The
 * exact result is computed in strips of columns (see smooth_engine_get_strip),
 * from left to right, each strip from top to bottom. Wherever the computing is
 * interrupted, the extent tells for each strip with which row to continue.
 * Pointers are borrowed for the call. All functions are called on the worker
 * thread.
 */
#pragma once

#include "frame-request.h"

typedef struct
{
  /* The id of the picture that the result is of; 0: the store holds nothing. */
  guint64 picture_id;
  SmoothParams params;
  /* The region whose strips are stored, in pixels of the picture. Its height is
   * not used: end_y says how far each strip reaches. */
  SmoothRect region;
  int n_strips;
  /* For each strip, the row of the picture at which the stored rows end: the
   * store holds the strip's rows from region.y to end_y - 1. Belongs to the
   * extent. */
  int *end_y;
} SmoothResultExtent;

/* Frees the extent's memory, and notes that the store holds nothing. */
void smooth_result_extent_clear (SmoothResultExtent *extent);

/* Returns whether the store holds all of the exact result that request asks
 * for. */
gboolean smooth_result_extent_covers (const SmoothResultExtent *extent,
                                      const SmoothFrameRequest *request);

/* Prepares extent for computing the exact result of a request. It keeps the
 * rows after which computing can continue, and forgets the others. */
void smooth_result_extent_begin (SmoothResultExtent *extent,
                                 const SmoothFrameRequest *request);

/* Returns the row of the picture with which computing strip i of the request's
 * exact region continues. smooth_result_extent_begin must have been called for
 * the request. */
int smooth_result_extent_get_end_y (const SmoothResultExtent *extent,
                                    const SmoothFrameRequest *request,
                                    int i);

/* Notes that the store now holds the rows above end_y of strip i. The strip is
 * one of the request of the last smooth_result_extent_begin. */
void
smooth_result_extent_set_end_y (SmoothResultExtent *extent, int i, int end_y);

/* Notes that the store holds all of the exact result of a request, and nothing
 * else. */
void smooth_result_extent_set_complete (SmoothResultExtent *extent,
                                        const SmoothFrameRequest *request);
