/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the preview pane share. Each of them calls only files that
 * stand below it:
 *   pane.c           the class and its public functions
 *   pane-build.c     makes the widgets, and reacts to them
 *   pane-response.c  starts the worker, and receives what it computes
 *   pane-request.c   decides what the worker computes next
 *   pane-status.c    the status line, progress, errors, screen readers
 *   pane-settings.c  reads what the widgets and the store hold
 * All functions in the main loop, except where "on the worker" is said.
 */
#pragma once

#include <smooth-ui/pane.h>

#include "canvas.h"
#include "renderer.h"

/* The kinds of work that can fail. Each has its own error, since the success of
 * one says nothing about the other. */
typedef enum
{
  SMOOTH_FAILURE_FRAME, /* a frame; until one succeeds */
  SMOOTH_FAILURE_EXACT, /* the exact result; until it is to be tried again */
  SMOOTH_N_FAILURES
} SmoothFailure;

struct _SmoothPane
{
  GtkBox parent_instance;

  /* The widgets may be destroyed before the pane, whose functions can be called
   * all the same. So the array at the end holds a reference on each of them. */
  GtkWidget *info_bar, *info_label;
  GtkWidget *views[SMOOTH_N_VIEWS], *fit, *full_size;
  GtkWidget *canvas, *divider;
  GtkWidget *progress, *spinner, *status_label, *size_label;
  GtkWidget *options, *is_on, *is_split;
  GPtrArray *widgets;

  SmoothRenderJob *job; /* NULL: the pane is closed */
  SmoothRenderer *renderer;
  SmoothSharedPicture *picture; /* NULL: none */
  SmoothSharedDisplay *display;
  guint64 n_ids; /* given to pictures and displays so far */

  SmoothParams params;
  SmoothRect exact_region; /* of the exact result, in pixels of the picture */
  /* Counts the changes of picture, parameters and exact region: what has the
   * present number was computed for the present ones. */
  guint64 revision;
  guint64 exact_revision; /* of the result that the store holds; 0: none */
  guint64 mask_revision;  /* counts the changes of the selection */

  guint debounce_timer;                /* 0: not running; see pane-request.c */
  gboolean is_settled;                 /* nothing has changed for that time */
  guint spinner_timer;                 /* 0: not running; see pane-status.c */
  GError *failures[SMOOTH_N_FAILURES]; /* of this revision; NULL: none */
  double exact_fraction; /* how much of the exact result is computed, [0, 1] */
  double start_fraction; /* the same when computing began; -1: not known yet */
  gint64 start_time;     /* when that was, in monotonic microseconds */
  char *announced;       /* the latest announcement to screen readers */

  SmoothPaneDoneFunc done; /* of smooth_pane_finish; NULL: none is under way */
  gpointer done_data;
  gboolean is_stopped; /* by smooth_pane_stop */
};

/* pane-settings.c */

/* settings (out): as smooth_pane_get_view_settings. */
void smooth_pane_read_view_settings (SmoothPane *pane,
                                     SmoothViewSettings *settings);

/* Returns whether the store holds all of the exact result, as
 * smooth_pane_is_exact. */
gboolean smooth_pane_has_exact_result (const SmoothPane *pane);

/* Returns whether the preview is switched on. */
gboolean smooth_pane_is_on (const SmoothPane *pane);

/* pane-status.c */

/* Brings the status line, the progress bar and the canvas's accessible name up
 * to date. To be called after any change that they tell of. */
void smooth_pane_update_status (SmoothPane *pane);

/* Notes that a kind of work has failed with error (copied), or, if it is NULL,
 * that it has not. Shows the exact result's error or else the frame's. */
void smooth_pane_set_failure (SmoothPane *pane,
                              SmoothFailure kind,
                              const GError *error);

/* Has screen readers say the text of the status line, unless that was the last
 * thing that they said. */
void smooth_pane_announce (SmoothPane *pane);

/* pane-request.c */

/* Requests a frame of what is visible, after any change of it. Does nothing
 * while smooth_pane_finish is under way. */
void smooth_pane_request_frame (SmoothPane *pane);

/* Requests what is missing, if the worker has nothing to do. */
void smooth_pane_request_next (SmoothPane *pane);

/* Begins a new revision: what has been computed, or has failed, was for another
 * one. */
void smooth_pane_begin_revision (SmoothPane *pane);

/* Sets the exact region to the part of region (borrowed) that lies inside the
 * picture; NULL or width 0: the whole picture. */
void smooth_pane_set_exact_region (SmoothPane *pane, const SmoothRect *region);

/* pane-response.c */

/* Starts the worker with smoother (copied). Errors: NO_MEMORY. */
gboolean smooth_pane_start_worker (SmoothPane *pane,
                                   const SmoothSmoother *smoother,
                                   GError **error);

/* Ends smooth_pane_finish with the error CANCELLED, if it is under way. Its
 * caller, who is told so, may destroy the pane: hold a reference. */
void smooth_pane_cancel_finish (SmoothPane *pane);

/* pane-build.c */

/* Makes all widgets, and packs those of the pane into it. */
void smooth_pane_build (SmoothPane *pane);
