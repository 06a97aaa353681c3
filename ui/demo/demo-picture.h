/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture for the demo and the tests, from a file or made up. Its pixels, its
 * selection and the store for its exact result are arrays in memory. Main loop,
 * but for what the worker calls through SmoothPicture.
 */
#pragma once

#include <smooth-ui/picture.h>

typedef struct
{
  SmoothArray pixels, smoothed, edges; /* all of the same size */
  SmoothArray mask;                    /* pixels NULL: all is selected */
  SmoothResultStore store; /* keeps the exact result in smoothed and edges */
  SmoothRect region;       /* of the exact result; width 0: the whole picture */
} SmoothDemoPicture;

/* Returns a picture whose samples are 0. Errors: NO_MEMORY. */
SmoothDemoPicture *
smooth_demo_picture_new (int width, int height, int n_channels, GError **error);

/* Returns the picture of a file. Errors: those of GdkPixbuf, NO_MEMORY. */
SmoothDemoPicture *smooth_demo_picture_load (const char *file, GError **error);

/* NULL is allowed. */
void smooth_demo_picture_free (SmoothDemoPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothDemoPicture, smooth_demo_picture_free)

/* Fills the pixels with rings, stripes and a ramp; if there is alpha, a corner
 * is transparent. */
void smooth_demo_picture_fill (SmoothDemoPicture *picture);

/* Selects a feathered ellipse. Without memory nothing is selected. */
void smooth_demo_picture_select (SmoothDemoPicture *picture);

/* Selects a rectangle (copied), which becomes the region of the exact result.
 */
void smooth_demo_picture_select_rect (SmoothDemoPicture *picture,
                                      const SmoothRect *rect);

/* described (out): the picture as the pane takes it. picture is borrowed, and
 * must outlive the pane. */
void smooth_demo_picture_describe (SmoothDemoPicture *picture,
                                   SmoothPicture *described);
