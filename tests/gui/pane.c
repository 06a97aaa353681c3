/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane with a fake smoother: frames follow a dragged slider, the exact
 * result follows once the slider is let go, and errors are shown.
 */
#include <math.h>
#include <time.h>

#include "pane-test.h"
#include "scaled-picture-read.h"

#define N_STEPS 60
#define FRAME_MS 100
/* The longest time that the main thread may work without a return to the main
 * loop. It is measured in the thread's processor time, since tests share their
 * machine with other work. */
#define STALL_MS 100

typedef struct
{
  PaneTest test;
  int n_steps, n_frames;
  guint64 last_revision;
  gint64 last_tick, worst_stall;
} SliderTest;

static gboolean
on_step (gpointer data)
{
  SliderTest *slider = data;

  pane_test_set_strength (&slider->test, (double) ++slider->n_steps / N_STEPS);
  return slider->n_steps < N_STEPS;
}

/* The processor time of the main thread in microseconds. */
static gint64
get_thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
on_tick (gpointer data)
{
  SliderTest *slider = data;
  gint64 now = get_thread_time ();

  slider->worst_stall = MAX (slider->worst_stall, now - slider->last_tick);
  slider->last_tick = now;
  return G_SOURCE_CONTINUE;
}

/* Counts the frames that are shown, and asserts that none is older than the one
 * before. Returns whether the frame of the slider's last step is shown. */
static gboolean
is_slider_done (PaneTest *test)
{
  SliderTest *slider = (SliderTest *) test;
  const SmoothFrameUpdate *result = pane_test_get_result (test);

  g_assert_nonnull (result);
  if (result->revision != slider->last_revision)
    {
      g_assert_cmpuint (result->revision, >, slider->last_revision);
      slider->last_revision = result->revision;
      slider->n_frames++;
    }
  return slider->n_steps == N_STEPS && pane_test_has_result (test);
}

/* Asserts that the canvas shows the made-up picture, smoothed at strength. */
static void
assert_shows (PaneTest *test, double strength)
{
  const SmoothFrameUpdate *result = pane_test_get_result (test);
  const SmoothArray *pixels = &test->picture->pixels;

  for (int i = 0; i < 50; i++)
    {
      int x = result->area.x + i, y = result->area.y + 2 * i;
      float sample =
        pixels
          ->pixels[((gsize) y * pixels->width + x) * pixels->n_channels + 1];
      float wanted = 255 * smooth_fake_sample (sample, strength);

      g_assert_cmpfloat (
        fabs (pane_test_get_green (result->result, i, 2 * i) - wanted), <=, 1);
    }
}

/* Returns whether the program was compiled with sanitizers, which make it
 * slow. */
static gboolean
is_sanitized (void)
{
  return g_getenv ("SMOOTH_SANITIZED") != NULL;
}

/* Frames follow the slider, since the one that is being computed is finished
 * before the next is begun. Their number in a second depends on the machine;
 * that no more are begun than shown does not, but for frames that come while
 * the main loop stands still, of which only the last is seen. */
static void
test_slider (void)
{
  SliderTest slider = { 0 };
  SmoothFake *fake = &slider.test.fake;
  int n_begun;
  guint timer;

  pane_test_set_up (&slider.test, 2000, 1500, 3, FRAME_MS, 0);
  pane_test_set_strength (&slider.test, 0);
  pane_test_wait (&slider.test, pane_test_has_result);
  slider.last_revision = slider.test.pane->revision;
  slider.last_tick = get_thread_time ();
  n_begun = fake->n_exact - fake->n_runs;
  g_timeout_add (1000 / N_STEPS, on_step, &slider);
  timer = g_timeout_add (2, on_tick, &slider);
  pane_test_wait (&slider.test, is_slider_done);
  g_source_remove (timer);
  n_begun +=
    g_atomic_int_get (&fake->n_runs) - g_atomic_int_get (&fake->n_exact);
  g_test_message (
    "%d frames of %d begun, main thread worked for %.1f ms at most",
    slider.n_frames, n_begun, slider.worst_stall / 1000.0);
  g_assert_cmpint (n_begun, >, 1);
  g_assert_cmpint (2 * slider.n_frames, >=, n_begun);
  g_assert_true (pane_test_has_exact (&slider.test));
  assert_shows (&slider.test, 1);
  if (!is_sanitized ())
    g_assert_cmpint (slider.worst_stall, <=, STALL_MS * 1000);
  pane_test_tear_down (&slider.test);
}

/* Whether two smoothings have begun since pane_test_note_runs (). */
static gboolean
has_two_runs (PaneTest *test)
{
  return g_atomic_int_get (&test->fake.n_runs) >= test->n_runs + 2;
}

/* A frame that the smoother has approximated is shown first. The status line
 * calls it approximate, and it is not taken for the exact result. The exact
 * frame follows by itself, at the latest when the slider is let go. */
static void
test_approximate (void)
{
  PaneTest test;
  int n_runs;

  pane_test_set_up (&test, 200, 150, 3, 150, 0);
  pane_test_wait (&test, pane_test_is_complete);
  test.fake.n_approximate_ms = 5;
  n_runs = g_atomic_int_get (&test.fake.n_runs);
  for (int i = 0; i < 5; i++)
    {
      pane_test_note_runs (&test);
      pane_test_set_strength (&test, 0.1 * (i + 1));
      pane_test_wait (&test, pane_test_has_result);
      g_assert_true (pane_test_get_result (&test)->needs_refinement);
      g_assert_false (pane_test_get_result (&test)->is_exact);
      g_assert_false (pane_test_is_complete (&test));
      g_assert_true (g_str_has_prefix (
        gtk_label_get_text (GTK_LABEL (test.pane->status_label)),
        "approximate"));
      /* The exact frame has begun when the next step cancels it. */
      pane_test_wait (&test, has_two_runs);
    }
  pane_test_wait (&test, pane_test_has_exact);
  g_assert_false (pane_test_get_result (&test)->needs_refinement);
  assert_shows (&test, 0.5);
  /* The smoother has run for the approximated frames, and for the exact ones
   * that were cancelled. */
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_runs) - n_runs, <=, 11);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_tear_down (&test);
}

/* While the edge map is shown no frame is approximated, since an approximated
 * frame brings the edge map of an earlier one. */
static void
test_approximate_edges (void)
{
  PaneTest test;

  pane_test_set_up (&test, 200, 150, 3, 5, 0);
  test.fake.n_approximate_ms = 5;
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (test.pane->views[SMOOTH_VIEW_EDGES]), TRUE);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_set_strength (&test, 0.7);
  pane_test_wait (&test, pane_test_has_result);
  g_assert_true (pane_test_has_exact (&test));
  pane_test_tear_down (&test);
}

/* Below 100 % the frame is approximate at first. A moment after the last change
 * it is exact, and has the pixels of the result store, scaled. */
static void
test_settled (void)
{
  PaneTest test;
  const SmoothFrameUpdate *result;
  g_autofree float *scaled = NULL;
  SmoothSource source;
  SmoothScaledRead reading = { .source = &source };

  pane_test_set_up (&test, 2000, 1500, 3, 10, 2);
  smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
  pane_test_stop_timer (&test);
  pane_test_wait (&test, pane_test_has_result);
  g_assert_false (pane_test_get_result (&test)->is_exact);
  pane_test_run_out_timer (&test);
  pane_test_wait (&test, pane_test_is_complete);
  result = pane_test_get_result (&test);
  g_assert_true (result->is_exact);
  source = smooth_array_source (&test.picture->smoothed);
  scaled = g_new (float, (gsize) 3 * result->area.width * result->area.height);
  reading.grid = result->grid;
  reading.area = result->area;
  g_assert_true (smooth_scaled_read_run (&reading, scaled, NULL));
  for (int i = 0; i < result->area.width * result->area.height; i++)
    g_assert_cmpfloat (
      fabs (pane_test_get_green (result->result, i % result->area.width,
                                 i / result->area.width)
            - 255 * CLAMP (scaled[3 * i + 1], 0, 1)),
      <=, 1);
  pane_test_tear_down (&test);
}

static gboolean
is_half_filled (PaneTest *test)
{
  return test->pane->exact_fraction > 0.3;
}

/* The exact result is interrupted by a change of zoom, and continues where it
 * was. */
static void
test_interrupted (void)
{
  PaneTest test;
  int n_runs;
  double reached;

  pane_test_set_up (&test, 1200, 1600, 3, 10, 0);
  g_atomic_int_set (&test.fake.stops_after, 1600 / SMOOTH_FAKE_BAND / 2);
  smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
  pane_test_wait (&test, is_half_filled);
  g_assert_false (pane_test_is_complete (&test));
  g_atomic_int_set (&test.fake.stops_after, 0);
  n_runs = g_atomic_int_get (&test.fake.n_runs);
  smooth_canvas_zoom (SMOOTH_CANVAS (test.pane->canvas), 1);
  reached = test.pane->exact_fraction;
  pane_test_wait (&test, pane_test_has_exact);
  pane_test_wait (&test, pane_test_is_complete);
  /* Two more smoothings were made: the frame at 100 %, and the rest of the
   * exact result, which did not begin again. */
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_runs), ==, n_runs + 2);
  g_assert_cmpfloat (test.pane->time_left.start_fraction, >=, reached);
  for (int i = 0; i < 3 * 1200 * 1600; i += 997)
    g_assert_cmpfloat (test.picture->smoothed.pixels[i], ==,
                       smooth_fake_sample (test.picture->pixels.pixels[i], 1));
  /* From now on every frame is read from the result store. */
  n_runs = g_atomic_int_get (&test.fake.n_runs);
  smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
  pane_test_wait (&test, pane_test_is_idle);
  g_assert_true (pane_test_has_exact (&test));
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_runs), ==, n_runs);
  pane_test_tear_down (&test);
}

static void
test_error (void)
{
  PaneTest test;
  const char *text;
  int n_runs;

  pane_test_set_up (&test, 300, 200, 3, 10, 0);
  g_atomic_int_set (&test.fake.fails, TRUE);
  pane_test_set_strength (&test, 0.4);
  pane_test_wait (&test, pane_test_has_error);
  text = gtk_label_get_text (GTK_LABEL (test.pane->info_label));
  g_assert_nonnull (strstr (text, "812 MB"));
  /* A frame that has failed is not tried again by itself. */
  n_runs = g_atomic_int_get (&test.fake.n_runs);
  pane_test_wait_settled (&test);
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_runs), ==, n_runs);
  g_assert_true (gtk_widget_get_sensitive (test.pane->views[0]));

  g_atomic_int_set (&test.fake.fails, FALSE);
  pane_test_set_strength (&test, 0.5);
  pane_test_wait (&test, pane_test_is_complete);
  g_assert_false (pane_test_has_error (&test));
  pane_test_tear_down (&test);
}

static void
test_nan (void)
{
  PaneTest test;
  SmoothArray *pixels;

  pane_test_set_up (&test, 1500, 900, 4, 5, 0);
  pixels = &test.picture->pixels;
  for (int i = 0; i < pixels->width * pixels->height * 4; i += 3)
    pixels->pixels[i] = i % 2 != 0 ? NAN : -INFINITY;
  g_atomic_int_set (&test.fake.gives_nan, TRUE);
  smooth_demo_picture_select (test.picture);
  pane_test_show_picture (&test);
  pane_test_wait (&test, pane_test_has_result);
  smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_tear_down (&test);
}

static void
test_tiny (void)
{
  for (int n_channels = 1; n_channels <= 4; n_channels++)
    {
      PaneTest test;

      pane_test_set_up (&test, 1, 1, n_channels, 0, 0);
      smooth_demo_picture_select (test.picture);
      pane_test_show_picture (&test);
      pane_test_wait (&test, pane_test_is_complete);
      smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
      pane_test_wait (&test, pane_test_is_idle);
      g_assert_true (pane_test_has_exact (&test));
      pane_test_get_shown (&test, test.pane->canvas, 5, 5);
      pane_test_tear_down (&test);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pane/slider", test_slider);
  g_test_add_func ("/pane/approximate", test_approximate);
  g_test_add_func ("/pane/approximate-edges", test_approximate_edges);
  g_test_add_func ("/pane/settled", test_settled);
  g_test_add_func ("/pane/interrupted", test_interrupted);
  g_test_add_func ("/pane/error", test_error);
  g_test_add_func ("/pane/nan", test_nan);
  g_test_add_func ("/pane/tiny", test_tiny);
  return g_test_run ();
}
