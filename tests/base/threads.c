/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/threads.h, the pool of threads. A job is a set of tasks, each
 * of which may declare the span of memory that it touches. Every task is done
 * once, tasks that touch the same span are done in the order of their jobs, no
 * two tasks have the same thread number at the same time, and the pool works if
 * the system refuses a thread. Some counters are deliberately not atomic:
 * ThreadSanitizer reports them if the pool does not order what it should.
 */
#define _GNU_SOURCE /* for pthread_setattr_default_np */
#include "base/base.h"

#include "base/threads.h"
#include "support/measure.h"

#include <pthread.h>
#include <stdatomic.h>

#if defined(__GLIBC__)
#include <sys/resource.h>
#include <unistd.h>
#endif

#define MAX_THREADS 4
#define MAX_TASKS 1000

typedef struct
{
  int n_tasks, n_threads;
  int done[MAX_TASKS]; /* how often each task was done */
  /* For each thread number: how many tasks are running with it now, and how
   * many have run with it (not atomic). */
  atomic_int is_inside[MAX_THREADS];
  int seen[MAX_THREADS];
} Count;

static void
count_task (gpointer data, int task, int thread)
{
  Count *count = data;

  g_assert_cmpint (task, >=, 0);
  g_assert_cmpint (task, <, count->n_tasks);
  g_assert_cmpint (thread, >=, 0);
  g_assert_cmpint (thread, <, count->n_threads);
  g_assert_cmpint (atomic_fetch_add (&count->is_inside[thread], 1), ==, 0);
  count->done[task]++;
  count->seen[thread]++;
  atomic_fetch_sub (&count->is_inside[thread], 1);
}

/* Runs n_tasks tasks and checks that each was done once. */
static void
run_and_check (SmoothThreads *threads, int n_tasks)
{
  Count count = { .n_tasks = n_tasks,
                  .n_threads = smooth_threads_get_count (threads) };
  int n_seen = 0;

  smooth_threads_run (threads, n_tasks, count_task, &count);
  for (int i = 0; i < MAX_TASKS; i++)
    g_assert_cmpint (count.done[i], ==, i < n_tasks ? 1 : 0);
  for (int i = 0; i < MAX_THREADS; i++)
    n_seen += count.seen[i];
  g_assert_cmpint (n_seen, ==, n_tasks);
}

static void
test_counts (void)
{
  static const int n_tasks[] = { 0, 1, 2, 3, 17, MAX_TASKS };

  for (int n = 1; n <= MAX_THREADS; n++)
    {
      g_autoptr (SmoothThreads) threads = smooth_threads_new (n, NULL);

      g_assert_cmpint (smooth_threads_get_count (threads), ==, n);
      for (gsize i = 0; i < G_N_ELEMENTS (n_tasks); i++)
        run_and_check (threads, n_tasks[i]);
    }
}

/* Runs many jobs of a few tasks, with pauses after some in which the threads
 * fall asleep.
 */
static void
test_many_runs (void)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (3, NULL);

  for (int i = 0; i < 3000; i++)
    {
      run_and_check (threads, i % 7);
      if (i % 300 == 0)
        g_usleep (2000);
    }
}

/* A task that waits until another task of the same job has begun. Both end only
 * if two threads work at the same time. */
static void
meet (gpointer data, int task G_GNUC_UNUSED, int thread G_GNUC_UNUSED)
{
  atomic_int *n_there = data;

  atomic_fetch_add (n_there, 1);
  while (atomic_load (n_there) < 2)
    g_thread_yield ();
}

static void
test_side_by_side (void)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (2, NULL);
  atomic_int n_there = 0;

  smooth_threads_run (threads, 2, meet, &n_there);
  g_assert_cmpint (n_there, ==, 2);
}

/* Data for test_order: a row of N_CELLS counters, each of which every job
 * raises by one. Each job divides the row into ranges of its own; the tasks of
 * a job form a table with two rows, and with a column for each range. */
#define N_CELLS 64
#define N_JOBS 3000

typedef struct
{
  int job;
  int n_ranges;
  int starts[N_CELLS + 1]; /* where the ranges begin; the last one is N_CELLS */
  int *cells; /* not atomic, so that ThreadSanitizer watches them */
} Pass;

/* Tells the pool which counters a task touches: the range of its column. */
static SmoothThreadsSpan
touch_range (gconstpointer data, int column)
{
  const Pass *pass = data;

  return (SmoothThreadsSpan) { pass->starts[column], pass->starts[column + 1] };
}

static void
raise_range (gpointer data, int task, int thread G_GNUC_UNUSED)
{
  const Pass *pass = data;
  const int row = task / pass->n_ranges;
  const SmoothThreadsSpan range = touch_range (data, task % pass->n_ranges);

  /* A job has two tasks for each range, in two rows. Only the task in the
   * second row does anything, since tasks of the same job are not ordered. */
  for (int i = range.first; i < range.end && row == 1; i++)
    g_assert_cmpint (pass->cells[i], ==, pass->job);
  if (pass->job % 8 == 0)
    g_thread_yield ();
  for (int i = range.first; i < range.end && row == 1; i++)
    pass->cells[i]++;
}

static void
pick_ranges (GRand *rand, Pass *pass)
{
  pass->n_ranges = 0;
  pass->starts[0] = 0;
  while (pass->starts[pass->n_ranges] < N_CELLS)
    {
      const int n = g_rand_int_range (rand, 1, N_CELLS / 2);
      const int end = pass->starts[pass->n_ranges++] + n;

      pass->starts[pass->n_ranges] = MIN (N_CELLS, end);
    }
}

/* No task may run before a task of an earlier job that touches the same
 * counters. So each task must find the number of its job in its counters. */
static void
test_order (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  g_autofree Pass *passes = g_new (Pass, SMOOTH_THREADS_MAX_JOBS);

  for (int n = 1; n <= MAX_THREADS; n++)
    {
      g_autoptr (SmoothThreads) threads = smooth_threads_new (n, NULL);
      int cells[N_CELLS] = { 0 };

      for (int i = 0; i < N_JOBS; i++)
        {
          Pass *pass = &passes[i % SMOOTH_THREADS_MAX_JOBS];
          SmoothJob job = { raise_range, touch_range, pass, 2, 0 };

          pick_ranges (rand, pass);
          pass->job = i;
          pass->cells = cells;
          job.n_columns = pass->n_ranges;
          smooth_threads_add (threads, &job);
          if (i % 100 == 0)
            smooth_threads_finish (threads);
        }
      smooth_threads_finish (threads);
      for (int i = 0; i < N_CELLS; i++)
        g_assert_cmpint (cells[i], ==, N_JOBS);
    }
}

static void
count_done (gpointer data, int task G_GNUC_UNUSED, int thread G_GNUC_UNUSED)
{
  atomic_fetch_add ((atomic_int *) data, 1);
}

/* Adds jobs of one to three tasks, many more than the queue has room for. The
 * queue gives the place of a job to a later one. Before it does, all tasks of
 * the job must have been done, and each only once. */
static void
test_small_jobs (void)
{
  for (int n = 1; n <= MAX_THREADS; n++)
    {
      g_autoptr (SmoothThreads) threads = smooth_threads_new (n, NULL);
      atomic_int done[SMOOTH_THREADS_MAX_JOBS] = { 0 };
      int wanted[SMOOTH_THREADS_MAX_JOBS] = { 0 };

      for (int i = 0; i < 20 * N_JOBS; i++)
        {
          const int at = i % SMOOTH_THREADS_MAX_JOBS;
          SmoothJob job = { count_done, NULL, &done[at], 1, 1 + i % 3 };

          g_assert_cmpint (atomic_load (&done[at]), ==, wanted[at]);
          wanted[at] += job.n_columns;
          smooth_threads_add (threads, &job);
          if (i % 1000 == 0)
            g_usleep (200);
        }
      smooth_threads_finish (threads);
      for (int i = 0; i < SMOOTH_THREADS_MAX_JOBS; i++)
        g_assert_cmpint (atomic_load (&done[i]), ==, wanted[i]);
    }
}

/* Threads beyond the limit do no tasks; they take part again when the limit is
 * raised.
 */
static void
test_limits (void)
{
  static const int limits[] = { 2, 1, 3, MAX_THREADS, 1, 2 * MAX_THREADS, 0 };
  g_autoptr (SmoothThreads) threads = smooth_threads_new (MAX_THREADS, NULL);

  for (int i = 0; i < 50 * (int) G_N_ELEMENTS (limits); i++)
    {
      const int limit = limits[i % G_N_ELEMENTS (limits)];
      Count count = { .n_tasks = MAX_TASKS, .n_threads = MAX_THREADS };

      smooth_threads_set_limit (threads, limit);
      smooth_threads_run (threads, MAX_TASKS, count_task, &count);
      for (int k = 0; k < MAX_TASKS; k++)
        g_assert_cmpint (count.done[k], ==, 1);
      for (int k = MAX (limit, 1); k < MAX_THREADS; k++)
        g_assert_cmpint (count.seen[k], ==, 0);
    }
  g_assert_cmpint (smooth_threads_get_count (threads), ==, MAX_THREADS);
}

#if defined(__GLIBC__)
#define STACK_BYTES ((gsize) 1 << 30)

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED TRUE
#else
#define IS_SANITIZED FALSE
#endif

/* Sets the size of the stacks of all threads that are started from now on. */
static void
set_stack (gsize n_bytes)
{
  pthread_attr_t attributes;

  pthread_attr_init (&attributes);
  g_assert_cmpint (pthread_attr_setstacksize (&attributes, n_bytes), ==, 0);
  g_assert_cmpint (pthread_setattr_default_np (&attributes), ==, 0);
  pthread_attr_destroy (&attributes);
}

/* Lets the process have n_bytes of address space more than it has now. */
static void
limit_space (gsize n_bytes)
{
  g_autofree char *text = NULL;
  struct rlimit limit;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  limit.rlim_cur = limit.rlim_max =
    g_ascii_strtoull (text, NULL, 10) * sysconf (_SC_PAGESIZE) + n_bytes;
  g_assert_cmpint (setrlimit (RLIMIT_AS, &limit), ==, 0);
}

/* If the system refuses some threads, the pool has fewer. The process gets
 * address space for the stacks of n_stacks and a half threads only. */
static void
check_refused (int n_stacks)
{
  g_autoptr (SmoothThreads) threads = NULL;
  g_autoptr (GError) error = NULL;

  set_stack (STACK_BYTES);
  limit_space (n_stacks * STACK_BYTES + STACK_BYTES / 2);
  threads = smooth_threads_new (MAX_THREADS, &error);
  g_assert_no_error (error);
  g_assert_cmpint (smooth_threads_get_count (threads), ==, 1 + n_stacks);
  for (int i = 0; i < 100; i++)
    run_and_check (threads, MAX_TASKS);
}

/* Runs check_refused in a process of its own, whose limits end with it. */
static void
test_refused (gconstpointer data)
{
  if (g_test_subprocess ())
    {
      check_refused (GPOINTER_TO_INT (data));
      return;
    }
  /* An emulator does not limit address space. */
  if (test_skip_emulated ())
    return;
  if (g_getenv ("SMOOTH_SANITIZED") != NULL || IS_SANITIZED)
    {
      g_test_skip ("a sanitizer needs address space without a limit");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}
#endif

/* A pool that is never used can be freed. */
static void
test_unused (void)
{
  for (int i = 0; i < 100; i++)
    smooth_threads_free (smooth_threads_new (MAX_THREADS, NULL));
  smooth_threads_free (NULL);
}

void
test_threads_add (void)
{
  g_test_add_func ("/threads/counts", test_counts);
  g_test_add_func ("/threads/many-runs", test_many_runs);
  g_test_add_func ("/threads/side-by-side", test_side_by_side);
  g_test_add_func ("/threads/order", test_order);
  g_test_add_func ("/threads/small-jobs", test_small_jobs);
  g_test_add_func ("/threads/limits", test_limits);
#if defined(__GLIBC__)
  g_test_add_data_func ("/threads/refused-all", GINT_TO_POINTER (0),
                        test_refused);
  g_test_add_data_func ("/threads/refused-some", GINT_TO_POINTER (2),
                        test_refused);
#endif
  g_test_add_func ("/threads/unused", test_unused);
}
