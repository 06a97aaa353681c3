/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog's data, and the functions of its files for each other: dialog.c
 * calls those of dialog-*.c, and nothing here calls back into dialog.c. Main
 * thread.
 */
#pragma once

#include <libgimp/gimpui.h>

#include <smooth-ui/pane.h>

#include "drawable-copy.h"
#include "procedure-request.h"

/* A drawable that is to be smoothed. */
typedef struct
{
  GimpDrawable *drawable; /* borrowed from GIMP */
  DrawableCopy *copy;     /* owned; NULL: the preview has not shown it yet */
  /* Valid while the preview shows another drawable: whether the copy holds the
   * whole result, and for which parameters. While the preview shows this one,
   * smooth_pane_is_exact tells it. */
  gboolean is_exact;
  SmoothParams params;
} DialogDrawable;

/* The notes that may stand above the preview, a line for each. */
typedef enum
{
  DIALOG_NOTE_FILTERS,
  DIALOG_NOTE_COMPONENTS,
  DIALOG_NOTE_SETTINGS,
  DIALOG_N_NOTES
} DialogNote;

/* The colours of the image when they were last asked for: the image may be
 * closed before the monitor changes. */
typedef struct
{
  GimpColorProfile *profile; /* owned; NULL: never asked for */
  const Babl *space;
  gboolean is_grey;
} ImageColours;

typedef struct
{
  GimpProcedureConfig *config;
  GimpImage *image;
  GimpDrawable **drawables; /* NULL at the end */
  DialogDrawable *items;    /* one for each of the drawables */
  int n_items;
  int shown; /* index of the item in the preview; -1: none */
  PixelPool *pool;

  GtkWidget *window; /* the GimpProcedureDialog */
  SmoothPane *pane;
  GtkWidget *chooser; /* chooses the shown item; NULL: there is one item */
  GtkWidget *presets, *preset_prompt, *preset_name;
  GtkWidget *error_bar, *error_label;
  GtkWidget *note_bar, *note_label;
  char *notes[DIALOG_N_NOTES]; /* owned; NULL: no such note */
  GList *settings; /* widgets that are insensitive while OK is at work */

  ImageColours colours;
  guint selection_timer; /* id of the source; 0: none */

  /* While OK is at work: */
  MainLoopYield yield;
  gulong response_handler; /* 0: OK is not at work */
} Dialog;

/* ---- dialog-messages.c */

/* Packs the bars for an error and for notes. Each is hidden while it is
 * empty. */
void dialog_add_message_bars (Dialog *dialog, GtkBox *content);

/* Shows error in its bar; NULL: hides the bar. */
void dialog_show_error (Dialog *dialog, const GError *error);

/* Shows text as the line of note; NULL: removes the line. */
void dialog_set_note (Dialog *dialog, DialogNote note, const char *text);

/* ---- dialog-picture.c */

/* Shows the item of index in the preview. Copies its drawable if there is no
 * copy yet, or if copy_again. Where the drawable was deleted or cannot be
 * copied, returns FALSE with error, and the preview shows what it showed. */
gboolean dialog_show_drawable (Dialog *dialog,
                               int index,
                               gboolean copy_again,
                               GError **error);

/* Takes the bounds of the selection at the moment as the region in which the
 * result of an item is wanted. */
void dialog_update_region (Dialog *dialog, int index);

/* Whether the copy of an item holds its whole result for params. */
gboolean
dialog_is_exact (Dialog *dialog, int index, const SmoothParams *params);

/* Shows the selection in the preview from now on, also where the user changes
 * it behind the dialog. */
void dialog_follow_selection (Dialog *dialog);

/* Frees the items. */
void dialog_clear_drawables (Dialog *dialog);

/* ---- dialog-colours.c */

/* Converts the colours of the preview for the monitor on which the dialog is,
 * and again whenever it is moved to another one. */
void dialog_follow_monitor (Dialog *dialog);

/* ---- dialog-settings.c */

/* Gives the dialog the size and view that it had when it was last closed. */
void dialog_restore_settings (Dialog *dialog);

/* Keeps them for the next time. */
void dialog_save_settings (Dialog *dialog);

/* ---- dialog-presets.c */

/* A new button with the menu of presets. */
GtkWidget *dialog_make_presets (Dialog *dialog);

/* ---- dialog-apply.c */

/* What OK does: computes what is missing of the results and applies them. If
 * the user stops it or it fails, shows why and returns FALSE. n_unheld (out):
 * the sum of Result.n_unheld. */
gboolean dialog_apply (Dialog *dialog, guint64 *n_unheld);
