/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strips of columns that a very wide region is computed in, one after
 * another, so that memory does not grow with the width. A region equals that
 * part of the whole picture's result (engine.h), so strips side by side are the
 * uncut result to the bit; what the networks see beyond a strip's sides is
 * computed for each strip anew. No state.
 */
#pragma once

#include <smooth/engine.h>

/* Progress of a run over all of its strips; a strip counts by its columns. */
typedef struct
{
  SmoothRect region; /* all of the run */
  SmoothRect strip;  /* the one being computed; to be set for each */
  SmoothProgressFunc func;
  gpointer data; /* borrowed */
} SmoothStripProgress;

void smooth_strip_progress_init (SmoothStripProgress *progress,
                                 const SmoothRect *region,
                                 SmoothProgressFunc func,
                                 gpointer data);

/* A SmoothProgressFunc for the run of one strip; data: SmoothStripProgress. */
gboolean smooth_strip_progress_tell (gpointer data, double fraction);
