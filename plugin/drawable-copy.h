/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog's copy of a drawable: its pixels and the selection at the time of
 * copying, and room for the result. The user can go on working on the image
 * behind the dialog, so the drawable itself may change.
 *
 * Main thread, but for what drawable_copy_init_picture hands out.
 */
#pragma once

#include "engine-io.h"
#include "main-loop-yield.h"

typedef struct _DrawableCopy DrawableCopy;

/* Called each time after more has been copied. */
typedef void (*DrawableCopyFunc) (gpointer data, DrawableCopy *copy);

/* Begins to copy drawable, which has passed the checks and is borrowed from
 * GIMP. The main loop copies when it is idle, for at most 20 ms at a time. NULL
 * with error where the pool has no room. Free with drawable_copy_unref. */
DrawableCopy *drawable_copy_new (GimpDrawable *drawable,
                                 PixelPool *pool,
                                 DrawableCopyFunc func,
                                 gpointer data,
                                 GError **error);
DrawableCopy *drawable_copy_ref (DrawableCopy *copy);

/* Dropping the last reference ends the copying. copy may be NULL. */
void drawable_copy_unref (DrawableCopy *copy);

/* From now on func is not called. */
void drawable_copy_disconnect (DrawableCopy *copy);

/* picture (out): the copy for the preview, to be read on any thread; it holds a
 * reference until its destroy is called. */
void drawable_copy_init_picture (DrawableCopy *copy, SmoothPicture *picture);

/* How many rows have been copied, from the top. */
int drawable_copy_get_n_ready (const DrawableCopy *copy);
gboolean drawable_copy_is_whole (const DrawableCopy *copy);

/* Looks for a few milliseconds whether the selection has changed, and copies
 * it; to be called by a timer. TRUE when there is a new copy of the selection.
 * Does nothing before the drawable itself is copied. */
gboolean drawable_copy_poll_selection (DrawableCopy *copy);

/* Whether the copy of the selection is half done: poll it again soon. */
gboolean drawable_copy_is_copying_selection (const DrawableCopy *copy);

/* Why the drawable or the selection cannot be copied any further, borrowed;
 * NULL: it can. */
const GError *drawable_copy_get_error (const DrawableCopy *copy);

/* The stores, borrowed: the pixels before, and the results that the preview
 * has written so far. */
const EngineIo *drawable_copy_get_io (const DrawableCopy *copy);

/* The rectangle whose result is wanted: the bounds of the selection at the last
 * drawable_copy_update_region. Borrowed. */
const SmoothRect *drawable_copy_get_region (const DrawableCopy *copy);

/* Sets the region to the bounds of the selection at the moment. TRUE if it has
 * changed. It stays as it is where the drawable was deleted or nothing of it is
 * selected. */
gboolean drawable_copy_update_region (DrawableCopy *copy);

/* Whether the drawable still has the size, format and pixels of the copy. Ends
 * the copying first, if there is more to copy. FALSE also where yield is
 * stopped, the copy has an error, or the drawable was deleted. */
gboolean drawable_copy_is_current (DrawableCopy *copy, MainLoopYield *yield);
