/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/task-queue.h, the queue of the thread pool. One thread plays
 * all threads of a pool: it takes tasks under their numbers and notes them as
 * done in a random order. So the queue's state is known at each step, and is
 * compared with what the promises in base/threads.h mean for each single task.
 */
#include "base/base.h"

#include "base/task-queue.h"
#include "support/measure.h"

#define MAX_COLUMNS 12
#define MAX_ROWS 3
#define MAX_THREADS 256
#define N_JOBS 100
#define N_TRIALS 18

/* The width of the row of things that the tasks touch. */
#define WIDTH 1000

/* A job, and which of its tasks were taken and done. */
typedef struct
{
  int n_columns, n_rows;
  gboolean has_touch;
  SmoothThreadsSpan spans[MAX_COLUMNS]; /* what each column touches */
  gboolean is_taken[MAX_COLUMNS * MAX_ROWS];
  int n_done[MAX_COLUMNS]; /* tasks of each column that are done */
} Grid;

/* What a thread is doing; part is NULL if it does nothing. */
typedef struct
{
  SmoothTaskQueuePart *part;
  int task;
} Hand;

typedef struct
{
  SmoothTaskQueue queue;
  Grid grids[N_JOBS];
  int n_added;
  int n_threads;
  Hand hands[MAX_THREADS];
} Trial;

static SmoothThreadsSpan
touch_column (gconstpointer data, int column)
{
  return ((const Grid *) data)->spans[column];
}

/* Whether a task in a column of job number later must wait until those in
 * another column of job number earlier are done. */
static gboolean
must_wait (const Trial *trial, int later, int column, int earlier, int other)
{
  const Grid *a = &trial->grids[earlier];
  const Grid *b = &trial->grids[later];

  return !a->has_touch || !b->has_touch
         || (a->spans[other].first < b->spans[column].end
             && b->spans[column].first < a->spans[other].end);
}

/* Whether everything is done for which tasks in this column of job number n
 * must wait. */
static gboolean
may_begin (const Trial *trial, int n, int column)
{
  for (int i = MAX (0, n - SMOOTH_THREADS_MAX_JOBS); i < n; i++)
    for (int k = 0; k < trial->grids[i].n_columns; k++)
      if (trial->grids[i].n_done[k] < trial->grids[i].n_rows
          && must_wait (trial, n, column, i, k))
        return FALSE;
  return TRUE;
}

/* The tasks that the queue offers are those that may begin: none that must
 * wait, and none is held back. */
static void
check_ready (Trial *trial)
{
  int n_ready = 0;

  for (int i = MAX (0, trial->n_added - SMOOTH_THREADS_MAX_JOBS);
       i < trial->n_added; i++)
    {
      const Grid *grid = &trial->grids[i];

      for (int task = 0; task < grid->n_columns * grid->n_rows; task++)
        if (!grid->is_taken[task])
          n_ready += may_begin (trial, i, task % grid->n_columns);
    }
  g_assert_cmpint (atomic_load (&trial->queue.n_ready), ==, n_ready);
}

/* Adds the next job, if the ring buffer has room for it. */
static void
add (Trial *trial)
{
  Grid *grid = &trial->grids[trial->n_added];
  const SmoothJob job = { .touch = grid->has_touch ? touch_column : NULL,
                          .data = grid,
                          .n_rows = grid->n_rows,
                          .n_columns = grid->n_columns };
  SmoothTaskQueueEntry *entry =
    smooth_task_queue_get_entry (&trial->queue, trial->queue.n_jobs);

  if (trial->n_added == N_JOBS || atomic_load (&entry->n_left) > 0)
    return;
  smooth_task_queue_append (&trial->queue, &job);
  trial->n_added++;
}

/* Lets an idle thread take a task if one is ready. */
static void
take (Trial *trial, int thread)
{
  Hand *hand = &trial->hands[thread];
  Grid *grid;

  hand->part = smooth_task_queue_take (&trial->queue, thread, &hand->task);
  if (hand->part == NULL)
    {
      g_assert_cmpint (atomic_load (&trial->queue.n_ready), ==, 0);
      return;
    }
  grid = hand->part->entry->job.data;
  g_assert_cmpint (hand->task, >=, 0);
  g_assert_cmpint (hand->task, <, grid->n_columns * grid->n_rows);
  g_assert_false (grid->is_taken[hand->task]);
  grid->is_taken[hand->task] = TRUE;
}

static void
finish (Trial *trial, int thread)
{
  Hand *hand = &trial->hands[thread];
  Grid *grid = hand->part->entry->job.data;

  grid->n_done[hand->task % grid->n_columns]++;
  smooth_task_queue_note_done (&trial->queue, hand->part);
  hand->part = NULL;
}

static Trial *
trial_new (int n_threads)
{
  Trial *trial = g_new0 (Trial, 1);

  g_assert_true (smooth_task_queue_init (&trial->queue, n_threads));
  trial->n_threads = n_threads;
  return trial;
}

/* Checks that all tasks were done, and frees trial. */
static void
trial_end (Trial *trial)
{
  g_assert_cmpint (trial->n_added, ==, N_JOBS);
  g_assert_cmpint (atomic_load (&trial->queue.n_left), ==, 0);
  smooth_task_queue_clear (&trial->queue);
  g_free (trial);
}

/* Makes a job of random size. Its columns touch ranges of random places, whose
 * ends do not decrease; there may be gaps, overlaps and empty ranges. */
static void
make_random (GRand *rand, Grid *grid)
{
  const int step = 2 * WIDTH / MAX_COLUMNS;
  int first = g_rand_int_range (rand, 0, WIDTH / 2);
  int end = first;

  grid->n_columns = g_rand_int_range (rand, 1, MAX_COLUMNS + 1);
  grid->n_rows = g_rand_int_range (rand, 1, MAX_ROWS + 1);
  grid->has_touch = g_rand_int_range (rand, 0, 10) > 0;
  for (int i = 0; i < grid->n_columns; i++)
    {
      const int width = g_rand_int_range (rand, 0, step);

      first += g_rand_int_range (rand, 0, step);
      end = MAX (end, first + width);
      grid->spans[i] = (SmoothThreadsSpan) { first, end };
    }
}

/* In random jobs, exactly those tasks are ready at each step that may begin. */
static void
test_ready (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = test_get_first (N_TRIALS); i < N_TRIALS; i += test_get_step ())
    {
      Trial *trial = trial_new (1 + i % 9);

      for (int k = 0; k < N_JOBS; k++)
        make_random (rand, &trial->grids[k]);
      while (trial->n_added < N_JOBS || atomic_load (&trial->queue.n_left) > 0)
        {
          const int thread = g_rand_int_range (rand, 0, trial->n_threads);

          if (trial->n_added == 0 || g_rand_int_range (rand, 0, 8) == 0)
            add (trial);
          else if (trial->hands[thread].part != NULL)
            finish (trial, thread);
          else
            take (trial, thread);
          check_ready (trial);
        }
      trial_end (trial);
    }
}

/* Makes a job as a layer of a network has them: columns side by side, with an
 * eighth of a column as halo. Now and then comes a job with fewer columns, as
 * smaller octaves have. */
static void
make_layer (int n, Grid *grid)
{
  static const int n_columns[] = { 7, 7, 7, 12, 7, 4, 4, 1, 2, 7 };
  const int across = n_columns[n % G_N_ELEMENTS (n_columns)];
  const int halo = WIDTH / across / 8;

  grid->n_columns = across;
  grid->n_rows = MAX_ROWS;
  grid->has_touch = TRUE;
  for (int i = 0; i < across; i++)
    grid->spans[i] = (SmoothThreadsSpan) { WIDTH * i / across - halo,
                                           WIDTH * (i + 1) / across + halo };
}

/* Does the jobs of a network with n_threads threads that work equally fast.
 * Returns how many parts, jobs and words the queue has looked at for each task,
 * and writes how often the lock was taken for each. */
static double
count_work (int n_threads, double *n_locked)
{
  Trial *trial = trial_new (n_threads);
  double n_tasks = 0, n_looked;

  for (int i = 0; i < N_JOBS; i++)
    {
      make_layer (i, &trial->grids[i]);
      n_tasks += trial->grids[i].n_columns * trial->grids[i].n_rows;
    }
  while (trial->n_added < N_JOBS || atomic_load (&trial->queue.n_left) > 0)
    {
      add (trial);
      for (int i = 0; i < n_threads; i++)
        if (trial->hands[i].part != NULL)
          finish (trial, i);
        else
          take (trial, i);
    }
  n_looked = trial->queue.n_looked / n_tasks;
  *n_locked = trial->queue.n_locked / n_tasks;
  trial_end (trial);
  return n_looked;
}

/* The work of finding tasks does not grow with the number of threads, apart
 * from a word of bits for 64 threads each. */
static void
test_work (void)
{
  static const int n_threads[] = { 2, 8, 64, MAX_THREADS };
  double n_locked;
  const double n_wanted = count_work (1, &n_locked);

  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      const double n_looked = count_work (n_threads[i], &n_locked);

      g_test_message (
        "%d threads: looked at %.1f, took the lock %.2f times for "
        "a task",
        n_threads[i], n_looked, n_locked);
      g_assert_cmpfloat (n_looked, <=, n_wanted + 1 + n_threads[i] / 64.0);
      g_assert_cmpfloat (n_looked, <=, 20);
      g_assert_cmpfloat (n_locked, <=, 2);
    }
}

void
test_task_queue_add (void)
{
  g_test_add_func ("/task-queue/ready", test_ready);
  g_test_add_func ("/task-queue/work", test_work);
}
