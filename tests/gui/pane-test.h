/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the pane share: a window with a pane over the stand-in
 * smoother, and waiting in the main loop.
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
  gboolean is_painted; /* pane_test_wait_layout */
} PaneTest;

/* A pane on a picture of this size, on the screen; frames take n_frame_ms, an
 * exact band n_band_ms. */
void pane_test_set_up (PaneTest *test,
                       int width,
                       int height,
                       int n_channels,
                       int n_frame_ms,
                       int n_band_ms);
void pane_test_tear_down (PaneTest *test);

/* Shows test->picture (again). */
void pane_test_show_picture (PaneTest *test);

void pane_test_set_strength (PaneTest *test, double strength);

/* Runs the main loop until check says TRUE; fails after some time. */
typedef gboolean (*PaneTestCheck) (PaneTest *test);
void pane_test_wait (PaneTest *test, PaneTestCheck check);
void pane_test_wait_ms (int n_ms);

/* Runs the main loop until the window was laid out and drawn once more. */
void pane_test_wait_layout (PaneTest *test);

/* Runs the main loop until nothing more comes by itself: neither work nor its
 * end changes the layout, nor does the layout ask for work, nor a timer. */
void pane_test_wait_settled (PaneTest *test);

/* Checks: a result of the present parameters and view is shown; an exact one
 * is; the store is complete; the worker rests; an error is shown. */
gboolean pane_test_has_result (PaneTest *test);
gboolean pane_test_has_exact (PaneTest *test);
gboolean pane_test_is_complete (PaneTest *test);
gboolean pane_test_is_idle (PaneTest *test);
gboolean pane_test_has_error (PaneTest *test);

const SmoothFrameUpdate *pane_test_get_result (PaneTest *test);

/* Green of a surface, 0 to 255. */
int pane_test_get_green (cairo_surface_t *surface, int x, int y);

/* What the window shows at (x, y) of a widget: RGB. */
guint32 pane_test_get_shown (PaneTest *test, GtkWidget *widget, int x, int y);

/* Presses and releases a key on a widget. */
void pane_test_press (GtkWidget *widget, guint key, GdkModifierType state);

/* Sends one event of a key that is at keycode of the keyboard. */
void pane_test_send_key (GtkWidget *widget,
                         GdkEventType type,
                         guint key,
                         guint keycode,
                         GdkModifierType state);

/* A run of smooth_pane_finish, as its done function notes it in data. */
typedef struct
{
  int n_calls;
  GError *error; /* of the last call; NULL: it succeeded */
} PaneTestDone;
void pane_test_note_done (gpointer data, const GError *error);

/* Runs the main loop until done was called n_calls times. */
void pane_test_wait_done (PaneTestDone *done, int n_calls);
