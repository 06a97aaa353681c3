/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the worker: of the requests that wait the latest one is computed,
 * one that was begun is finished, updates come in order, and the worker may be
 * freed at any moment. The program is compiled a second time with
 * ThreadSanitizer.
 *
 * The tests do not depend on the clock: computing a request takes until a later
 * one was made, and a test that needs a request to be computed waits until that
 * has begun.
 */
#include <smooth-ui/worker-thread.h>

#include <smooth/error.h>

#define N_STEPS 60
#define STEP_MS (1000 / N_STEPS)
/* How many steps the slider moves while a frame is computed. */
#define RENDER_STEPS 6
/* How many steps the slider may be ahead of the frame that is computed. */
#define AHEAD_STEPS 12
#define POLL_MS 1 /* how often a thread checks what it waits for */
#define AT_ONCE 0
#define NEVER G_MAXINT
#define TIMEOUT_US (60 * G_USEC_PER_SEC) /* how long a test waits at most */

typedef struct
{
  int value;
  gboolean fails;
  /* the request is computed until a request with this value was made */
  int until;
} Request;

typedef struct
{
  SmoothWorker *worker;
  GMainLoop *loop;
  GArray *values; /* elements of type int, in the order of delivery */
  int n_finished, n_failed, n_cancelled;
  guint64 last_sequence;
  char *message;
  int n_steps;
  gboolean frees_itself;
  /* The value of the latest request that was made, and of the latest one whose
   * computing has begun; atomic. */
  int asked, started;
} Test;

/* Counts the requests that were made and not yet freed; used by the main
 * thread. */
static int n_requests;
static int n_updates; /* updates that are not freed; atomic */

static Request *
request_new (int value, int until)
{
  Request *request = g_new0 (Request, 1);

  request->value = value;
  request->until = until;
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
free_update (gpointer update)
{
  g_atomic_int_add (&n_updates, -1);
  g_free (update);
}

static gboolean
run (gpointer data,
     gpointer request_data,
     SmoothWorkerTask *task,
     GError **error)
{
  Test *test = data;
  const Request *request = request_data;
  int *update;

  g_atomic_int_set (&test->started, request->value);
  while (g_atomic_int_get (&test->asked) < request->until)
    {
      if (!smooth_worker_task_check (task, error))
        return FALSE;
      g_usleep (POLL_MS * 1000);
    }
  if (request->fails)
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                           "no memory left");
      return FALSE;
    }
  g_atomic_int_inc (&n_updates);
  update = g_new (int, 1);
  *update = request->value;
  smooth_worker_task_post (task, update);
  return TRUE;
}

static void
deliver (gpointer data, guint64 sequence, gpointer update)
{
  Test *test = data;

  g_assert_cmpuint (sequence, >, test->last_sequence);
  test->last_sequence = sequence;
  g_array_append_val (test->values, *(int *) update);
  free_update (update);
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
    g_clear_pointer (&test->worker, smooth_worker_free);
  if (test->worker == NULL
      || (!smooth_worker_is_busy (test->worker) && test->n_steps == 0))
    g_main_loop_quit (test->loop);
}

static void
set_up (Test *test)
{
  const SmoothWorkerFuncs funcs = { run, deliver, finished, free_request,
                                    free_update };

  *test = (Test) { 0 };
  test->loop = g_main_loop_new (NULL, FALSE);
  test->values = g_array_new (FALSE, FALSE, sizeof (int));
  test->worker = smooth_worker_new (&funcs, test, NULL);
  g_assert_nonnull (test->worker);
}

static void
tear_down (Test *test)
{
  smooth_worker_free (test->worker);
  g_main_loop_unref (test->loop);
  g_array_unref (test->values);
  g_free (test->message);
  g_assert_cmpint (n_requests, ==, 0);
  g_assert_cmpint (g_atomic_int_get (&n_updates), ==, 0);
}

static guint64
ask (Test *test, Request *request, SmoothWorkerPriority priority)
{
  const int value = request->value;
  const guint64 sequence =
    smooth_worker_request (test->worker, request, priority);

  g_atomic_int_set (&test->asked, value);
  return sequence;
}

static void
wait_until_started (Test *test, int value)
{
  const gint64 end = g_get_monotonic_time () + TIMEOUT_US;

  while (g_atomic_int_get (&test->started) < value)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (POLL_MS * 1000);
    }
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
  const int value = N_STEPS - test->n_steps + 1;

  /* On a busy machine the worker may get no processor time, so the slider waits
   * for it. */
  if (value - g_atomic_int_get (&test->started) > AHEAD_STEPS)
    return G_SOURCE_CONTINUE;
  test->n_steps--;
  ask (test, request_new (value, MIN (value + RENDER_STEPS, N_STEPS)),
       SMOOTH_WORKER_FOREGROUND);
  return test->n_steps > 0;
}

/* A slider is dragged for a second; computing a frame takes a tenth of a
 * second. */
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
  g_assert_cmpuint (n, >=, N_STEPS / AHEAD_STEPS);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (value_at (&test, i), >, value_at (&test, i - 1));
  g_assert_cmpint (value_at (&test, n - 1), ==, N_STEPS);
  g_assert_cmpint (test.n_cancelled, ==, 0);
  g_assert_cmpuint (test.last_sequence, ==, N_STEPS);
  tear_down (&test);
}

/* The request that is being computed is finished; of those that wait the latest
 * one stays. */
static void
test_latest_waits (void)
{
  Test test;

  set_up (&test);
  ask (&test, request_new (1, 5), SMOOTH_WORKER_FOREGROUND);
  wait_until_started (&test, 1);
  for (int i = 2; i <= 5; i++)
    g_assert_cmpuint (
      ask (&test, request_new (i, AT_ONCE), SMOOTH_WORKER_FOREGROUND), ==, i);
  g_main_loop_run (test.loop);
  g_assert_cmpuint (test.values->len, ==, 2);
  g_assert_cmpint (value_at (&test, 0), ==, 1);
  g_assert_cmpint (value_at (&test, 1), ==, 5);
  tear_down (&test);
}

static void
test_background (void)
{
  Test test;

  set_up (&test);
  ask (&test, request_new (1, NEVER), SMOOTH_WORKER_BACKGROUND);
  wait_until_started (&test, 1);
  ask (&test, request_new (2, AT_ONCE), SMOOTH_WORKER_FOREGROUND);
  g_main_loop_run (test.loop);
  g_assert_cmpint (test.n_cancelled, ==, 1);
  g_assert_cmpuint (test.values->len, ==, 1);
  g_assert_cmpint (value_at (&test, 0), ==, 2);
  tear_down (&test);
}

static void
test_cancel (void)
{
  Test test;

  set_up (&test);
  ask (&test, request_new (1, NEVER), SMOOTH_WORKER_FOREGROUND);
  wait_until_started (&test, 1);
  ask (&test, request_new (2, AT_ONCE), SMOOTH_WORKER_FOREGROUND);
  smooth_worker_cancel (test.worker);
  g_main_loop_run (test.loop);
  g_assert_cmpint (test.n_cancelled, ==, 1);
  g_assert_cmpuint (test.values->len, ==, 0);

  /* After its requests were cancelled the worker can be used again. */
  ask (&test, request_new (3, AT_ONCE), SMOOTH_WORKER_FOREGROUND);
  g_main_loop_run (test.loop);
  g_assert_cmpint (value_at (&test, 0), ==, 3);
  tear_down (&test);
}

static void
test_error (void)
{
  Test test;
  Request *request = request_new (1, AT_ONCE);

  request->fails = TRUE;
  set_up (&test);
  ask (&test, request, SMOOTH_WORKER_FOREGROUND);
  g_main_loop_run (test.loop);
  g_assert_cmpint (test.n_failed, ==, 1);
  g_assert_cmpstr (test.message, ==, "no memory left");
  ask (&test, request_new (2, AT_ONCE), SMOOTH_WORKER_FOREGROUND);
  g_main_loop_run (test.loop);
  g_assert_cmpint (value_at (&test, 0), ==, 2);
  tear_down (&test);
}

/* The worker is freed while a request waits, is computed, and is delivered. */
static void
test_free (void)
{
  for (int i = 0; i < 100; i++)
    {
      Test test;

      set_up (&test);
      if (i > 0)
        ask (&test, request_new (1, 2), SMOOTH_WORKER_FOREGROUND);
      ask (&test, request_new (2, i % 2 != 0 ? AT_ONCE : NEVER),
           i % 3 != 0 ? SMOOTH_WORKER_FOREGROUND : SMOOTH_WORKER_BACKGROUND);
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
  ask (&test, request_new (1, AT_ONCE), SMOOTH_WORKER_FOREGROUND);
  ask (&test, request_new (2, AT_ONCE), SMOOTH_WORKER_FOREGROUND);
  g_main_loop_run (test.loop);
  g_assert_null (test.worker);
  g_assert_cmpint (test.n_finished, ==, 1);
  tear_down (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker-thread/slider", test_slider);
  g_test_add_func ("/worker-thread/latest-waits", test_latest_waits);
  g_test_add_func ("/worker-thread/background", test_background);
  g_test_add_func ("/worker-thread/cancel", test_cancel);
  g_test_add_func ("/worker-thread/error", test_error);
  g_test_add_func ("/worker-thread/free", test_free);
  g_test_add_func ("/worker-thread/free-inside", test_free_inside);
  return g_test_run ();
}
