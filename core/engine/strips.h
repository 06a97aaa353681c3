/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strips: a very wide region is cut into strips of columns, which are computed
 * one after another, so that memory does not grow with the width. The result of
 * a region equals that part of the whole picture's result (smooth/engine.h), so
 * strips side by side are the uncut result, to the bit. The halo at a strip's
 * sides is computed once more by its neighbour. smooth_engine_count_strips and
 * smooth_engine_get_strip are declared in smooth/engine.h.
 */
#pragma once

#include <smooth/engine.h>

/* Progress of a run over all of its strips, in which a strip counts by its
 * columns. */
typedef struct
{
  SmoothRect region; /* of the run */
  SmoothRect strip;  /* being computed; the caller sets it before each strip */
  SmoothProgressFunc func;
  gpointer data; /* borrowed */
} SmoothStripProgress;

void smooth_strip_progress_init (SmoothStripProgress *progress,
                                 const SmoothRect *region,
                                 SmoothProgressFunc func,
                                 gpointer data);

/* A SmoothProgressFunc for the run of one strip, data being a
 * SmoothStripProgress: tells func the fraction of the whole region. */
gboolean smooth_strip_progress_tell (gpointer data, double fraction);
