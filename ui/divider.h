/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Divider: the line between "before" and "after" that lies over the canvas, a
 * widget of its own with focus, keys, and a value in percent for screen
 * readers. Signal "changed": it was moved, turned or its sides swapped.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/pane.h>

/* Its thickness, the line in the middle. */
#define SMOOTH_DIVIDER_PX 23

#define SMOOTH_TYPE_DIVIDER (smooth_divider_get_type ())
G_DECLARE_FINAL_TYPE (
  SmoothDivider, smooth_divider, SMOOTH, DIVIDER, GtkDrawingArea)

GtkWidget *smooth_divider_new (void);

const SmoothSplit *smooth_divider_get_split (SmoothDivider *divider);
/* The position is brought into [0, 1]. */
void smooth_divider_set_split (SmoothDivider *divider,
                               const SmoothSplit *split);

/* Its accessible; see divider-accessible.c. */
GType smooth_divider_accessible_get_type (void);
