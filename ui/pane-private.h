/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the preview pane share. Each of them calls only files that
 * stand below it in this list:
 *   pane.c           the class and its public functions
 *   pane-build.c     makes the widgets, and reacts to them
 *   pane-worker.c  starts the worker, and receives what it computes
 *   pane-request.c   decides what the worker computes next
 *   pane-status.c    the status line, progress, errors, screen readers
 *   pane-settings.c  reads what the widgets and the store hold
 * All functions are called in the main loop, except where a comment says "on
 * the worker".
 */
#pragma once

#include <smooth-ui/pane.h>

#include "canvas.h"
#include "renderer.h"
#include "time-left.h"

/* The kinds of work that can fail. Each kind has an error of its own, since the
 * success of one says nothing about the other. */
typedef enum
{
  /* Computing a frame: its error stands until a frame succeeds. */
  SMOOTH_FAILURE_FRAME,
  /* Computing the exact result: its error stands until it is tried again. */
  SMOOTH_FAILURE_EXACT,
  SMOOTH_N_FAILURES
} SmoothFailure;

struct _SmoothPane
{
  GtkBox parent_instance;

  /* The pane's functions can be called after its widgets were destroyed. So the
   * array widgets holds a reference on each of the widgets. */
  GtkWidget *info_bar, *info_label;
  GtkWidget *views[SMOOTH_N_VIEWS], *fit, *full_size;
  GtkWidget *canvas, *divider;
  GtkWidget *progress, *spinner, *status_label, *size_label;
  GtkWidget *options, *is_on, *is_split;
  GPtrArray *widgets;

  SmoothWorker *worker; /* NULL: the pane is closed */
  SmoothRenderer *renderer;
  /* An owned reference; NULL: there is no picture. */
  SmoothSharedPicture *picture;
  SmoothSharedDisplay *display;
  guint64 n_ids; /* how many ids pictures and displays have been given so far */

  SmoothParams params;
  /* The region of the exact result, in pixels of the picture. */
  SmoothRect exact_region;
  /* The number of changes of picture, parameters and exact region so far. A
   * result or an error is up to date if it was computed for this number. */
  guint64 revision;
  /* The revision of the result that the store holds; 0: none. */
  guint64 exact_revision;
  guint64 mask_revision; /* the number of changes of the selection so far */
  /* The number of frames requested so far. The canvas shows what it should if
   * its result has this number. */
  guint64 frame_number;
  /* The revision for which computing an overview has failed; 0: none. */
  guint64 failed_overview;

  /* The id of the timer in pane-request.c; 0: it does not run. */
  guint debounce_timer;
  gboolean is_settled; /* nothing has changed for the debounce time */
  guint spinner_timer; /* the id of the timer in pane-status.c; 0: it is off */
  GError *failures[SMOOTH_N_FAILURES]; /* errors in this revision; NULL: none */
  double exact_fraction; /* the computed part of the exact result, in [0, 1] */
  /* Predicts the end of the present computing of the exact result. */
  SmoothTimeLeft time_left;
  char *announced; /* the text that screen readers were last told */

  /* The function, and below it the data, that the caller has passed to
   * smooth_pane_finish; NULL: no smooth_pane_finish is under way. */
  SmoothPaneDoneFunc done;
  gpointer done_data;
  gboolean is_stopped; /* smooth_pane_stop was called */
};

/* The functions of pane-settings.c: */

/* settings (out): the view settings as the widgets show them. */
void smooth_pane_read_view_settings (SmoothPane *pane,
                                     SmoothViewSettings *settings);

/* Returns whether the result store holds all of the exact result for the
 * present picture, region and parameters. */
gboolean smooth_pane_has_exact_result (const SmoothPane *pane);

/* Returns whether the result that the canvas shows is the one that was
 * requested last, rather than one of earlier parameters or another viewport. */
gboolean smooth_pane_is_current (SmoothPane *pane);

/* Returns whether the preview is switched on. */
gboolean smooth_pane_is_on (const SmoothPane *pane);

/* The functions of pane-status.c: */

/* Brings the status line, the progress bar and the canvas's accessible name up
 * to date. Must be called after any change of what they show. */
void smooth_pane_update_status (SmoothPane *pane);

/* Notes that a kind of work has failed with error (copied); NULL: that it has
 * not failed. The info bar then shows the error of the exact result if there is
 * one, and otherwise that of the frame. */
void smooth_pane_set_failure (SmoothPane *pane,
                              SmoothFailure kind,
                              const GError *error);

/* Has screen readers say the text of the status line, unless it is the text
 * that they were last told. */
void smooth_pane_announce (SmoothPane *pane);

/* The functions of pane-request.c: */

/* Requests a frame of what is visible. Must be called after any change of what
 * is visible. Does nothing while smooth_pane_finish is under way. */
void smooth_pane_request_frame (SmoothPane *pane);

/* Requests what still has to be computed, if the worker is idle: a frame
 * without approximation, or the exact result. */
void smooth_pane_request_next (SmoothPane *pane);

/* Begins a new revision: all results and errors of the previous revision are
 * out of date. */
void smooth_pane_begin_revision (SmoothPane *pane);

/* Sets the region of the exact result to the part of region (borrowed) that
 * lies inside the picture. NULL or width 0: the whole picture. */
void smooth_pane_set_exact_region (SmoothPane *pane, const SmoothRect *region);

/* The functions of pane-worker.c: */

/* Starts the worker thread, which computes by smoother (copied). Errors:
 * NO_MEMORY. */
gboolean smooth_pane_start_worker (SmoothPane *pane,
                                   const SmoothSmoother *smoother,
                                   GError **error);

/* Ends smooth_pane_finish with the error CANCELLED, if it is under way. The
 * function done of its caller may destroy the pane, so hold a reference on the
 * pane. */
void smooth_pane_cancel_finish (SmoothPane *pane);

/* The function of pane-build.c: */

/* Makes all widgets, and packs those of the pane into it. */
void smooth_pane_build (SmoothPane *pane);
