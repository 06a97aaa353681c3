/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The task queue (see task-queue.h): choosing a task, waiting for the tasks
 * that it depends on, adding jobs.
 */
#include "base/task-queue.h"

#include <string.h>

#include "base/system.h"

static void
lock (SmoothTaskQueue *queue)
{
  for (int i = 0; atomic_flag_test_and_set (&queue->lock); i++)
    if (i < SMOOTH_QUEUE_SPINS)
      smooth_task_queue_relax ();
    else
      smooth_system_yield ();
}

static void
unlock (SmoothTaskQueue *queue)
{
  atomic_flag_clear (&queue->lock);
}

SmoothTaskQueueEntry *
smooth_task_queue_get_entry (SmoothTaskQueue *queue, gulong job)
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
find_next (SmoothTaskQueue *queue, int owner)
{
  SmoothTaskQueueProgress *progress = &queue->progress[owner];

  for (; progress->job < queue->n_jobs; progress->job++, progress->task = 0)
    {
      const SmoothTaskQueueEntry *entry =
        smooth_task_queue_get_entry (queue, progress->job);
      const SmoothTaskQueuePart *mine = &entry->parts[owner];

      if (progress->task < (mine->end - mine->first) * entry->job.n_rows)
        return TRUE;
    }
  return FALSE;
}

/* Returns the number, within its job, of the next task in the parts of thread
 * number owner; find_next () has found the job. */
static int
get_task (SmoothTaskQueue *queue, int owner)
{
  const SmoothTaskQueueProgress *progress = &queue->progress[owner];
  const SmoothTaskQueueEntry *entry =
    smooth_task_queue_get_entry (queue, progress->job);
  const SmoothTaskQueuePart *mine = &entry->parts[owner];
  const int n_columns = mine->end - mine->first;

  return progress->task / n_columns * entry->job.n_columns + mine->first
         + progress->task % n_columns;
}

/* Returns what the next task that belongs to thread number owner reads or
 * writes, as a range of the numbers that SmoothThreadsSpan explains; all
 * numbers if the job has no function that says it. */
static SmoothThreadsSpan
get_span (SmoothTaskQueue *queue, int owner)
{
  const SmoothJob *job =
    &smooth_task_queue_get_entry (queue, queue->progress[owner].job)->job;

  if (job->touch == NULL)
    return (SmoothThreadsSpan) { G_MININT, G_MAXINT };
  return job->touch (job->data, get_task (queue, owner) % job->n_columns);
}

/* Whether a job before number job may still have a task that nobody has taken
 * and that reads or writes something in span, judged by the spans of whole
 * parts. A task of that job which touches span must not begin before it. */
static gboolean
must_follow_untaken (SmoothTaskQueue *queue, gulong job, SmoothThreadsSpan span)
{
  for (int owner = 0; owner < queue->n_active; owner++)
    for (gulong j = find_next (queue, owner) ? queue->progress[owner].job : job;
         j < job; j++)
      {
        const SmoothTaskQueuePart *other =
          &smooth_task_queue_get_entry (queue, j)->parts[owner];

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
find_dependencies (SmoothTaskQueue *queue, SmoothTaskQueueRunning *running)
{
  gboolean found = FALSE;

  for (int i = 0; i < queue->n_active; i++)
    {
      SmoothTaskQueueRunning *other = &queue->running[i];
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
try_owner (SmoothTaskQueue *queue, int owner, SmoothTaskQueueRunning *running)
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
choose_owner (SmoothTaskQueue *queue, int thread)
{
  SmoothTaskQueueRunning *running = &queue->running[thread];
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

/* Does the same as smooth_task_queue_take (), but does not wait until the task
 * may begin. */
static SmoothTaskQueueEntry *
take_task (SmoothTaskQueue *queue, int thread, int *task)
{
  SmoothTaskQueueRunning *running = &queue->running[thread];
  SmoothTaskQueueEntry *entry = NULL;

  if (atomic_load (&queue->n_open) == 0)
    return NULL;
  lock (queue);
  if (thread < queue->n_active && atomic_load (&queue->n_open) > 0)
    {
      const int owner = choose_owner (queue, thread);

      entry = smooth_task_queue_get_entry (queue, running->job);
      *task = get_task (queue, owner);
      queue->progress[owner].task++;
      atomic_store (&running->serial, ++queue->n_taken);
      atomic_fetch_sub (&queue->n_open, 1);
    }
  unlock (queue);
  return entry;
}

static void
wait_for_dependencies (SmoothTaskQueue *queue,
                       const SmoothTaskQueueRunning *running)
{
  for (int i = 0; i < queue->n_active; i++)
    for (int n = 0;
         running->wait_for[i] != 0
         && atomic_load (&queue->running[i].serial) == running->wait_for[i];
         n++)
      if (n < SMOOTH_QUEUE_SPINS)
        smooth_task_queue_relax ();
      else
        smooth_system_yield ();
}

SmoothTaskQueueEntry *
smooth_task_queue_take (SmoothTaskQueue *queue, int thread, int *task)
{
  SmoothTaskQueueEntry *entry = take_task (queue, thread, task);

  if (entry != NULL)
    wait_for_dependencies (queue, &queue->running[thread]);
  return entry;
}

void
smooth_task_queue_note_done (SmoothTaskQueue *queue,
                             int thread,
                             SmoothTaskQueueEntry *entry)
{
  atomic_store (&queue->running[thread].serial, 0);
  atomic_fetch_sub (&entry->n_left, 1);
  atomic_fetch_sub (&queue->n_left, 1);
}

/* Divides the columns of the job's grid of tasks among the active threads, and
 * finds the span that the tasks of each thread's part read and write. */
static void
cut_into_parts (const SmoothTaskQueue *queue,
                const SmoothJob *job,
                SmoothTaskQueuePart *parts)
{
  const int count = queue->n_active;
  const int n = job->n_columns;

  for (int i = 0; i < count; i++)
    {
      SmoothTaskQueuePart *part = &parts[i];

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
smooth_task_queue_append (SmoothTaskQueue *queue, const SmoothJob *job)
{
  SmoothTaskQueueEntry *entry =
    smooth_task_queue_get_entry (queue, queue->n_jobs);
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
smooth_task_queue_set_n_active (SmoothTaskQueue *queue, int n_active)
{
  lock (queue);
  /* As every job is done, all threads continue with the job that is added next.
   */
  for (int owner = 0; owner < queue->count; owner++)
    queue->progress[owner] = (SmoothTaskQueueProgress) { queue->n_jobs, 0 };
  queue->n_active = n_active;
  unlock (queue);
}

gboolean
smooth_task_queue_init (SmoothTaskQueue *queue, int count)
{
  gboolean fits;

  *queue = (SmoothTaskQueue) { .count = count, .n_active = count };
  atomic_flag_clear (&queue->lock);
  queue->running = smooth_system_alloc (
    SMOOTH_CACHE_LINE_BYTES, sizeof (SmoothTaskQueueRunning) * count);
  queue->progress = g_try_new0 (SmoothTaskQueueProgress, count);
  fits = queue->running != NULL && queue->progress != NULL;
  if (queue->running != NULL)
    memset (queue->running, 0, sizeof (SmoothTaskQueueRunning) * count);
  for (int i = 0; fits && i < count; i++)
    fits = (queue->running[i].wait_for = g_try_new (gulong, count)) != NULL;
  for (int i = 0; fits && i < SMOOTH_THREADS_MAX_JOBS; i++)
    fits = (queue->entries[i].parts = g_try_new (SmoothTaskQueuePart, count))
           != NULL;
  if (!fits)
    smooth_task_queue_clear (queue);
  return fits;
}

void
smooth_task_queue_clear (SmoothTaskQueue *queue)
{
  for (int i = 0; queue->running != NULL && i < queue->count; i++)
    g_free (queue->running[i].wait_for);
  for (int i = 0; i < SMOOTH_THREADS_MAX_JOBS; i++)
    g_free (queue->entries[i].parts);
  g_free (queue->progress);
  smooth_system_free (queue->running);
}
