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

/* Whether any task of the parts that belong to the thread owner can still be
 * taken. Sets the owner's progress to the job of the next such task, past jobs
 * whose tasks are all taken. */
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

/* Returns the number, within its job, of the next task of the owner's parts. */
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

/* Returns the span that a thread's next task touches. Each thread is the owner
 * of its parts of the jobs. */
static SmoothThreadsSpan
get_span (SmoothQueue *queue, int owner)
{
  const SmoothJob *job =
    &smooth_queue_get_entry (queue, queue->progress[owner].job)->job;

  if (job->touch == NULL)
    return (SmoothThreadsSpan) { G_MININT, G_MAXINT };
  return job->touch (job->data, get_task (queue, owner) % job->n_columns);
}

/* Whether a job before this one has a part that touches span and has tasks that
 * nobody has taken yet. */
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

/* Finds on which of the other threads' running tasks the task running depends,
 * whose job and span are set: those of earlier jobs whose spans overlap its
 * own. Writes their numbers to wait_for. Returns whether there are any. */
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

/* Describes the next task of the owner's parts in running. Returns whether that
 * task can begin at once. */
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

/* Chooses the thread from whose parts the calling thread takes its task:
 * itself, or else the next thread whose task can begin at once. If every task
 * must wait, it is the thread whose progress is in the earliest job. All tasks
 * before that one have been taken, so it waits only for running tasks, never
 * for ever. */
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

/* Divides the columns of job among the active threads. */
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

      /* The shares are equal, rounded to whole columns. */
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
  /* The ring buffer's entry is used again for the new job, so no thread's
   * progress may still be in the job that it had before. */
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
