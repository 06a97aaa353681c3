/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preview pane: the upper part of the filter's dialog. It shows, from top to
 * bottom, the buttons that choose the view, the canvas with its divider, a
 * progress bar and the status line. The widget that smooth_pane_get_options
 * returns belongs below the dialog's own controls.
 *
 * The dialog sets the picture and the parameters, and the pane computes in the
 * background what there is to see. First comes a frame for the screen, which is
 * exact from 100 % up and approximate below. If nothing changes for a moment,
 * the exact result of the picture's region follows; it goes into the picture's
 * result store, where the dialog finds it after OK.
 *
 * All functions are called in the main loop, in any order. As long as somebody
 * holds a reference they may also be called while the pane has no size yet,
 * after smooth_pane_close, and after the widget was destroyed; in the last two
 * cases nothing is shown.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/picture.h>
#include <smooth-ui/view-settings.h>

G_BEGIN_DECLS

#define SMOOTH_TYPE_PANE (smooth_pane_get_type ())
G_DECLARE_FINAL_TYPE (SmoothPane, smooth_pane, SMOOTH, PANE, GtkBox)

/** Returns a pane without a picture, with a floating reference. smoother is
 * copied, and its destroy is called when the pane is closed. Errors: NO_MEMORY
 * if the system has no thread left; then smoother was destroyed. */
GtkWidget *smooth_pane_new (const SmoothSmoother *smoother, GError **error);

/** Shows another picture (copied) at its opening view: all of it, or, if that
 * would be too small to see anything, a part of it at 100 %, centred on
 * centre_on (borrowed; NULL: the picture's middle). The pixels of a picture
 * must not change; if they do, set the picture again. picture NULL: no picture
 * is shown. */
void smooth_pane_set_picture (SmoothPane *pane,
                              const SmoothPicture *picture,
                              const SmoothRect *centre_on);

/** Tells that more rows of the picture can be read now: those above n_ready. */
void smooth_pane_set_n_ready (SmoothPane *pane, int n_ready);

/** Tells that the selection has changed. The picture's mask is read again, and
 * the frame on the screen is mixed with the original by it. region (borrowed):
 * the new value of SmoothPicture.region; NULL or width 0: the whole picture.
 * Pixels of the new region that the result store holds already are not
 * computed again. If smooth_pane_finish is under way, it computes the new
 * region. */
void smooth_pane_reread_mask (SmoothPane *pane, const SmoothRect *region);

/** Changes how pictures are shown, to a copy of display; for instance when the
 * window is moved to another monitor. The destroy function of the previous
 * settings is called once the worker no longer uses them. */
void smooth_pane_set_display (SmoothPane *pane, const SmoothDisplay *display);

/** Sets the parameters (copied). While a slider changes them, frames are shown
 * in the order of the changes, but not for each of them; the last frame shown
 * is that of the last change. */
void smooth_pane_set_params (SmoothPane *pane, const SmoothParams *params);

/** settings (out): the view, the split and the switches that the user has
 * chosen. */
void smooth_pane_get_view_settings (SmoothPane *pane,
                                    SmoothViewSettings *settings);

/** Sets the view, the split and the switches, as if the user had chosen them.
 * settings is copied; values out of range are clamped.
 */
void smooth_pane_set_view_settings (SmoothPane *pane,
                                    const SmoothViewSettings *settings);

/** Returns the zoom in pixels of the monitor per pixel of the picture; 0 before
 * the pane has a picture and a size. */
double smooth_pane_get_zoom (SmoothPane *pane);

/** Zooms about the canvas's middle. Values out of range are clamped. Does
 * nothing before the pane has a picture and a size. */
void smooth_pane_set_zoom (SmoothPane *pane, double zoom);

/** Returns the row with the switches "Preview" and "Split view", for the lower
 * part of the dialog. The pane holds a reference on it. Either of row and pane
 * may be destroyed first. */
GtkWidget *smooth_pane_get_options (SmoothPane *pane);

/** Returns the widget that should have the focus when the dialog opens. It
 * belongs to the pane. */
GtkWidget *smooth_pane_get_canvas (SmoothPane *pane);

/** Returns whether the result store holds all of the exact result for the
 * present picture, region and parameters. */
gboolean smooth_pane_is_exact (SmoothPane *pane);

/** The type of the function that is called when smooth_pane_finish has ended.
 * data: the argument of smooth_pane_finish. error (borrowed): NULL after a
 * success, CANCELLED, or another error. The pane, too, shows an error other
 * than CANCELLED, until the parameters, the picture or the selection change,
 * or until the next smooth_pane_finish. The function may destroy the pane. */
typedef void (*SmoothPaneDoneFunc) (gpointer data, const GError *error);

/** Stops computing frames, computes what the result store does not hold of the
 * exact result, shows the progress and the time left, and calls done once with
 * data, which is borrowed until then. done is called before this function
 * returns in these cases: nothing is missing (error NULL); there is no picture,
 * or it has no result store (error UNSUPPORTED); the pane is closed, or another
 * smooth_pane_finish is under way (error CANCELLED). A change of parameters or
 * picture ends the computing with the error CANCELLED. */
void
smooth_pane_finish (SmoothPane *pane, SmoothPaneDoneFunc done, gpointer data);

/** Cancels smooth_pane_finish, if it is under way; its done is soon called with
 * the error CANCELLED. The result store keeps what was computed. */
void smooth_pane_stop (SmoothPane *pane);

/** Ends the worker thread, and waits for its end. After that the picture is no
 * longer read, and nothing is shown. A pane that is destroyed closes itself;
 * close it earlier if the picture's pixels are freed before. */
void smooth_pane_close (SmoothPane *pane);

G_END_DECLS
