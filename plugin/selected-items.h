/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remembers which layers or channels are selected in the Layers or Channels
 * dialog, and selects them again. GIMP selects each new item, but "Repeat" has
 * to work on the items that the user has selected. Main thread.
 */
#pragma once

#include <libgimp/gimp.h>

typedef struct
{
  GimpLayer **layers; /* NULL at the end; owned */
  GimpChannel *
    *channels; /* NULL at the end; owned. One of the arrays is empty */
} SelectedItems;

void selected_items_init (SelectedItems *items, GimpImage *image);

/* Selects those items that still exist. To be called only once. Which layers
 * have their mask edited is not changed. */
void selected_items_restore (SelectedItems *items, GimpImage *image);

void selected_items_clear (SelectedItems *items);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SelectedItems, selected_items_clear)
