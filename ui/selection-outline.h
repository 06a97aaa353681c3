/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outline of a selection: the borders between pixels that are selected by a
 * half or more and pixels that are not, where GIMP, too, draws its outline. An
 * outline is immutable and has an atomic reference count, so any thread may use
 * it.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth/image.h>

typedef struct _SmoothOutline SmoothOutline;

/* Returns the first reference on the outline of a selection. mask holds the
 * selection's samples in area, in packed rows; area and mask are borrowed for
 * the call. No line is drawn along the border of area. The outline's
 * coordinates are those of area. */
SmoothOutline *smooth_outline_new (const SmoothRect *area, const float *mask);

/* Adds a reference, and returns outline. */
SmoothOutline *smooth_outline_ref (SmoothOutline *outline);

/* Drops a reference. outline may be NULL. */
void smooth_outline_unref (SmoothOutline *outline);

/* Returns the number of lines that are drawn. */
guint smooth_outline_get_n_lines (const SmoothOutline *outline);

/* Draws the outline in black and white dashes. place: where the outline lies in
 * the coordinates of cr, as x and y of the outline's origin, then the width and
 * height of one of its pixels. */
void smooth_outline_draw (const SmoothOutline *outline,
                          cairo_t *cr,
                          const double place[4]);
