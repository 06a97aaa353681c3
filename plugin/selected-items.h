/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remembers which layers or channels are selected in the Layers or Channels
 * dialog, and selects them again. GIMP selects each new item that the plug-in
 * inserts, but "Repeat" has to work on the items that the user has selected.
 * All functions are called on the main thread.
 */
#pragma once

#include <libgimp/gimp.h>

typedef struct
{
  GimpLayer **layers; /* owned; the array ends with NULL */
  GimpChannel *
    /* Owned; the array ends with NULL. One of both arrays is empty. */
    *channels;
} SelectedItems;

void selected_items_init (SelectedItems *items, GimpImage *image);

/* Selects those of the items that still exist. To be called only once. Does not
 * change which layers have their mask edited. */
void selected_items_restore (SelectedItems *items, GimpImage *image);

void selected_items_clear (SelectedItems *items);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SelectedItems, selected_items_clear)
