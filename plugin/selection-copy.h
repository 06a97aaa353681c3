/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selection over a drawable, as the preview mixes by it: a copy that
 * another thread may read, and that is looked at again from time to time,
 * since the user may select anew behind the dialog.
 */
#pragma once

#include <libgimp/gimp.h>

#include "pixel-store.h"

typedef struct _SelectionCopy SelectionCopy;

/* Nothing is copied yet. drawable is borrowed; the copies are made in pool. */
SelectionCopy *selection_copy_new (GimpDrawable *drawable, PixelPool *pool);
void selection_copy_free (SelectionCopy *mask);

/* Copies, or compares the copy with what the selection is now, for n_us
 * microseconds, and goes on from there at the next call. TRUE when the copy has
 * become another. The drawable must exist. */
gboolean selection_copy_look (SelectionCopy *mask, gint64 n_us);

/* Whether it is being copied: there is more to do at once. */
gboolean selection_copy_is_busy (const SelectionCopy *mask);

/* Why the last look could not copy, borrowed; NULL: it could. The copy before
 * stays. */
const GError *selection_copy_get_error (const SelectionCopy *mask);

/* Whether there is a selection in the copy; on any thread, data: the mask. */
gboolean selection_copy_exists (gpointer data);

/* As SmoothReadFunc, on any thread; data: the mask. 1 where there is no
 * selection. */
gboolean selection_copy_read (gpointer data,
                    const SmoothRect *rect,
                    float *pixels,
                    GError **error);
