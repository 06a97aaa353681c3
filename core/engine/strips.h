/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strips: a very wide region is divided into strips of columns, which are
 * computed one after another, so that memory does not grow with the width. The
 * result of a region equals that part of the whole picture's result
 * (smooth/engine.h), so the strips side by side give the undivided result, to
 * the bit. The halo at a strip's sides is computed by its neighbour, too.
 * smooth_engine_count_strips () and smooth_engine_get_strip () are declared in
 * smooth/engine.h.
 */
#pragma once

#include <smooth/engine.h>

/* The progress of a run over all of its strips, each of which counts by its
 * number of columns. */
typedef struct
{
  SmoothRect region; /* region of the run */
  /* The strip that is being computed; the caller sets it before each strip. */
  SmoothRect strip;
  SmoothProgressFunc func;
  gpointer data; /* borrowed */
} SmoothStripProgress;

void smooth_strip_progress_init (SmoothStripProgress *progress,
                                 const SmoothRect *region,
                                 SmoothProgressFunc func,
                                 gpointer data);

/* Implements SmoothProgressFunc for the run on one strip, data being a
 * SmoothStripProgress: tells func the fraction of the whole region. */
gboolean smooth_strip_progress_tell (gpointer data, double fraction);
