/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preview pane: the upper part of the filter's dialog. A row of views, the
 * canvas with its divider, a progress line and a line of state; below the
 * controls of the dialog belongs the row of smooth_pane_get_options.
 *
 * The caller says what is to be seen (picture, parameters), the pane sees to
 * the rest: at once a frame for the screen, exact from 100 % up and
 * approximate below; once the hand rests, the exact result of the picture's
 * region into the store, which "OK" takes from there.
 *
 * All functions in the main loop, in any order: also before the pane has a
 * size, after smooth_pane_close, and, as long as somebody holds a reference,
 * after it was destroyed, when they show nothing.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/picture.h>

G_BEGIN_DECLS

#define SMOOTH_TYPE_PANE (smooth_pane_get_type ())
G_DECLARE_FINAL_TYPE (SmoothPane, smooth_pane, SMOOTH, PANE, GtkBox)

/** What the canvas shows. */
typedef enum
{
  SMOOTH_VIEW_RESULT,
  SMOOTH_VIEW_EDGES,
  SMOOTH_VIEW_ORIGINAL,
  SMOOTH_N_VIEWS
} SmoothView;

/** The divider of the split view. */
typedef struct
{
  double position;     /* of the canvas, [0, 1] */
  gboolean is_across;  /* a horizontal line, "before" above it */
  gboolean is_swapped; /* "before" is right or below */
} SmoothSplit;

/** What a dialog remembers of the pane. */
typedef struct
{
  SmoothView view;
  gboolean is_split;
  SmoothSplit split;
  gboolean is_on; /* the preview */
} SmoothViewSettings;

/** A pane without a picture. smoother is copied, its destroy called when the
 * pane goes. Errors: NO_MEMORY (no thread). */
GtkWidget *smooth_pane_new (const SmoothSmoother *smoother, GError **error);

/** Shows another picture (copied), from the start: opens at the opening view,
 * centred on centre_on (the selection; NULL: the middle) where not all of it
 * is seen. The pixels of a picture must not change: give it anew if they do.
 * NULL: none. */
void smooth_pane_set_picture (SmoothPane *pane,
                              const SmoothPicture *picture,
                              const SmoothRect *centre_on);

/** More rows can be read: those above n_ready. */
void smooth_pane_set_n_ready (SmoothPane *pane, int n_ready);

/** The picture's mask reads otherwise from now on: it is read again, and what
 * is shown mixed by it anew. region: the part whose exact result is wanted now,
 * as in SmoothPicture; what the store has of it is not computed again. A
 * smooth_pane_finish that is under way ends with the new region. */
void smooth_pane_reread_mask (SmoothPane *pane, const SmoothRect *region);

/** Shows pictures in another way (copied), as after a change of monitor. The
 * old one's destroy is called when the worker needs it no more. */
void smooth_pane_set_display (SmoothPane *pane, const SmoothDisplay *display);

/** Asks for a result; the frames of a dragged slider come in order, the last
 * is that of the last call. */
void smooth_pane_set_params (SmoothPane *pane, const SmoothParams *params);

void smooth_pane_get_state (SmoothPane *pane, SmoothViewSettings *state);
/** Values out of range are brought into it. */
void smooth_pane_set_state (SmoothPane *pane, const SmoothViewSettings *state);

/** Zoom about the middle, 1 being a pixel for a pixel; brought into range. 0
 * before the pane has a picture and a size, when setting it does nothing. */
double smooth_pane_get_zoom (SmoothPane *pane);
void smooth_pane_set_zoom (SmoothPane *pane, double zoom);

/** The row with the switches "Preview" and "Split view", for the lower part of
 * the dialog; the pane holds a reference. Either may be destroyed first. */
GtkWidget *smooth_pane_get_options (SmoothPane *pane);

/** The widget to be given the first focus; borrowed. */
GtkWidget *smooth_pane_get_canvas (SmoothPane *pane);

/** Whether the store holds the result of all of the picture's region for the
 * present parameters. */
gboolean smooth_pane_is_exact (SmoothPane *pane);

/** Told once how smooth_pane_finish went: NULL, CANCELLED, or another error,
 * which the pane shows too, until the parameters, the picture or the selection
 * are others, or the next smooth_pane_finish. */
typedef void (*SmoothPaneDoneFunc) (gpointer data, const GError *error);

/** Computes what is missing of the exact result, with progress and time left
 * shown, then calls done. done is called at once if nothing is missing; if
 * there is no picture with a store (error UNSUPPORTED); if the pane is closed
 * or another call has not ended yet (CANCELLED). Other parameters or another
 * picture end it with CANCELLED. */
void
smooth_pane_finish (SmoothPane *pane, SmoothPaneDoneFunc done, gpointer data);

/** Stops a run of smooth_pane_finish, whose done is called with CANCELLED
 * soon; what was computed is kept. */
void smooth_pane_stop (SmoothPane *pane);

/** Ends the worker, and waits for it; nothing is shown any more. Called when
 * the pane is destroyed; call it earlier if the picture's pixels go before. */
void smooth_pane_close (SmoothPane *pane);

G_END_DECLS
