/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Divider: the line between "before" and "after", a widget that lies over the
 * canvas. It can be dragged, takes the focus and reacts to keys. To screen
 * readers it is a slider.
 *
 * The signal "changed", without arguments, says that the user has moved or
 * turned the divider, or has swapped its sides. The property "position" is a
 * double, SmoothSplit.position; setting it counts as moving. All functions are
 * called in the main loop.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/view-settings.h>

/* The widget's thickness; the line is in its middle. */
#define SMOOTH_DIVIDER_PX 23

#define SMOOTH_TYPE_DIVIDER (smooth_divider_get_type ())
G_DECLARE_FINAL_TYPE (
  SmoothDivider, smooth_divider, SMOOTH, DIVIDER, GtkDrawingArea)

/* Returns a divider at the middle position, with a floating reference. */
GtkWidget *smooth_divider_new (void);

/* Returns where the divider is, its direction, and which side shows the
 * original. The structure belongs to the divider, lives as long as it, and
 * follows its changes. */
const SmoothSplit *smooth_divider_get_split (SmoothDivider *divider);

/* Sets position, direction and sides (copied), without emitting "changed". A
 * position out of [0, 1] is clamped. */
void smooth_divider_set_split (SmoothDivider *divider,
                               const SmoothSplit *split);
