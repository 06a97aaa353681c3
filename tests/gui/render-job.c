/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The render job: latest wins, nothing starves, everything in order, and an
 * end at any moment. Runs once plain and once under ThreadSanitizer.
 */
#include <smooth-ui/render-job.h>

#include <smooth/error.h>

#define N_STEPS 60
#define STEP_MS (1000 / N_STEPS)
#define RENDER_MS 100
#define SLICE_MS 5 /* between two looks at whether it is cancelled */

typedef struct
{
  int value;
  gboolean fails;
  int n_ms; /* that it takes */
} Request;

typedef struct
{
  SmoothRenderJob *job;
  GMainLoop *loop;
  GArray *values; /* delivered, int */
  int n_finished, n_failed, n_cancelled;
  guint64 last_sequence;
  char *message;
  int n_steps;
  gboolean frees_itself;
} Test;

static int n_requests; /* alive, main thread only */
static int n_pieces;   /* made on the worker while the main thread waits */

static Request *
request_new (int value, int n_ms)
{
  Request *request = g_new0 (Request, 1);

  request->value = value;
  request->n_ms = n_ms;
  n_requests++;
  return request;
}

static void
free_request (gpointer request)
{
  n_requests--;
  g_free (request);
}

static void
free_piece (gpointer piece)
{
  g_atomic_int_add (&n_pieces, -1);
  g_free (piece);
}

static gboolean
run (gpointer data G_GNUC_UNUSED,
     gpointer request_data,
     SmoothRenderRun *render_run,
     GError **error)
{
  const Request *request = request_data;
  gint64 end = g_get_monotonic_time () + request->n_ms * 1000, left;
  int *piece;

  while ((left = end - g_get_monotonic_time ()) > 0)
    {
      if (!smooth_render_run_check (render_run, error))
        return FALSE;
      g_usleep (MIN (left, SLICE_MS * 1000));
    }
  if (request->fails)
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                           "no memory left");
      return FALSE;
    }
  g_atomic_int_inc (&n_pieces);
  piece = g_new (int, 1);
  *piece = request->value;
  smooth_render_run_post (render_run, piece);
  return TRUE;
}

static void
deliver (gpointer data, guint64 sequence, gpointer piece)
{
  Test *test = data;

  g_assert_cmpuint (sequence, >, test->last_sequence);
  test->last_sequence = sequence;
  g_array_append_val (test->values, *(int *) piece);
  free_piece (piece);
}

static void
finished (gpointer data,
          guint64 sequence,
          gpointer request,
          const GError *error)
{
  Test *test = data;

  g_assert_nonnull (request);
  if (error == NULL)
    g_assert_cmpuint (sequence, ==, test->last_sequence);
  else if (g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED))
    test->n_cancelled++;
  else
    {
      test->n_failed++;
      g_free (test->message);
      test->message = g_strdup (error->message);
    }
  test->n_finished++;
  if (test->frees_itself)
    g_clear_pointer (&test->job, smooth_render_job_free);
  if (test->job == NULL
      || (!smooth_render_job_is_busy (test->job) && test->n_steps == 0))
    g_main_loop_quit (test->loop);
}

static void
set_up (Test *test)
{
  const SmoothRenderFuncs funcs = { run, deliver, finished, free_request,
                                    free_piece };

  *test = (Test) { 0 };
  test->loop = g_main_loop_new (NULL, FALSE);
  test->values = g_array_new (FALSE, FALSE, sizeof (int));
  test->job = smooth_render_job_new (&funcs, test, NULL);
  g_assert_nonnull (test->job);
}

static void
tear_down (Test *test)
{
  smooth_render_job_free (test->job);
  g_main_loop_unref (test->loop);
  g_array_unref (test->values);
  g_free (test->message);
  g_assert_cmpint (n_requests, ==, 0);
  g_assert_cmpint (g_atomic_int_get (&n_pieces), ==, 0);
}

static guint64
ask (Test *test, Request *request, SmoothRenderManners manners)
{
  return smooth_render_job_request (test->job, request, manners);
}

static int
value_at (const Test *test, guint i)
{
  g_assert_cmpuint (i, <, test->values->len);
  return g_array_index (test->values, int, i);
}

static gboolean
on_step (gpointer data)
{
  Test *test = data;

  ask (test, request_new (N_STEPS - --test->n_steps, RENDER_MS),
       SMOOTH_RENDER_FINISHES);
  return test->n_steps > 0;
}

/* A hand that drags a slider for a second over a renderer of 100 ms. */
static void
test_slider (void)
{
  Test test;
  guint n;

  set_up (&test);
  test.n_steps = N_STEPS;
  g_timeout_add (STEP_MS, on_step, &test);
  g_main_loop_run (test.loop);
  n = test.values->len;
  g_test_message ("%u frames of %d steps", n, N_STEPS);
  g_assert_cmpuint (n, >=, 8);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (value_at (&test, i), >, value_at (&test, i - 1));
  g_assert_cmpint (value_at (&test, n - 1), ==, N_STEPS);
  g_assert_cmpint (test.n_cancelled, ==, 0);
  g_assert_cmpuint (test.last_sequence, ==, N_STEPS);
  tear_down (&test);
}

/* What runs is finished, of what waits only the latest stays. */
static void
test_latest_waits (void)
{
  Test test;

  set_up (&test);
  ask (&test, request_new (1, 50), SMOOTH_RENDER_FINISHES);
  g_usleep (20000);
  for (int i = 2; i <= 5; i++)
    g_assert_cmpuint (ask (&test, request_new (i, 1), SMOOTH_RENDER_FINISHES),
                      ==, i);
  g_main_loop_run (test.loop);
  g_assert_cmpuint (test.values->len, ==, 2);
  g_assert_cmpint (value_at (&test, 0), ==, 1);
  g_assert_cmpint (value_at (&test, 1), ==, 5);
  tear_down (&test);
}

static void
test_gives_way (void)
{
  Test test;
  gint64 start = g_get_monotonic_time ();

  set_up (&test);
  ask (&test, request_new (1, 60000), SMOOTH_RENDER_GIVES_WAY);
  g_usleep (20000);
  ask (&test, request_new (2, 1), SMOOTH_RENDER_FINISHES);
  g_main_loop_run (test.loop);
  g_assert_cmpint (test.n_cancelled, ==, 1);
  g_assert_cmpuint (test.values->len, ==, 1);
  g_assert_cmpint (value_at (&test, 0), ==, 2);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
  tear_down (&test);
}

static void
test_cancel (void)
{
  Test test;

  set_up (&test);
  ask (&test, request_new (1, 60000), SMOOTH_RENDER_FINISHES);
  g_usleep (20000);
  ask (&test, request_new (2, 1), SMOOTH_RENDER_FINISHES);
  smooth_render_job_cancel (test.job);
  g_main_loop_run (test.loop);
  g_assert_cmpint (test.n_cancelled, ==, 1);
  g_assert_cmpuint (test.values->len, ==, 0);

  /* It works on afterwards. */
  ask (&test, request_new (3, 1), SMOOTH_RENDER_FINISHES);
  g_main_loop_run (test.loop);
  g_assert_cmpint (value_at (&test, 0), ==, 3);
  tear_down (&test);
}

static void
test_error (void)
{
  Test test;
  Request *request = request_new (1, 1);

  request->fails = TRUE;
  set_up (&test);
  ask (&test, request, SMOOTH_RENDER_FINISHES);
  g_main_loop_run (test.loop);
  g_assert_cmpint (test.n_failed, ==, 1);
  g_assert_cmpstr (test.message, ==, "no memory left");
  ask (&test, request_new (2, 1), SMOOTH_RENDER_FINISHES);
  g_main_loop_run (test.loop);
  g_assert_cmpint (value_at (&test, 0), ==, 2);
  tear_down (&test);
}

/* Freed at every stage of a request's life: waiting, running, delivered. */
static void
test_free (void)
{
  for (int i = 0; i < 100; i++)
    {
      Test test;

      set_up (&test);
      if (i > 0)
        ask (&test, request_new (1, 3), SMOOTH_RENDER_FINISHES);
      ask (&test, request_new (2, i % 2 != 0 ? 0 : 60000),
           i % 3 != 0 ? SMOOTH_RENDER_FINISHES : SMOOTH_RENDER_GIVES_WAY);
      g_usleep (100 * i);
      if (i % 4 == 0)
        g_main_context_iteration (NULL, FALSE);
      tear_down (&test);
    }
}

static void
test_free_inside (void)
{
  Test test;

  set_up (&test);
  test.frees_itself = TRUE;
  ask (&test, request_new (1, 5), SMOOTH_RENDER_FINISHES);
  ask (&test, request_new (2, 5), SMOOTH_RENDER_FINISHES);
  g_main_loop_run (test.loop);
  g_assert_null (test.job);
  g_assert_cmpint (test.n_finished, ==, 1);
  tear_down (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render-job/slider", test_slider);
  g_test_add_func ("/render-job/latest-waits", test_latest_waits);
  g_test_add_func ("/render-job/gives-way", test_gives_way);
  g_test_add_func ("/render-job/cancel", test_cancel);
  g_test_add_func ("/render-job/error", test_error);
  g_test_add_func ("/render-job/free", test_free);
  g_test_add_func ("/render-job/free-inside", test_free_inside);
  return g_test_run ();
}
