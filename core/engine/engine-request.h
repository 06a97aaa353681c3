/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The request of an engine run, and the check whether it can be fulfilled. */
#pragma once

#include <smooth/engine.h>

/* A request. All pointers are borrowed. */
typedef struct
{
  SmoothParams params;
  const SmoothSource *source;
  const SmoothRect *region; /* NULL: the whole picture */
  gboolean wants_smoothed, wants_edges;
  /* How many stages are wanted beyond stage 0, the smoothed picture. */
  int n_stages;
  /* Whether several passes will be made. What does not depend on the strength
   * is then kept from one pass to the next. */
  gboolean keep;
  /* Only if the picture is tileable: the result is wanted not of the region but
   * of the same region in the picture's copy right of it, or below it. */
  gboolean is_right, is_below;
  /* If not 0, the height of a band divides it; a multiple of 8. */
  int step_height;
  /* Whether the source's samples count as inside [0, 1] without being looked
   * at. */
  gboolean is_in_range;
} SmoothEngineRequest;

/* Checks parameters, source and region of request. region (out): the request's
 * region, or the whole picture. Errors: UNSUPPORTED, SHAPE, as for
 * smooth_engine_run (). Thread-safe. */
gboolean smooth_engine_request_check (const SmoothEngineRequest *request,
                                      SmoothRect *region,
                                      GError **error);
