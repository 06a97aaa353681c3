/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pane (main loop) and its worker thread share: the picture, of which
 * rows may still be arriving, and the display settings. References are counted
 * in the main loop only; the worker uses those of the request that it computes.
 */
#pragma once

#include <smooth-ui/picture.h>
#include <smooth-ui/render-job.h>

typedef struct _SmoothSharedPicture SmoothSharedPicture;

/* Returns the first reference on a copy of picture, whose destroy is called by
 * the last unref. id: not 0, and different for each picture of a pane. Main
 * loop, like the next three. */
SmoothSharedPicture *smooth_shared_picture_new (const SmoothPicture *picture,
                                                guint64 id);
/* Returns shared. */
SmoothSharedPicture *smooth_shared_picture_ref (SmoothSharedPicture *shared);
/* NULL is allowed. */
void smooth_shared_picture_unref (SmoothSharedPicture *shared);

/* Sets how many rows, from the top, can be read. The worker may be waiting for
 * them. */
void smooth_shared_picture_set_n_ready (SmoothSharedPicture *shared,
                                        int n_ready);

/* The next four functions are for any thread that has a reference. What they
 * return does not change, and pointers belong to shared and live as long. */

/* Returns the id of smooth_shared_picture_new. */
guint64 smooth_shared_picture_get_id (const SmoothSharedPicture *shared);

/* Returns the picture's own source, which only a SmoothPictureReader may read.
 */
const SmoothSource *
smooth_shared_picture_get_source (const SmoothSharedPicture *shared);

/* Returns the store for the exact result, or NULL. Its functions are called on
 * the worker. */
const SmoothResultStore *
smooth_shared_picture_get_store (const SmoothSharedPicture *shared);

/* Returns whether the store clamps samples to [0, 1]. */
gboolean smooth_shared_picture_is_limited (const SmoothSharedPicture *shared);

/* Returns whether there is a selection at the moment. On the worker. */
gboolean smooth_shared_picture_has_mask (const SmoothSharedPicture *shared);

/* Reads the picture on the worker for one task: it waits for rows that have not
 * arrived yet, until the task is cancelled. The pointers are borrowed. */
typedef struct
{
  SmoothSharedPicture *picture;
  SmoothRenderTask *task;
} SmoothPictureReader;

/* source (out): the picture, read through reader, which must stay at its
 * address as long as source is used. For another task that one is set in
 * reader. Reading fails with CANCELLED, or as the picture does. */
void smooth_picture_reader_init_source (SmoothPictureReader *reader,
                                        SmoothSource *source);

/* Reads the selection's mask likewise. The picture must have one. */
gboolean smooth_picture_reader_read_mask (SmoothPictureReader *reader,
                                          const SmoothRect *rect,
                                          float *pixels,
                                          GError **error);

/* Display settings with a reference count. All but the count is constant, and
 * may be read by any thread that has a reference. */
typedef struct
{
  SmoothDisplay display;
  guint64 id;
  int n_refs;
} SmoothSharedDisplay;

/* As for pictures above; the last unref calls display's destroy. */
SmoothSharedDisplay *smooth_shared_display_new (const SmoothDisplay *display,
                                                guint64 id);
SmoothSharedDisplay *smooth_shared_display_ref (SmoothSharedDisplay *shared);
void smooth_shared_display_unref (SmoothSharedDisplay *shared);
