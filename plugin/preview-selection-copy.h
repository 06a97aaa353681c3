/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of the selection over a drawable, by which the preview mixes the
 * pixels before and after. The preview's thread may read it. The copy is
 * compared with GIMP's selection again and again, since the user may change the
 * selection behind the dialog.
 */
#pragma once

#include <libgimp/gimp.h>

#include "pixel-store.h"

typedef struct _SelectionCopy SelectionCopy;

/* Returns a SelectionCopy that holds nothing yet. drawable is borrowed; the
 * copies are made in pool. To be called on the main thread, as all functions
 * but the last two. */
SelectionCopy *selection_copy_new (GimpDrawable *drawable, PixelPool *pool);
void selection_copy_free (SelectionCopy *copy);

/* Works for n_us microseconds: compares the copy with GIMP's selection, and
 * copies the selection again if it has changed. The next call continues where
 * this one ends. Returns TRUE when a new copy is complete. The drawable must
 * exist. */
gboolean selection_copy_poll (SelectionCopy *copy, gint64 n_us);

/* Returns whether a new copy has been begun and is not complete.
 * selection_copy_poll should then be called again soon. */
gboolean selection_copy_is_copying (const SelectionCopy *copy);

/* Returns an error that says why the last call of selection_copy_poll could not
 * copy; NULL if it could. Borrowed. After an error the previous copy can still
 * be read. */
const GError *selection_copy_get_error (const SelectionCopy *copy);

/* Returns whether anything was selected when the copy was made. data: a
 * SelectionCopy. Any thread. */
gboolean selection_copy_exists (gpointer data);

/* A SmoothReadFunc for the values of the selection, which are 1 everywhere if
 * nothing is selected. data: a SelectionCopy. Any thread. */
gboolean selection_copy_read (gpointer data,
                              const SmoothRect *rect,
                              float *pixels,
                              GError **error);
