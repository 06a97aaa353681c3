/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the preview pane (main loop) and its worker thread share: the picture,
 * of which rows may still be arriving, and the display settings. References are
 * added and dropped in the main loop only; the worker borrows those of the
 * request that it computes.
 */
#pragma once

#include <smooth-ui/picture.h>
#include <smooth-ui/worker-thread.h>

typedef struct _SmoothSharedPicture SmoothSharedPicture;

/* Returns the first reference on a copy of picture. Dropping the last reference
 * calls the picture's destroy. id: not 0, and different for each picture of a
 * pane. To be called in the main loop. */
SmoothSharedPicture *smooth_shared_picture_new (const SmoothPicture *picture,
                                                guint64 id);
/* Adds a reference, and returns shared. To be called in the main loop. */
SmoothSharedPicture *smooth_shared_picture_ref (SmoothSharedPicture *shared);
/* Drops a reference. shared may be NULL. To be called in the main loop. */
void smooth_shared_picture_unref (SmoothSharedPicture *shared);

/* Sets how many rows, from the top, can be read, and wakes the worker if it
 * waits for them. To be called in the main loop. */
void smooth_shared_picture_set_n_ready (SmoothSharedPicture *shared,
                                        int n_ready);

/* The functions below may be called on any thread that holds a reference on the
 * shared picture, unless their comment says otherwise. What they return does
 * not change; pointers belong to shared and live as long as it. */

/* Returns the id that smooth_shared_picture_new was given. */
guint64 smooth_shared_picture_get_id (const SmoothSharedPicture *shared);

/* Returns the picture's own source. Its pixels may only be read by a
 * SmoothPictureReader, which waits for rows that have not arrived.
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

/* Reads the picture on the worker for one task. It waits for rows that have not
 * arrived yet, until the task is cancelled. Its pointers are borrowed. */
typedef struct
{
  SmoothSharedPicture *picture;
  SmoothWorkerTask *task;
} SmoothPictureReader;

/* source (out): the picture, read through reader, which must stay at its
 * address as long as source is used. Before another task uses source,
 * reader->task must be set to that task. Reading fails with CANCELLED, or with
 * the errors of the picture. */
void smooth_picture_reader_init_source (SmoothPictureReader *reader,
                                        SmoothSource *source);

/* Reads rect of the selection's mask into mask (out), waiting for rows as for
 * the picture. The picture must have a mask. */
gboolean smooth_picture_reader_read_mask (SmoothPictureReader *reader,
                                          const SmoothRect *rect,
                                          float *pixels,
                                          GError **error);

/* Display settings with a reference count. n_refs is used in the main loop
 * only. The other fields are constant; any thread that has a reference may read
 * them. */
typedef struct
{
  SmoothDisplay display;
  guint64 id;
  int n_refs;
} SmoothSharedDisplay;

/* Returns the first reference on a copy of display. Dropping the last reference
 * calls display's destroy. id: not 0, and different for each display of a pane.
 * To be called in the main loop, like the two functions that follow. */
SmoothSharedDisplay *smooth_shared_display_new (const SmoothDisplay *display,
                                                guint64 id);
SmoothSharedDisplay *smooth_shared_display_ref (SmoothSharedDisplay *shared);
void smooth_shared_display_unref (SmoothSharedDisplay *shared);
