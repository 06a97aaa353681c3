/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copy of a drawable that the dialog shows: pixels and selection as they
 * were, and place for the result, in stores that another thread may read. GIMP
 * is not blocked by the dialog, so the drawable goes on changing.
 *
 * Main thread, but for what copy_describe hands out.
 */
#pragma once

#include "breath.h"
#include "drawable-io.h"

typedef struct _Copy Copy;

/* Told of more rows. */
typedef void (*CopyFunc) (gpointer data, Copy *copy);

/* A copy that fills in idle moments, in slices of at most 20 ms; each calls
 * func. drawable has passed the checks; it is borrowed from GIMP. NULL with
 * error where there is no room in pool. */
Copy *copy_new (GimpDrawable *drawable,
                PixelPool *pool,
                CopyFunc func,
                gpointer data,
                GError **error);
Copy *copy_ref (Copy *copy);

/* The last one stops the copying. NULL is allowed. */
void copy_unref (Copy *copy);

/* Calls func no more. */
void copy_forget (Copy *copy);

/* picture (out): for the preview; keeps a reference until its destroy. */
void copy_describe (Copy *copy, SmoothPicture *picture);

/* Rows that are there. */
int copy_get_n_ready (const Copy *copy);
gboolean copy_is_whole (const Copy *copy);

/* Looks for a short time whether the selection has changed; TRUE when the copy
 * of it has become another. Call it again and again, at once where it is
 * following a change. */
gboolean copy_look_at_mask (Copy *copy);
gboolean copy_is_following (const Copy *copy);

/* Why rows or the selection cannot be copied, borrowed; NULL: they can. There
 * will be no more rows. */
const GError *copy_get_error (const Copy *copy);

/* Stores, borrowed: before, and the result where the preview has put it. */
const DrawableIo *copy_get_stores (const Copy *copy);

/* The part that the selection let through, whose result is wanted. */
const SmoothRect *copy_get_region (const Copy *copy);

/* Makes that the part that the selection lets through now; TRUE if it is
 * another. Where the drawable is gone or nothing of it is selected it stays. */
gboolean copy_update_region (Copy *copy);

/* Whether the drawable, which still exists, has the size, the format and the
 * pixels of the copy. A copy that is not whole yet is waited for. FALSE also
 * where breath is stopped, and where the copy has an error. */
gboolean copy_is_current (Copy *copy, Breath *breath);
