/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Converts float pixels to cairo surfaces of 8 bits for the monitor: dithered,
 * and premultiplied by alpha. Keeps no state, so any thread may call it.
 * Pointer arguments are borrowed for the call.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/picture.h>

/* Paints area, a part of a picture, from its pixels in packed rows. They are
 * perceptually encoded and have n_channels channels: 1 grey, 2 grey and alpha,
 * 3 RGB, 4 RGB and alpha. NaN is shown as 0, other values outside [0, 1] are
 * clamped. display says how colours are converted for the monitor; NULL: they
 * are not. The dither pattern is fixed to the picture, not to the surface, so
 * that it does not crawl when the picture is panned. Returns a surface to be
 * freed with cairo_surface_destroy, or NULL with the error NO_MEMORY. */
cairo_surface_t *smooth_paint_picture (const SmoothDisplay *display,
                                       int n_channels,
                                       const SmoothRect *area,
                                       const float *pixels,
                                       GError **error);

/* Paints area of an edge map, one sample per pixel, as grey: 0 is black, 1 is
 * white. Colours are not converted for the monitor. The surface and the error
 * are those of smooth_paint_picture. */
cairo_surface_t *smooth_paint_edges (const SmoothRect *area,
                                     const float *pixels,
                                     GError **error);

/* Mixes the pixels before into after (in/out) by the selection. mask has one
 * sample in [0, 1] per pixel: the weight of after; before has the rest. Both
 * are perceptually encoded, and are mixed in linear light, as GIMP does. */
void smooth_paint_mix (int n_channels,
                       gsize n_pixels,
                       const float *mask,
                       const float *before,
                       float *after);
