/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copy of a drawable that the dialog shows: pixels and selection as they
 * were, and place for the result, in stores that another thread may read. GIMP
 * is not blocked by the dialog, so the drawable goes on changing.
 *
 * Main thread, but for what drawable_copy_describe hands out.
 */
#pragma once

#include "main-loop.h"
#include "drawable-io.h"

typedef struct _DrawableCopy DrawableCopy;

/* Told of more rows. */
typedef void (*DrawableCopyFunc) (gpointer data, DrawableCopy *copy);

/* A copy that fills in idle moments, in slices of at most 20 ms; each calls
 * func. drawable has passed the checks; it is borrowed from GIMP. NULL with
 * error where there is no room in pool. */
DrawableCopy *drawable_copy_new (GimpDrawable *drawable,
                PixelPool *pool,
                DrawableCopyFunc func,
                gpointer data,
                GError **error);
DrawableCopy *drawable_copy_ref (DrawableCopy *copy);

/* The last one stops the copying. NULL is allowed. */
void drawable_copy_unref (DrawableCopy *copy);

/* Calls func no more. */
void drawable_copy_forget (DrawableCopy *copy);

/* picture (out): for the preview; keeps a reference until its destroy. */
void drawable_copy_describe (DrawableCopy *copy, SmoothPicture *picture);

/* Rows that are there. */
int drawable_copy_get_n_ready (const DrawableCopy *copy);
gboolean drawable_copy_is_whole (const DrawableCopy *copy);

/* Looks for a short time whether the selection has changed; TRUE when the copy
 * of it has become another. Call it again and again, at once where it is
 * following a change. */
gboolean drawable_copy_look_at_mask (DrawableCopy *copy);
gboolean drawable_copy_is_following (const DrawableCopy *copy);

/* Why rows or the selection cannot be copied, borrowed; NULL: they can. There
 * will be no more rows. */
const GError *drawable_copy_get_error (const DrawableCopy *copy);

/* Stores, borrowed: before, and the result where the preview has put it. */
const DrawableIo *drawable_copy_get_stores (const DrawableCopy *copy);

/* The part that the selection let through, whose result is wanted. */
const SmoothRect *drawable_copy_get_region (const DrawableCopy *copy);

/* Makes that the part that the selection lets through now; TRUE if it is
 * another. Where the drawable is gone or nothing of it is selected it stays. */
gboolean drawable_copy_update_region (DrawableCopy *copy);

/* Whether the drawable, which still exists, has the size, the format and the
 * pixels of the copy. A copy that is not whole yet is waited for. FALSE also
 * where breath is stopped, and where the copy has an error. */
gboolean drawable_copy_is_current (DrawableCopy *copy, MainLoopYield *breath);
