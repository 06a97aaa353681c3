/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog's parts: dialog.c builds it and lets it run, dialog-picture.c
 * brings pixels into its preview, dialog-finish.c is what OK does,
 * dialog-memory.c and dialog-presets.c keep things in a file.
 */
#pragma once

#include <libgimp/gimpui.h>

#include <smooth-ui/pane.h>

#include "drawable-copy.h"
#include "request.h"

/* One of the drawables. */
typedef struct
{
  GimpDrawable *drawable;
  DrawableCopy *copy; /* NULL: not looked at yet */
  /* The copy's stores hold the result for these, unless it is shown: then
   * the pane knows. */
  gboolean is_exact;
  SmoothParams params;
} Subject;

/* Lines that may stand above the preview. */
typedef enum
{
  DIALOG_NOTE_FILTERS,
  DIALOG_NOTE_COMPONENTS,
  DIALOG_NOTE_MEMORY,
  DIALOG_N_NOTES
} DialogNote;

/* What the preview's colours are made from, kept from when the image was last
 * there. */
typedef struct
{
  GimpColorProfile *profile; /* owned */
  const Babl *space;
  gboolean is_grey;
} ColourSource;

typedef struct
{
  GimpProcedureConfig *config;
  GimpImage *image;
  GimpDrawable **drawables; /* NULL at the end */
  Subject *subjects;
  int n_subjects, shown;

  GtkWidget *window; /* the GimpProcedureDialog */
  SmoothPane *pane;
  GtkWidget *chooser; /* NULL: one drawable */
  GtkWidget *presets, *preset_asker, *preset_name;
  GtkWidget *error_bar, *error_label;
  GtkWidget *note_bar, *note_label;
  char *notes[DIALOG_N_NOTES]; /* owned; NULL: nothing to say */
  ColourSource colours;
  GList *settings; /* widgets that rest during a run */

  PixelPool *pool; /* for copies and results */
  guint selection_timer;

  MainLoopYield breath; /* of the run after OK */
  gulong response_handler;
} Dialog;

/* dialog.c: shows what went wrong, NULL: nothing. */
void dialog_show_error (Dialog *dialog, const GError *error);

/* dialog.c: shows a line, NULL: takes it away. */
void dialog_set_note (Dialog *dialog, DialogNote note, const char *text);

/* dialog-picture.c */

/* Puts a subject into the preview, copied anew if refresh. FALSE with error
 * where it is gone or cannot be copied: the preview then goes on showing what
 * it has shown. */
gboolean dialog_show_subject (Dialog *dialog,
                              int index,
                              gboolean refresh,
                              GError **error);

/* Makes the region of a subject's result that of the selection now. */
void dialog_update_region (Dialog *dialog, int index);

/* Whether the stores of a subject hold its result for params. */
gboolean
dialog_is_exact (Dialog *dialog, int index, const SmoothParams *params);

/* Colours as the monitor wants them, now and whenever it is another one. */
void dialog_follow_monitor (Dialog *dialog);

/* Shows the selection as it is made and changed behind the dialog. */
void dialog_follow_selection (Dialog *dialog);

void dialog_clear_subjects (Dialog *dialog);

/* dialog-memory.c: opens it as it was left; notes how it is left. */
void dialog_remember (Dialog *dialog);
void dialog_memorize (Dialog *dialog);

/* dialog-presets.c: the button. */
GtkWidget *dialog_make_presets (Dialog *dialog);

/* dialog-finish.c: computes what is missing and applies it. FALSE if it was
 * stopped or could not be done, which the dialog shows. */
gboolean dialog_finish (Dialog *dialog, guint64 *n_unheld);
