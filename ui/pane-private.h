/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane's parts: pane.c builds and is the public face, pane-wish.c asks the
 * worker and takes what it gives, pane-status.c tells what is going on.
 */
#pragma once

#include "canvas.h"
#include "renderer.h"

/* What can go wrong, each kind for itself: a frame that is computed says
 * nothing about the exact result, and the other way round. */
typedef enum
{
  SMOOTH_FAILURE_FRAME, /* until a frame succeeds */
  SMOOTH_FAILURE_EXACT, /* until it is to be tried again */
  SMOOTH_N_FAILURES
} SmoothFailure;

struct _SmoothPane
{
  GtkBox parent_instance;

  GtkWidget *info_bar, *info_label;
  GtkWidget *views[SMOOTH_N_VIEWS], *fit, *full;
  GtkWidget *canvas, *divider;
  GtkWidget *progress, *spinner, *state_label, *size_label;
  GtkWidget *options, *is_on, *is_split;
  GPtrArray *widgets; /* references on all of these, until the pane is freed */

  SmoothRenderer *renderer;
  SmoothRenderJob *job;         /* NULL: closed */
  SmoothSharedPicture *picture; /* NULL: none */
  SmoothSharedDisplay *display;
  guint64 n_ids; /* of pictures and displays */

  SmoothParams params;
  SmoothRect wanted;   /* region of the picture's exact result */
  guint64 state;       /* number of parameters, picture and region */
  guint64 mask_id;     /* times that the selection has changed */
  guint64 exact_state; /* of the result in the store; 0: none */
  guint rest_timer;    /* 0: none */
  guint busy_timer;    /* 0: none */
  gboolean is_resting; /* the hand rests, the exact result may come */
  GError *failures[SMOOTH_N_FAILURES]; /* of the present state; NULL: none */
  double exact_fraction;               /* of the run for the present state */
  double start_fraction;               /* where it began */
  gint64 start_time;
  char *announced; /* the last announcement */

  SmoothPaneDoneFunc done; /* NULL: no smooth_pane_finish */
  gpointer done_data;
  gboolean is_stopped; /* by smooth_pane_stop */
};

gboolean smooth_pane_is_on (SmoothPane *pane);

/* pane-wish.c */
gboolean smooth_pane_start_worker (SmoothPane *pane,
                                   const SmoothSmoother *smoother,
                                   GError **error);
/* What is on the screen needs a new frame. */
void smooth_pane_request_frame (SmoothPane *pane);
/* The parameters or the picture are others. */
void smooth_pane_new_state (SmoothPane *pane);
/* The region of the exact result; NULL or of width 0: the picture. */
void smooth_pane_set_wanted (SmoothPane *pane, const SmoothRect *wanted);
/* The selection is another, and the region with it. */
void smooth_pane_new_mask (SmoothPane *pane, const SmoothRect *wanted);
/* Begins smooth_pane_finish; done is set. */
void smooth_pane_finish_now (SmoothPane *pane);
/* End it, if it is under way: as error says; as cancelled. */
void smooth_pane_end_finish (SmoothPane *pane, const GError *error);
void smooth_pane_cancel_finish (SmoothPane *pane);

/* pane-status.c */
void smooth_pane_update_status (SmoothPane *pane);
/* Notes that one kind of work has failed, NULL: that it has not, and shows what
 * has: an exact result's failure before a frame's. */
void smooth_pane_set_failure (SmoothPane *pane,
                              SmoothFailure kind,
                              const GError *error);
/* Tells a screen reader what the line of state says, unless it was told. */
void smooth_pane_announce (SmoothPane *pane);
