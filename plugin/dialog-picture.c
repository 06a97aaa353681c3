/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings copies of the drawables and of the selection into the preview. */
#include "dialog-private.h"

#include "active-components.h"
#include "common-errors.h"
#include "drawable-checks.h"
#include "i18n.h"

/* The interval at which the selection is polled: POLL_MS while it has not
 * changed, COPY_MS while a new copy of it is being made. */
#define POLL_MS 250
#define COPY_MS 20

/* The DrawableCopyFunc that tells the preview how many rows can be read. */
static void
on_copied (gpointer data, DrawableCopy *copy)
{
  Dialog *dialog = data;

  if (dialog->shown < 0 || dialog->items[dialog->shown].copy != copy)
    return;
  if (drawable_copy_get_error (copy) != NULL)
    dialog_show_error (dialog, drawable_copy_get_error (copy));
  smooth_pane_set_n_ready (dialog->pane, drawable_copy_get_n_ready (copy));
}

static void
drop_copy (DialogDrawable *item)
{
  if (item->copy != NULL)
    drawable_copy_disconnect (item->copy);
  g_clear_pointer (&item->copy, drawable_copy_unref);
  item->is_exact = FALSE;
}

/* Stores in the item that the preview shows whether the preview has computed
 * its whole result, and for which parameters. To be called before the preview
 * shows another item. */
static void
store_is_exact (Dialog *dialog)
{
  g_auto (Request) request = { 0 };
  DialogDrawable *item;

  if (dialog->shown < 0)
    return;
  item = &dialog->items[dialog->shown];
  item->is_exact = request_init (&request, dialog->config, NULL)
                   && smooth_pane_is_exact (dialog->pane);
  item->params = request.params;
}

/* Sets the notes above the preview. They tell in what the image will look
 * different from the preview after OK. */
static void
set_notes (Dialog *dialog, GimpDrawable *drawable)
{
  int n_components = 0;
  gboolean is_partial =
    GIMP_IS_LAYER (drawable)
    && active_components_count (drawable, &n_components) < n_components;

  dialog_set_note (dialog, DIALOG_NOTE_FILTERS,
                   drawable_has_visible_filters (drawable)
                     ? _ ("This layer carries filters: they stay on top of "
                          "the result, and the preview shows it without "
                          "them.")
                     : NULL);
  dialog_set_note (dialog, DIALOG_NOTE_COMPONENTS,
                   is_partial
                     ? _ ("Colours that are switched off in the Channels "
                          "dialog stay as they are; the preview shows all of "
                          "them smoothed.")
                     : NULL);
}

/* Makes sure that the item has a copy, and makes a new one if copy_again. It
 * can fail, since the user can delete the drawable or close its image behind
 * the dialog. */
static gboolean
ensure_copy (Dialog *dialog,
             DialogDrawable *item,
             gboolean copy_again,
             GError **error)
{
  if (!gimp_item_is_valid (GIMP_ITEM (item->drawable)))
    {
      common_error_set_gone (error);
      return FALSE;
    }
  if (copy_again)
    drop_copy (item);
  if (item->copy == NULL)
    item->copy = drawable_copy_new (item->drawable, dialog->pool, on_copied,
                                    dialog, error);
  return item->copy != NULL;
}

/* Makes room in an item's copy for the stages of its result. */
static void
ensure_stages (Dialog *dialog, DialogDrawable *item)
{
  g_auto (Request) request = { 0 };
  g_autoptr (GError) error = NULL;

  if (request_init (&request, dialog->config, NULL)
      && !drawable_copy_ensure_stages (item->copy, &request.params, &error))
    dialog_show_error (dialog, error);
}

void
dialog_set_params (Dialog *dialog, const SmoothParams *params, GError **error)
{
  DrawableCopy *copy =
    dialog->shown >= 0 ? dialog->items[dialog->shown].copy : NULL;

  /* There is no copy if the last one could not be made anew. */
  if (copy != NULL)
    drawable_copy_ensure_stages (copy, params, error);
  smooth_pane_set_params (dialog->pane, params);
}

gboolean
dialog_show_drawable (Dialog *dialog,
                      int index,
                      gboolean copy_again,
                      GError **error)
{
  DialogDrawable *item = &dialog->items[index];
  SmoothPicture picture;

  store_is_exact (dialog);
  if (!ensure_copy (dialog, item, copy_again, error))
    {
      if (dialog->chooser != NULL)
        gtk_combo_box_set_active (GTK_COMBO_BOX (dialog->chooser),
                                  dialog->shown);
      return FALSE;
    }
  dialog->shown = index;
  ensure_stages (dialog, item);
  set_notes (dialog, item->drawable);
  if (dialog->chooser != NULL)
    gtk_combo_box_set_active (GTK_COMBO_BOX (dialog->chooser), index);
  drawable_copy_update_region (item->copy);
  drawable_copy_init_picture (item->copy, &picture);
  smooth_pane_set_picture (dialog->pane, &picture,
                           drawable_copy_get_region (item->copy));
  return TRUE;
}

void
dialog_update_region (Dialog *dialog, int index)
{
  DialogDrawable *item = &dialog->items[index];

  if (item->copy == NULL || !drawable_copy_update_region (item->copy))
    return;
  if (index == dialog->shown)
    smooth_pane_reread_mask (dialog->pane,
                             drawable_copy_get_region (item->copy));
  else
    item->is_exact = FALSE;
}

static gboolean on_selection_timer (gpointer data);

static void
start_selection_timer (Dialog *dialog, guint n_ms)
{
  dialog->selection_timer = g_timeout_add (n_ms, on_selection_timer, dialog);
}

/* The timer's function: polls the selection of the shown item. While OK is at
 * work it does nothing, since OK asks for the selection itself. */
static gboolean
on_selection_timer (gpointer data)
{
  Dialog *dialog = data;
  DrawableCopy *copy = dialog->shown >= 0 && dialog->response_handler == 0
                         ? dialog->items[dialog->shown].copy
                         : NULL;

  if (copy != NULL && drawable_copy_poll_selection (copy))
    {
      drawable_copy_update_region (copy);
      smooth_pane_reread_mask (dialog->pane, drawable_copy_get_region (copy));
    }
  if (copy != NULL && drawable_copy_get_error (copy) != NULL)
    dialog_show_error (dialog, drawable_copy_get_error (copy));
  start_selection_timer (
    dialog, copy != NULL && drawable_copy_is_copying_selection (copy)
              ? COPY_MS
              : POLL_MS);
  return G_SOURCE_REMOVE;
}

void
dialog_follow_selection (Dialog *dialog)
{
  start_selection_timer (dialog, POLL_MS);
}

gboolean
dialog_is_exact (Dialog *dialog, int index, const SmoothParams *params)
{
  const DialogDrawable *item = &dialog->items[index];

  if (item->copy == NULL)
    return FALSE;
  if (index == dialog->shown)
    return smooth_pane_is_exact (dialog->pane);
  return item->is_exact && smooth_params_equal (&item->params, params);
}

void
dialog_clear_drawables (Dialog *dialog)
{
  for (int i = 0; i < dialog->n_items; i++)
    drop_copy (&dialog->items[i]);
  g_free (dialog->items);
}
