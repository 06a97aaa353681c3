/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an engine run is asked for, and whether that can be done. */
#pragma once

#include <smooth/engine.h>

/* All pointers are borrowed. */
typedef struct
{
  SmoothParams params;
  const SmoothSource *source;
  const SmoothRect *region; /* NULL: the whole picture */
  gboolean wants_smoothed, wants_edges;
  gboolean keep; /* there will be several passes; what does not depend on the
                    strength is kept from one to the next */
} SmoothEngineRequest;

/* Whether request can be run: checks parameters, source and region. region
 * (out): the request's, or the whole picture. Errors: UNSUPPORTED, SHAPE, as
 * smooth_engine_run. Thread-safe. */
gboolean smooth_engine_request_check (const SmoothEngineRequest *request,
                                      SmoothRect *region,
                                      GError **error);
