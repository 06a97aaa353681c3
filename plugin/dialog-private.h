/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog's data, and the functions that its files call in each other.
 * dialog.c calls those of the files dialog-*.c; none of them calls dialog.c.
 * All functions are called on the main thread.
 */
#pragma once

#include <libgimp/gimpui.h>

#include <smooth-ui/pane.h>

#include "arguments.h"
#include "preview-drawable-copy.h"
#include "procedure-request.h"

/* A drawable that is to be smoothed. */
typedef struct
{
  GimpDrawable *drawable; /* borrowed from libgimp */
  DrawableCopy *copy; /* owned; NULL until the preview has shown the drawable */
  /* Whether the copy holds the whole result, and for which parameters. Valid
   * only while the preview shows another drawable: while it shows this one,
   * smooth_pane_is_exact tells whether the result is whole. */
  gboolean is_exact;
  SmoothParams params;
} DialogDrawable;

/* The notes that may stand above the preview, each on a line of its own. */
typedef enum
{
  DIALOG_NOTE_FILTERS,
  DIALOG_NOTE_COMPONENTS,
  DIALOG_NOTE_SETTINGS,
  DIALOG_NOTE_SELECTION,
  DIALOG_N_NOTES
} DialogNote;

/* The colour profile of the image, its babl space, and whether the image is
 * grey, as GIMP told them last. They are kept, since the image may be closed
 * before the dialog moves to another monitor. */
typedef struct
{
  /* Owned; NULL until the colours have been asked for. */
  GimpColorProfile *profile;
  const Babl *space;
  gboolean is_grey;
} ImageColours;

typedef struct
{
  GimpProcedureConfig *config;
  GimpImage *image;
  GimpDrawable **drawables; /* the array ends with NULL */
  DialogDrawable *items;    /* one item for each of the drawables */
  int n_items;
  int shown; /* index of the item that the preview shows; -1: none */
  PixelPool *pool;

  GtkWidget *window; /* the window, a GimpProcedureDialog */
  SmoothPane *pane;
  /* The widget that chooses the shown item; NULL: one item. */
  GtkWidget *chooser;
  GtkWidget *presets, *preset_prompt, *preset_name;
  /* The slider of the argument "detail", with the marks below it. */
  GtkWidget *detail;
  GtkWidget *error_bar, *error_label;
  GtkWidget *note_bar, *note_label;
  char *notes[DIALOG_N_NOTES]; /* owned texts; NULL: there is no such note */
  /* Why the chosen result cannot be made of the drawables; owned. NULL: it can
   * be made. */
  GError *refusal;
  /* Widgets that are insensitive while OK computes and applies. */
  GList *settings;

  ImageColours colours;
  /* Id of the timer that polls the selection; 0: it is off. */
  guint selection_timer;

  /* The fields below are used while OK computes and applies the results. */
  MainLoopYield yield;
  gulong response_handler; /* 0 unless OK computes and applies */
} Dialog;

/* ---- The functions of dialog-messages.c: */

/* Packs the bars for an error and for notes into content. A bar is hidden while
 * it has no text. */
void dialog_add_message_bars (Dialog *dialog, GtkBox *content);

/* Shows error in the error bar; NULL: hides the bar. */
void dialog_show_error (Dialog *dialog, const GError *error);

/* Sets the text of a note; NULL: removes its line. */
void dialog_set_note (Dialog *dialog, DialogNote note, const char *text);

/* Sets or removes the note on what a filter sees where there is a selection. */
void dialog_note_selection (Dialog *dialog);

/* ---- The functions of dialog-picture.c: */

/* Shows the item of index in the preview. Copies its drawable first if there is
 * no copy yet, or if copy_again. If the drawable was deleted or cannot be
 * copied, returns FALSE with error, and the preview goes on showing what it
 * showed. */
gboolean dialog_show_drawable (Dialog *dialog,
                               int index,
                               gboolean copy_again,
                               GError **error);

/* Gives params to the preview. If there is no room for all that they ask for,
 * error is set; the preview reports an error, too, when it would store it. */
void
dialog_set_params (Dialog *dialog, const SmoothParams *params, GError **error);

/* Sets the region in which an item's result is wanted to the bounding rectangle
 * of the selection at the moment. */
void dialog_update_region (Dialog *dialog, int index);

/* Returns whether the copy of an item holds its whole result for params. */
gboolean
dialog_is_exact (Dialog *dialog, int index, const SmoothParams *params);

/* Shows the selection in the preview from now on, and follows the user's
 * changes of the selection. */
void dialog_follow_selection (Dialog *dialog);

/* Frees the items with their copies. */
void dialog_clear_drawables (Dialog *dialog);

/* ---- The functions of dialog-controls.c: */

/* Gives a widget the name that a screen reader says: label without the
 * underscore of its mnemonic. */
void dialog_name_widget (GtkWidget *widget, const char *label);

/* Returns the slider of an argument that is a number, with its marks below if
 * it has any. */
GtkWidget *dialog_make_number (GimpProcedureDialog *dialog,
                               const Argument *argument);

/* ---- The function of dialog-help.c: */

/* Makes the button Help and the key F1 open the help page in the web
 * browser. */
void dialog_provide_help (Dialog *dialog, GimpProcedure *procedure);

/* ---- The function of dialog-colours.c: */

/* Converts the preview's colours for the monitor on which the dialog is, and
 * does so again whenever the dialog is moved to another monitor. */
void dialog_follow_monitor (Dialog *dialog);

/* ---- The functions of dialog-settings.c: */

/* Gives the dialog the size and the view that it had when it was last
 * closed. */
void dialog_restore_settings (Dialog *dialog);

/* Stores the dialog's size and view in the settings file. */
void dialog_save_settings (Dialog *dialog);

/* Shows the edge map when the user chooses it as the output, and the result
 * when the output is no longer an edge map. */
void dialog_show_output (Dialog *dialog);

/* ---- The functions of dialog-layout.c: */

/* Has a combo box give up width where the window is narrow. Its list, when it
 * is open, still shows each entry as a whole. n_chars: how many characters it
 * shows at least; -1: as many as it has room for. */
void dialog_narrow_combo_box (GtkWidget *combo_box, int n_chars);

/* Returns a row with GIMP's buttons for saved settings and the presets. It
 * replaces the box in which GIMP has made its buttons: a button box makes all
 * of them as wide as the widest, which is too much for small screens. */
GtkWidget *dialog_make_settings_row (Dialog *dialog, GtkBox *content);

/* ---- The function of dialog-options.c: */

/* Adds widgets for the arguments "detail-layers" and "tileable" to row. */
void dialog_add_options (Dialog *dialog, GtkBox *row);

/* ---- The function of dialog-presets.c: */

/* Returns a new button that opens the menu of presets. */
GtkWidget *dialog_make_presets (Dialog *dialog);

/* ---- The function of dialog-apply.c: */

/* Does what OK is to do: computes what is missing of the results and applies
 * them to the image. If the user stops it or it fails, shows the reason and
 * returns FALSE. n_unheld (out): the number of pixels with more detail than the
 * detail layers can hold, over all drawables. */
gboolean dialog_apply (Dialog *dialog, guint64 *n_unheld);
