/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the pane share: a window with a pane that computes by the
 * fake smoother, and functions that run the main loop until something has
 * happened. All pointers are borrowed, except where a comment says otherwise.
 */
#pragma once

#include <gtk/gtk.h>

#include "canvas.h"
#include "demo/demo-picture.h"
#include "demo/fake-smoother.h"
#include "pane-private.h"

#define WINDOW_WIDTH 420
#define WINDOW_HEIGHT 360

typedef struct
{
  SmoothFake fake;
  SmoothDemoPicture *picture;
  SmoothParams params;
  GtkWidget *window;
  SmoothPane *pane;
  /* Set once pane_test_wait_layout has seen the window drawn. */
  gboolean is_painted;
  int patience_s; /* how long pane_test_wait waits; 0: 30 s */
  /* How many smoothings had begun when pane_test_note_runs was called. */
  int n_runs;
} PaneTest;

/* test (out): a window on the screen with a pane that shows a made-up picture
 * of width x height pixels. A frame takes n_frame_ms, a band of the exact
 * result n_band_ms. */
void pane_test_set_up (PaneTest *test,
                       int width,
                       int height,
                       int n_channels,
                       int n_frame_ms,
                       int n_band_ms);

/* Destroys the window, unless test->window is NULL, and frees the picture. */
void pane_test_tear_down (PaneTest *test);

/* Gives test->picture to the pane again, as if its pixels had changed. */
void pane_test_show_picture (PaneTest *test);

/* Sets the strength both in test->params and in the pane. */
void pane_test_set_strength (PaneTest *test, double strength);

/* Runs the main loop until check returns TRUE. The test fails if that
 * takes longer than test->patience_s. */
typedef gboolean (*PaneTestCheck) (PaneTest *test);
void pane_test_wait (PaneTest *test, PaneTestCheck check);

/* Runs the main loop this many times without waiting, and lets the worker run
 * after each: for tests that nothing happens. */
void pane_test_run_rounds (int n_rounds);

/* After each change the pane starts a timer, and computes the exact result when
 * it runs out. Keeps the present timer from running out, however long the test
 * takes, until the next change or pane_test_run_out_timer. */
void pane_test_stop_timer (PaneTest *test);

/* Makes the timer after which the pane computes the exact result run out
 * now. */
void pane_test_run_out_timer (PaneTest *test);

/* Runs the main loop until the window was laid out and drawn once. */
void pane_test_wait_layout (PaneTest *test);

/* Runs the main loop until nothing more would happen by itself: the worker is
 * idle, and neither a timer nor a change of the layout will request anything.
 */
void pane_test_wait_settled (PaneTest *test);

/* Functions for pane_test_wait. They return whether a result of the present
 * parameters and viewport is shown; whether an exact one is shown; whether the
 * store holds all of the exact result; whether the worker is idle; whether an
 * error is shown. */
gboolean pane_test_has_result (PaneTest *test);
gboolean pane_test_has_exact (PaneTest *test);
gboolean pane_test_is_complete (PaneTest *test);
gboolean pane_test_is_idle (PaneTest *test);
gboolean pane_test_has_error (PaneTest *test);

/* Notes how many smoothings have begun; pane_test_has_run, for pane_test_wait:
 * since then another one has begun. */
void pane_test_note_runs (PaneTest *test);
gboolean pane_test_has_run (PaneTest *test);

/* Returns the result that the canvas shows, or NULL; it belongs to the canvas.
 */
const SmoothFrameUpdate *pane_test_get_result (PaneTest *test);

/* Returns the green of the pixel (x, y) of a surface, 0 to 255. */
int pane_test_get_green (cairo_surface_t *surface, int x, int y);

/* Returns the colour on the screen at the point (x, y) of a widget, as
 * 0xRRGGBB. */
guint32 pane_test_get_shown (PaneTest *test, GtkWidget *widget, int x, int y);

/* Returns what the canvas would draw at this moment, without running the main
 * loop; transfer full. */
cairo_surface_t *pane_test_draw_canvas (PaneTest *test);

/* Returns the text of the status line, which belongs to the pane. */
const char *pane_test_get_status (PaneTest *test);

/* Presses and releases a key while a widget has the focus. */
void pane_test_press (GtkWidget *widget, guint key, GdkModifierType state);

/* Sends one key event to a widget. key: what the key gives in the present
 * layout; keycode: the key's place on the keyboard. */
void pane_test_send_key (GtkWidget *widget,
                         GdkEventType type,
                         guint key,
                         guint keycode,
                         GdkModifierType state);

/* How the calls of smooth_pane_finish have ended. */
typedef struct
{
  int n_calls;
  /* The error of the last call, which the test frees; NULL: the call
   * succeeded. */
  GError *error;
} PaneTestDone;

/* A SmoothPaneDoneFunc that counts its call. data: a PaneTestDone. */
void pane_test_note_done (gpointer data, const GError *error);

/* Runs the main loop until done was called n_calls times. */
void pane_test_wait_done (PaneTestDone *done, int n_calls);
