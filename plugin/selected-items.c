/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "selected-items.h"

void
selected_items_init (SelectedItems *items, GimpImage *image)
{
  *items = (SelectedItems) {
    .layers = gimp_image_get_selected_layers (image),
    .channels = gimp_image_get_selected_channels (image),
  };
}

/* Removes deleted items from the array, which ends with NULL, and reverses the
 * order of the others: GIMP's functions that select items keep them in reverse
 * order. */
static void
arrange (gpointer *items)
{
  int n = 0;

  for (int i = 0; items != NULL && items[i] != NULL; i++)
    if (gimp_item_is_valid (items[i]))
      items[n++] = items[i];
  if (items != NULL)
    items[n] = NULL;

  for (int i = 0; i < n / 2; i++)
    {
      gpointer item = items[i];

      items[i] = items[n - 1 - i];
      items[n - 1 - i] = item;
    }
}

void
selected_items_restore (SelectedItems *items, GimpImage *image)
{
  arrange ((gpointer *) items->layers);
  arrange ((gpointer *) items->channels);
  if (items->channels != NULL && items->channels[0] != NULL)
    gimp_image_set_selected_channels (image,
                                      (const GimpChannel **) items->channels);
  else if (items->layers != NULL)
    gimp_image_set_selected_layers (image, (const GimpLayer **) items->layers);
}

void
selected_items_clear (SelectedItems *items)
{
  g_clear_pointer (&items->layers, g_free);
  g_clear_pointer (&items->channels, g_free);
}
