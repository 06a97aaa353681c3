/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers or channels that are selected in an image. GIMP selects what is
 * inserted; "repeat" has to work on what the user has selected.
 */
#pragma once

#include <libgimp/gimp.h>

typedef struct
{
  GimpLayer **layers;     /* NULL at the end; owned, its items are GIMP's */
  GimpChannel **channels; /* likewise; GIMP selects either or */
} SelectedItems;

void selected_items_init (SelectedItems *items, GimpImage *image);

/* Selects them again, as far as they are still there; once only. Whether a
 * layer or its mask is edited is the layer's own affair, and is not changed by
 * this. */
void selected_items_restore (SelectedItems *items, GimpImage *image);

void selected_items_clear (SelectedItems *items);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SelectedItems, selected_items_clear)
