/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Divider: the line between "before" and "after", a widget that lies over the
 * canvas. It can be dragged, takes the focus and reacts to keys. To screen
 * readers it is a slider.
 *
 * Signal "changed", without arguments: the user has moved or turned it, or has
 * swapped its sides. Property "position", double: as in SmoothSplit; setting it
 * counts as moving. Main loop.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/view-settings.h>

/* The widget's thickness; the line is in its middle. */
#define SMOOTH_DIVIDER_PX 23

#define SMOOTH_TYPE_DIVIDER (smooth_divider_get_type ())
G_DECLARE_FINAL_TYPE (
  SmoothDivider, smooth_divider, SMOOTH, DIVIDER, GtkDrawingArea)

/* Returns a divider in the middle, with a floating reference. */
GtkWidget *smooth_divider_new (void);

/* Returns the divider's position and sides. It belongs to the divider, lives as
 * long, and is always up to date. */
const SmoothSplit *smooth_divider_get_split (SmoothDivider *divider);

/* Sets them (copied), with the position clamped to [0, 1], and does not emit
 * "changed". */
void smooth_divider_set_split (SmoothDivider *divider,
                               const SmoothSplit *split);
