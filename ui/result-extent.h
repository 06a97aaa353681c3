/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Result extent: which part of the exact result the store holds. The exact
 * result is computed in the strips of columns of smooth_engine_get_strip, from
 * left to right, each from top to bottom. Wherever that is interrupted, the
 * extent tells for each strip with which row to continue. Pointers are borrowed
 * for the call. Worker only.
 */
#pragma once

#include "frame-request.h"

typedef struct
{
  guint64 picture_id; /* 0: the store holds nothing */
  SmoothParams params;
  SmoothRect region; /* x, y, width: where its strips begin; in pixels of the
                        picture; its height says nothing */
  int n_strips;
  int *end_y; /* for each strip: the store holds its rows from region.y to
                 before this one; belongs to the extent */
} SmoothResultExtent;

/* Forgets and frees everything; the store holds nothing. */
void smooth_result_extent_clear (SmoothResultExtent *extent);

/* Returns whether the store holds all of the exact result of a request. */
gboolean smooth_result_extent_covers (const SmoothResultExtent *extent,
                                      const SmoothFrameRequest *request);

/* Prepares extent for computing the exact result of a request. It keeps the
 * rows from which computing can continue, and forgets the others. */
void smooth_result_extent_begin (SmoothResultExtent *extent,
                                 const SmoothFrameRequest *request);

/* Returns the row of the picture with which computing strip i of the request's
 * exact region continues, after smooth_result_extent_begin. */
int smooth_result_extent_get_end_y (const SmoothResultExtent *extent,
                                    const SmoothFrameRequest *request,
                                    int i);

/* Notes that the store now holds the rows above end_y of strip i, of the
 * request that computing has begun for. */
void
smooth_result_extent_set_end_y (SmoothResultExtent *extent, int i, int end_y);

/* Notes that the store holds all of the exact result of a request, and nothing
 * else. */
void smooth_result_extent_set_complete (SmoothResultExtent *extent,
                                        const SmoothFrameRequest *request);
