/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The task queue (see queue.h): choosing a task, waiting for the tasks that it
 * depends on, adding jobs.
 */
#include "base/queue.h"

#include <string.h>

#include "base/system.h"

static void
lock (SmoothQueue *queue)
{
  for (int i = 0; atomic_flag_test_and_set (&queue->lock); i++)
    if (i < SMOOTH_QUEUE_SPINS)
      smooth_queue_relax ();
    else
      smooth_system_yield ();
}

static void
unlock (SmoothQueue *queue)
{
  atomic_flag_clear (&queue->lock);
}

SmoothQueueEntry *
smooth_queue_get_entry (SmoothQueue *queue, gulong job)
{
  return &queue->entries[job % SMOOTH_THREADS_MAX_JOBS];
}

static gboolean
overlap (SmoothThreadsSpan a, SmoothThreadsSpan b)
{
  return a.first < b.end && b.first < a.end;
}

/* Every job's columns of tasks are divided into parts, one for each thread.
 * Returns whether the parts of thread number owner still have a task that
 * nobody has taken. Moves that thread's entry in queue->progress to the job of
 * its next task, past the jobs in which its part has none left. */
static gboolean
find_next (SmoothQueue *queue, int owner)
{
  SmoothQueueProgress *progress = &queue->progress[owner];

  for (; progress->job < queue->n_jobs; progress->job++, progress->task = 0)
    {
      const SmoothQueueEntry *entry =
        smooth_queue_get_entry (queue, progress->job);
      const SmoothQueuePart *mine = &entry->parts[owner];

      if (progress->task < (mine->end - mine->first) * entry->job.n_rows)
        return TRUE;
    }
  return FALSE;
}

/* Returns the number, within its job, of the next task in the parts of thread
 * number owner; find_next () has found the job. */
static int
get_task (SmoothQueue *queue, int owner)
{
  const SmoothQueueProgress *progress = &queue->progress[owner];
  const SmoothQueueEntry *entry = smooth_queue_get_entry (queue, progress->job);
  const SmoothQueuePart *mine = &entry->parts[owner];
  const int n_columns = mine->end - mine->first;

  return progress->task / n_columns * entry->job.n_columns + mine->first
         + progress->task % n_columns;
}

/* Returns the span (see threads.h) that the next task in the parts of thread
 * number owner reads and writes; everything if the job does not say it. */
static SmoothThreadsSpan
get_span (SmoothQueue *queue, int owner)
{
  const SmoothJob *job =
    &smooth_queue_get_entry (queue, queue->progress[owner].job)->job;

  if (job->touch == NULL)
    return (SmoothThreadsSpan) { G_MININT, G_MAXINT };
  return job->touch (job->data, get_task (queue, owner) % job->n_columns);
}

/* Whether a job before number job may still have a task that nobody has taken
 * and that reads or writes something in span, judged by the spans of whole
 * parts. A task of that job which touches span must not begin before it. */
static gboolean
must_follow_untaken (SmoothQueue *queue, gulong job, SmoothThreadsSpan span)
{
  for (int owner = 0; owner < queue->n_active; owner++)
    for (gulong j = find_next (queue, owner) ? queue->progress[owner].job : job;
         j < job; j++)
      {
        const SmoothQueuePart *other =
          &smooth_queue_get_entry (queue, j)->parts[owner];

        if (other->first < other->end && overlap (other->span, span))
          return TRUE;
      }
  return FALSE;
}

/* Finds the tasks of other threads for which the task in running has to wait:
 * those that are being executed, belong to earlier jobs, and have spans that
 * overlap its own. The caller has set its job and span. Writes the serials of
 * these tasks to running->wait_for, and returns whether there are any. */
static gboolean
find_dependencies (SmoothQueue *queue, SmoothQueueRunning *running)
{
  gboolean found = FALSE;

  for (int i = 0; i < queue->n_active; i++)
    {
      SmoothQueueRunning *other = &queue->running[i];
      const gulong serial = atomic_load (&other->serial);
      const gboolean depends = serial != 0 && other->job < running->job
                               && overlap (other->span, running->span);

      running->wait_for[i] = depends ? serial : 0;
      found = found || depends;
    }
  return found;
}

/* Writes to running the job, span and dependencies of the next task in the
 * parts of thread number owner. Returns whether there is such a task and it can
 * begin at once. */
static gboolean
try_owner (SmoothQueue *queue, int owner, SmoothQueueRunning *running)
{
  if (!find_next (queue, owner))
    return FALSE;
  running->job = queue->progress[owner].job;
  running->span = get_span (queue, owner);
  return !find_dependencies (queue, running)
         && !must_follow_untaken (queue, running->job, running->span);
}

/* Chooses from which thread's parts of the jobs the calling thread, number
 * thread, takes its next task, and returns that thread's number. It is the
 * calling thread itself if its own next task can begin at once, or else the
 * next thread for which this holds. If every task must wait, it is the thread
 * whose next task belongs to the earliest job. All tasks of the jobs before
 * that one have been taken, so the calling thread waits only for tasks that are
 * being executed, never for ever. */
static int
choose_owner (SmoothQueue *queue, int thread)
{
  SmoothQueueRunning *running = &queue->running[thread];
  int last = -1;

  for (int i = 0; i < queue->n_active; i++)
    if (try_owner (queue, (thread + i) % queue->n_active, running))
      return (thread + i) % queue->n_active;
  for (int i = 0; i < queue->n_active; i++)
    if (find_next (queue, i)
        && (last < 0 || queue->progress[i].job < queue->progress[last].job))
      last = i;
  try_owner (queue, last, running);
  return last;
}

/* Does the same as smooth_queue_take (), but does not wait until the task may
 * begin. */
static SmoothQueueEntry *
take_task (SmoothQueue *queue, int thread, int *task)
{
  SmoothQueueRunning *running = &queue->running[thread];
  SmoothQueueEntry *entry = NULL;

  if (atomic_load (&queue->n_open) == 0)
    return NULL;
  lock (queue);
  if (thread < queue->n_active && atomic_load (&queue->n_open) > 0)
    {
      const int owner = choose_owner (queue, thread);

      entry = smooth_queue_get_entry (queue, running->job);
      *task = get_task (queue, owner);
      queue->progress[owner].task++;
      atomic_store (&running->serial, ++queue->n_taken);
      atomic_fetch_sub (&queue->n_open, 1);
    }
  unlock (queue);
  return entry;
}

static void
wait_for_dependencies (SmoothQueue *queue, const SmoothQueueRunning *running)
{
  for (int i = 0; i < queue->n_active; i++)
    for (int n = 0;
         running->wait_for[i] != 0
         && atomic_load (&queue->running[i].serial) == running->wait_for[i];
         n++)
      if (n < SMOOTH_QUEUE_SPINS)
        smooth_queue_relax ();
      else
        smooth_system_yield ();
}

SmoothQueueEntry *
smooth_queue_take (SmoothQueue *queue, int thread, int *task)
{
  SmoothQueueEntry *entry = take_task (queue, thread, task);

  if (entry != NULL)
    wait_for_dependencies (queue, &queue->running[thread]);
  return entry;
}

void
smooth_queue_note_done (SmoothQueue *queue, int thread, SmoothQueueEntry *entry)
{
  atomic_store (&queue->running[thread].serial, 0);
  atomic_fetch_sub (&entry->n_left, 1);
  atomic_fetch_sub (&queue->n_left, 1);
}

/* Divides the columns of the job's grid of tasks among the active threads, and
 * finds the span that the tasks of each thread's part read and write. */
static void
cut_into_parts (const SmoothQueue *queue,
                const SmoothJob *job,
                SmoothQueuePart *parts)
{
  const int count = queue->n_active;
  const int n = job->n_columns;

  for (int i = 0; i < count; i++)
    {
      SmoothQueuePart *part = &parts[i];

      /* Every thread gets the same number of columns, up to rounding. */
      part->first = (int) (((gint64) n * i + count / 2) / count);
      part->end = (int) (((gint64) n * (i + 1) + count / 2) / count);
      part->span = (SmoothThreadsSpan) { G_MININT, G_MAXINT };
      if (job->touch == NULL || part->first == part->end)
        continue;
      part->span.first = job->touch (job->data, part->first).first;
      part->span.end = job->touch (job->data, part->end - 1).end;
    }
}

void
smooth_queue_append (SmoothQueue *queue, const SmoothJob *job)
{
  SmoothQueueEntry *entry = smooth_queue_get_entry (queue, queue->n_jobs);
  const int n_tasks = job->n_rows * job->n_columns;

  lock (queue);
  /* The new job takes over the ring buffer's entry of an old job that is done.
   * So every thread's progress is moved past that old job first. */
  for (int owner = 0; owner < queue->n_active; owner++)
    find_next (queue, owner);
  entry->job = *job;
  cut_into_parts (queue, job, entry->parts);
  atomic_store (&entry->n_left, n_tasks);
  queue->n_jobs++;
  atomic_fetch_add (&queue->n_left, n_tasks);
  atomic_fetch_add (&queue->n_open, n_tasks);
  unlock (queue);
}

void
smooth_queue_set_n_active (SmoothQueue *queue, int n_active)
{
  lock (queue);
  /* As every job is done, all threads continue with the job that is added next.
   */
  for (int owner = 0; owner < queue->count; owner++)
    queue->progress[owner] = (SmoothQueueProgress) { queue->n_jobs, 0 };
  queue->n_active = n_active;
  unlock (queue);
}

gboolean
smooth_queue_init (SmoothQueue *queue, int count)
{
  gboolean fits;

  *queue = (SmoothQueue) { .count = count, .n_active = count };
  atomic_flag_clear (&queue->lock);
  queue->running = smooth_system_alloc (SMOOTH_CACHE_LINE_BYTES,
                                        sizeof (SmoothQueueRunning) * count);
  queue->progress = g_try_new0 (SmoothQueueProgress, count);
  fits = queue->running != NULL && queue->progress != NULL;
  if (queue->running != NULL)
    memset (queue->running, 0, sizeof (SmoothQueueRunning) * count);
  for (int i = 0; fits && i < count; i++)
    fits = (queue->running[i].wait_for = g_try_new (gulong, count)) != NULL;
  for (int i = 0; fits && i < SMOOTH_THREADS_MAX_JOBS; i++)
    fits =
      (queue->entries[i].parts = g_try_new (SmoothQueuePart, count)) != NULL;
  if (!fits)
    smooth_queue_clear (queue);
  return fits;
}

void
smooth_queue_clear (SmoothQueue *queue)
{
  for (int i = 0; queue->running != NULL && i < queue->count; i++)
    g_free (queue->running[i].wait_for);
  for (int i = 0; i < SMOOTH_THREADS_MAX_JOBS; i++)
    g_free (queue->entries[i].parts);
  g_free (queue->progress);
  smooth_system_free (queue->running);
}
