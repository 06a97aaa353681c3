/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog's copy of a drawable: its pixels and the selection at the time of
 * copying, and stores for the result. The preview reads the copy, since the
 * user can go on working on the drawable itself behind the dialog.
 *
 * All functions are called on the main thread. Only the functions behind the
 * pointers of the SmoothPicture that drawable_copy_init_picture fills may be
 * called on other threads.
 */
#pragma once

#include "engine-io.h"
#include "main-loop-yield.h"

typedef struct _DrawableCopy DrawableCopy;

/* The type of a function that is called whenever more of copy is done. */
typedef void (*DrawableCopyFunc) (gpointer data, DrawableCopy *copy);

/* Begins to copy drawable, which has passed the checks of drawable-checks.h and
 * is borrowed from libgimp. The main loop copies when it is idle, for at most
 * 20 ms at a time. Returns NULL with error if the pool has no room. Free with
 * drawable_copy_unref. */
DrawableCopy *drawable_copy_new (GimpDrawable *drawable,
                                 PixelPool *pool,
                                 DrawableCopyFunc func,
                                 gpointer data,
                                 GError **error);
DrawableCopy *drawable_copy_ref (DrawableCopy *copy);

/* Drops a reference; copy may be NULL. Dropping the last one ends the
 * copying. */
void drawable_copy_unref (DrawableCopy *copy);

/* Ends the calls of the function func of drawable_copy_new. */
void drawable_copy_disconnect (DrawableCopy *copy);

/* picture (out): describes the copy for the preview, which may read it on any
 * thread. picture holds a reference on copy until its function destroy is
 * called. */
void drawable_copy_init_picture (DrawableCopy *copy, SmoothPicture *picture);

/* Makes the stores for the further stages of the result that params asks for,
 * if there are none yet; to be called before the preview gets these params.
 * Errors: those of pixel_store_new. */
gboolean drawable_copy_ensure_stages (DrawableCopy *copy,
                                      const SmoothParams *params,
                                      GError **error);

/* Returns how many rows have been copied, from the top. */
int drawable_copy_get_n_ready (const DrawableCopy *copy);
gboolean drawable_copy_is_whole (const DrawableCopy *copy);

/* Checks for a few milliseconds whether the selection has changed, and copies
 * it if so; to be called by a timer. Returns TRUE when there is a new copy of
 * the selection. Does nothing before the drawable itself has been copied. */
gboolean drawable_copy_poll_selection (DrawableCopy *copy);

/* Returns whether copying the selection has begun and not ended. The timer then
 * should poll it again soon. */
gboolean drawable_copy_is_copying_selection (const DrawableCopy *copy);

/* Returns an error that says why the drawable or the selection cannot be copied
 * any further; NULL if it can. Borrowed. */
const GError *drawable_copy_get_error (const DrawableCopy *copy);

/* Returns the copy's stores, borrowed: the pixels before the smoothing, and the
 * results that the preview has written so far. */
const EngineIo *drawable_copy_get_io (const DrawableCopy *copy);

/* Returns the rectangle in which the result is wanted: the bounding rectangle
 * of the selection at the last drawable_copy_update_region. Borrowed. */
const SmoothRect *drawable_copy_get_region (const DrawableCopy *copy);

/* Sets the region to the bounding rectangle of the selection at the moment.
 * Returns TRUE if that has changed the region. The region stays as it is if the
 * drawable was deleted or nothing of it is selected. */
gboolean drawable_copy_update_region (DrawableCopy *copy);

/* Returns whether the drawable still has the size, format and pixels of the
 * copy. Finishes the copying first, if there is more to copy. Returns FALSE
 * also if yield is stopped, the copy has an error, or the drawable was deleted.
 */
gboolean drawable_copy_is_current (DrawableCopy *copy, MainLoopYield *yield);
