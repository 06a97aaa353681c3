/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the preview pane shows of a picture, as the user has chosen it: the
 * view, with or without the split, and whether there is a preview at all. Plain
 * values without functions, for any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What the canvas shows: the smoothed picture, the edge map or the
 * original. */
typedef enum
{
  SMOOTH_VIEW_RESULT,
  SMOOTH_VIEW_EDGES,
  SMOOTH_VIEW_ORIGINAL,
  SMOOTH_N_VIEWS
} SmoothView;

/** The divider of the split view, with "before" (the original) on one side of
 * it and "after" (the chosen view) on the other. */
typedef struct
{
  /* The divider's place, as a fraction of the canvas's width or height. */
  double position;
  gboolean is_across;  /* TRUE: a horizontal line, with "before" above it */
  gboolean is_swapped; /* TRUE: "before" is on the right or below */
} SmoothSplit;

/** The choices that a dialog saves and restores. */
typedef struct
{
  SmoothView view;
  gboolean is_split;
  SmoothSplit split;
  gboolean is_on; /* whether the preview is switched on */
} SmoothViewSettings;

G_END_DECLS
