/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of the selection over a drawable, by which the preview mixes. Another
 * thread may read it. It is compared with GIMP's selection again and again,
 * since the user may change that behind the dialog.
 */
#pragma once

#include <libgimp/gimp.h>

#include "pixel-store.h"

typedef struct _SelectionCopy SelectionCopy;

/* Nothing is copied yet. drawable is borrowed; the copies are made in pool.
 * Main thread, as all functions but the last two. */
SelectionCopy *selection_copy_new (GimpDrawable *drawable, PixelPool *pool);
void selection_copy_free (SelectionCopy *copy);

/* Works for n_us microseconds: compares the copy with GIMP's selection, and
 * copies that again where it has changed. The next call goes on where this one
 * ends. TRUE when a new copy is whole. The drawable must exist. */
gboolean selection_copy_poll (SelectionCopy *copy, gint64 n_us);

/* Whether a new copy is half done: poll again soon. */
gboolean selection_copy_is_copying (const SelectionCopy *copy);

/* Why the last call of selection_copy_poll could not copy, borrowed; NULL: it
 * could. The copy before it can still be read. */
const GError *selection_copy_get_error (const SelectionCopy *copy);

/* Whether anything was selected when the copy was made. data: a SelectionCopy;
 * any thread. */
gboolean selection_copy_exists (gpointer data);

/* A SmoothReadFunc for the values of the selection, which are 1 where nothing
 * is selected. data: a SelectionCopy; any thread. */
gboolean selection_copy_read (gpointer data,
                              const SmoothRect *rect,
                              float *pixels,
                              GError **error);
