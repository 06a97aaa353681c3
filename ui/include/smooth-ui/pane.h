/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preview pane: the upper part of the filter's dialog. From top to bottom: the
 * buttons that choose the view, the canvas with its divider, a progress bar and
 * the status line. The row of smooth_pane_get_options belongs below the
 * dialog's own controls.
 *
 * The dialog sets the picture and the parameters, and the pane computes in the
 * background what there is to see: a frame for the screen at once, exact from
 * 100 % up and approximate below; then, if nothing changes for a moment, the
 * exact result of the picture's region into its store, where the dialog finds
 * it after OK.
 *
 * All functions in the main loop, in any order: also while the pane has no size
 * yet, after smooth_pane_close, and after the widget was destroyed, as long as
 * somebody holds a reference. After the latter two they show nothing.
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
 * centre_on (borrowed; NULL: the middle). The pixels of a picture must not
 * change: if they do, set it again. picture NULL: none is shown. */
void smooth_pane_set_picture (SmoothPane *pane,
                              const SmoothPicture *picture,
                              const SmoothRect *centre_on);

/** Tells that more rows of the picture can be read now: those above n_ready. */
void smooth_pane_set_n_ready (SmoothPane *pane, int n_ready);

/** Tells that the selection has changed: the picture's mask is read again, and
 * the frame is mixed by it. region (borrowed) is the new region of the exact
 * result, as in SmoothPicture, NULL like a width of 0; what the store holds of
 * it is not computed again. A smooth_pane_finish that has not ended computes
 * the new region. */
void smooth_pane_reread_mask (SmoothPane *pane, const SmoothRect *region);

/** Changes how pictures are shown (copied), as when the window is moved to
 * another monitor. The destroy of the previous settings is called once the
 * worker no longer uses them. */
void smooth_pane_set_display (SmoothPane *pane, const SmoothDisplay *display);

/** Sets the parameters (copied). While they are changed by a slider frames are
 * shown in the order of the changes, but not for each of them; the last frame
 * is that of the last change. */
void smooth_pane_set_params (SmoothPane *pane, const SmoothParams *params);

/** settings (out): what the user has chosen. */
void smooth_pane_get_view_settings (SmoothPane *pane,
                                    SmoothViewSettings *settings);

/** Chooses the same settings (copied) again. Values out of range are clamped.
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
 * part of the dialog. The pane holds a reference on it. Either may be destroyed
 * first. */
GtkWidget *smooth_pane_get_options (SmoothPane *pane);

/** Returns the widget that should have the focus when the dialog opens. It
 * belongs to the pane. */
GtkWidget *smooth_pane_get_canvas (SmoothPane *pane);

/** Returns whether the store holds all of the exact result for the present
 * picture, region and parameters. */
gboolean smooth_pane_is_exact (SmoothPane *pane);

/** Called with data when smooth_pane_finish has ended. error (borrowed) is
 * NULL, CANCELLED, or another error. The pane shows that one, too, until the
 * parameters, the picture or the selection change, or until the next
 * smooth_pane_finish. The function may destroy the pane. */
typedef void (*SmoothPaneDoneFunc) (gpointer data, const GError *error);

/** Computes what is missing of the exact result, shows the progress and the
 * time left, and calls done once. done is called before this function returns
 * if nothing is missing; if there is no picture or it has no store (error
 * UNSUPPORTED); and if the pane is closed or another smooth_pane_finish has not
 * ended (error CANCELLED). A change of parameters or picture ends it with
 * CANCELLED. data is borrowed until done is called. */
void
smooth_pane_finish (SmoothPane *pane, SmoothPaneDoneFunc done, gpointer data);

/** Cancels smooth_pane_finish, whose done is soon called with CANCELLED. The
 * store keeps what was computed. Does nothing if none is under way. */
void smooth_pane_stop (SmoothPane *pane);

/** Ends the worker, and waits for it; the picture is not read any more, and
 * nothing is shown. A pane that is destroyed closes itself: close it earlier if
 * the picture's pixels are freed before. */
void smooth_pane_close (SmoothPane *pane);

G_END_DECLS
