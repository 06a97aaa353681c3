/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paint: from float pixels to what a monitor shows, 8 bits with dither,
 * premultiplied by alpha as cairo wants it. Runs on the worker.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/picture.h>

/* The surface of area of a picture with n_channels; NaN and values outside
 * [0, 1] are shown as the nearest that can be. display: how colours are
 * converted; NULL: as they are. Dithering follows the place in the picture,
 * so that nothing crawls when it is moved. Errors: NO_MEMORY. Free with
 * cairo_surface_destroy. */
cairo_surface_t *smooth_paint_picture (const SmoothDisplay *display,
                                       int n_channels,
                                       const SmoothRect *area,
                                       const float *pixels,
                                       GError **error);

/* The same of an edge map: one channel, white on black, not converted. */
cairo_surface_t *smooth_paint_edges (const SmoothRect *area,
                                     const float *pixels,
                                     GError **error);

/* Mixes before into after (in/out), as GIMP does by a selection of value mask:
 * in linear light. Samples are perceptually encoded. */
void smooth_paint_mix (int n_channels,
                       gsize n_pixels,
                       const float *mask,
                       const float *before,
                       float *after);
