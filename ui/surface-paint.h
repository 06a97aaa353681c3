/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Converts float pixels to cairo surfaces of 8 bits: colours of the monitor,
 * dithered, premultiplied by alpha. No state; any thread. Pointer arguments are
 * borrowed for the call.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/picture.h>

/* Returns the surface of area, a part of a picture, from its pixels, packed:
 * n_channels as in SmoothSource, perceptually encoded. NaN is shown as 0, other
 * values outside [0, 1] are clamped. display says how colours are converted;
 * NULL: not at all. The dither pattern is fixed to the picture, not to the
 * surface, so that it does not crawl when the picture is panned. Errors:
 * NO_MEMORY. Free the surface with cairo_surface_destroy. */
cairo_surface_t *smooth_paint_picture (const SmoothDisplay *display,
                                       int n_channels,
                                       const SmoothRect *area,
                                       const float *pixels,
                                       GError **error);

/* Returns the surface of an edge map likewise: one channel, white on black, not
 * converted. */
cairo_surface_t *smooth_paint_edges (const SmoothRect *area,
                                     const float *pixels,
                                     GError **error);

/* Mixes before into after (in/out) by a selection: after has weight mask, one
 * sample in [0, 1] per pixel, before the rest, in linear light as in GIMP. Both
 * are perceptually encoded. */
void smooth_paint_mix (int n_channels,
                       gsize n_pixels,
                       const float *mask,
                       const float *before,
                       float *after);
