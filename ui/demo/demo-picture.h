/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture for the demo and the tests, read from a file or made up. Its
 * pixels, its selection and the store for its exact result are arrays in
 * memory. All functions are called in the main loop; those behind the pointers
 * of a SmoothPicture are called on the pane's worker thread.
 */
#pragma once

#include <smooth-ui/picture.h>

typedef struct
{
  SmoothArray pixels, smoothed, edges; /* three arrays of the same size */
  /* The selection. Its pixels are NULL if all is selected. */
  SmoothArray mask;
  SmoothResultStore store; /* keeps the exact result in smoothed and edges */
  /* The region of the exact result; width 0: the whole picture. */
  SmoothRect region;
} SmoothDemoPicture;

/* Returns a picture whose samples are all 0. Errors: NO_MEMORY. */
SmoothDemoPicture *
smooth_demo_picture_new (int width, int height, int n_channels, GError **error);

/* Returns the picture of a file. Errors: those of GdkPixbuf, NO_MEMORY. */
SmoothDemoPicture *smooth_demo_picture_load (const char *file, GError **error);

/* Frees picture, which may be NULL. */
void smooth_demo_picture_free (SmoothDemoPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothDemoPicture, smooth_demo_picture_free)

/* Fills the pixels with rings, stripes and a ramp. If the picture has alpha, a
 * corner becomes transparent. */
void smooth_demo_picture_fill (SmoothDemoPicture *picture);

/* Selects an ellipse with a feathered border. If there is no memory, nothing is
 * selected. */
void smooth_demo_picture_select (SmoothDemoPicture *picture);

/* Selects a rectangle (copied), which becomes the region of the exact result.
 */
void smooth_demo_picture_select_rect (SmoothDemoPicture *picture,
                                      const SmoothRect *rect);

/* described (out): the picture in the form that the preview pane takes. picture
 * is borrowed, and must outlive the pane. */
void smooth_demo_picture_describe (SmoothDemoPicture *picture,
                                   SmoothPicture *described);
