/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo's pictures: from a file or made up, held in memory with the result's
 * place, as the plug-in holds them in GEGL's buffers.
 */
#pragma once

#include <smooth-ui/picture.h>

typedef struct
{
  SmoothArray pixels, smoothed, edges, mask;
  SmoothResultStore store;
  SmoothRect region; /* of the exact result; width 0: all */
} SmoothDemoPicture;

/* A picture without pixels. Errors: NO_MEMORY. */
SmoothDemoPicture *
smooth_demo_picture_new (int width, int height, int n_channels, GError **error);
/* Errors: those of GdkPixbuf, NO_MEMORY. */
SmoothDemoPicture *smooth_demo_picture_load (const char *file, GError **error);
void smooth_demo_picture_free (SmoothDemoPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothDemoPicture, smooth_demo_picture_free)

/* Rings, stripes and a ramp, with a transparent corner where there is alpha. */
void smooth_demo_picture_fill (SmoothDemoPicture *picture);

/* Selects a feathered ellipse. */
void smooth_demo_picture_select (SmoothDemoPicture *picture);

/* Selects a rectangle, whose exact result alone is wanted. */
void smooth_demo_picture_select_rect (SmoothDemoPicture *picture,
                                      const SmoothRect *rect);

/* For the pane; picture must outlive it. */
void smooth_demo_picture_describe (SmoothDemoPicture *picture,
                                   SmoothPicture *described);
