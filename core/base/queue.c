/* SPDX-License-Identifier: GPL-3.0-or-later */
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

/* The part's next task, if it has one: moves on from jobs that are through. */
static gboolean
find_next (SmoothQueue *queue, int part)
{
  SmoothQueueProgress *progress = &queue->progress[part];

  for (; progress->job < queue->n_jobs; progress->job++, progress->task = 0)
    {
      const SmoothQueueEntry *entry =
        smooth_queue_get_entry (queue, progress->job);
      const SmoothQueuePart *mine = &entry->parts[part];

      if (progress->task < (mine->end - mine->first) * entry->job.n_rows)
        return TRUE;
    }
  return FALSE;
}

/* The number of the part's next task in its job. */
static int
get_task (SmoothQueue *queue, int part)
{
  const SmoothQueueProgress *progress = &queue->progress[part];
  const SmoothQueueEntry *entry = smooth_queue_get_entry (queue, progress->job);
  const SmoothQueuePart *mine = &entry->parts[part];
  const int n_across = mine->end - mine->first;

  return progress->task / n_across * entry->job.n_columns + mine->first
         + progress->task % n_across;
}

/* What the part's next task touches. */
static SmoothThreadsSpan
get_span (SmoothQueue *queue, int part)
{
  const SmoothJob *job =
    &smooth_queue_get_entry (queue, queue->progress[part].job)->job;

  if (job->touch == NULL)
    return (SmoothThreadsSpan) { G_MININT, G_MAXINT };
  return job->touch (job->data, get_task (queue, part) % job->n_columns);
}

/* Whether tasks of jobs before job that touch span are still to be taken. */
static gboolean
is_ahead (SmoothQueue *queue, gulong job, SmoothThreadsSpan span)
{
  for (int part = 0; part < queue->n_active; part++)
    for (gulong j = find_next (queue, part) ? queue->progress[part].job : job;
         j < job; j++)
      {
        const SmoothQueuePart *other =
          &smooth_queue_get_entry (queue, j)->parts[part];

        if (other->first < other->end && overlap (other->span, span))
          return TRUE;
      }
  return FALSE;
}

/* Notes in slot, whose job and span are set, which tasks under way it must wait
 * for; FALSE: none. */
static gboolean
find_hindrances (SmoothQueue *queue, SmoothQueueSlot *slot)
{
  gboolean found = FALSE;

  for (int i = 0; i < queue->n_active; i++)
    {
      SmoothQueueSlot *other = &queue->slots[i];
      const gulong serial = atomic_load (&other->serial);
      const gboolean hinders = serial != 0 && other->job < slot->job
                               && overlap (other->span, slot->span);

      slot->wait_for[i] = hinders ? serial : 0;
      found = found || hinders;
    }
  return found;
}

/* Whether the part's next task could begin at once; shows it in slot. */
static gboolean
try_part (SmoothQueue *queue, int part, SmoothQueueSlot *slot)
{
  if (!find_next (queue, part))
    return FALSE;
  slot->job = queue->progress[part].job;
  slot->span = get_span (queue, part);
  return !find_hindrances (queue, slot)
         && !is_ahead (queue, slot->job, slot->span);
}

/* The part for thread to take a task from: its own, another, or, if all must
 * wait, that which is most behind, which waits only for tasks under way. */
static int
choose_part (SmoothQueue *queue, int thread)
{
  SmoothQueueSlot *slot = &queue->slots[thread];
  int last = -1;

  for (int i = 0; i < queue->n_active; i++)
    if (try_part (queue, (thread + i) % queue->n_active, slot))
      return (thread + i) % queue->n_active;
  for (int i = 0; i < queue->n_active; i++)
    if (find_next (queue, i)
        && (last < 0 || queue->progress[i].job < queue->progress[last].job))
      last = i;
  try_part (queue, last, slot);
  return last;
}

/* Takes a task; NULL: there is none. */
static SmoothQueueEntry *
take_ticket (SmoothQueue *queue, int thread, int *task)
{
  SmoothQueueSlot *slot = &queue->slots[thread];
  SmoothQueueEntry *entry = NULL;

  if (atomic_load (&queue->n_open) == 0)
    return NULL;
  lock (queue);
  if (thread < queue->n_active && atomic_load (&queue->n_open) > 0)
    {
      const int part = choose_part (queue, thread);

      entry = smooth_queue_get_entry (queue, slot->job);
      *task = get_task (queue, part);
      queue->progress[part].task++;
      atomic_store (&slot->serial, ++queue->n_taken);
      atomic_fetch_sub (&queue->n_open, 1);
    }
  unlock (queue);
  return entry;
}

static void
wait_for_hindrances (SmoothQueue *queue, const SmoothQueueSlot *slot)
{
  for (int i = 0; i < queue->n_active; i++)
    for (int n = 0;
         slot->wait_for[i] != 0
         && atomic_load (&queue->slots[i].serial) == slot->wait_for[i];
         n++)
      if (n < SMOOTH_QUEUE_SPINS)
        smooth_queue_relax ();
      else
        smooth_system_yield ();
}

SmoothQueueEntry *
smooth_queue_take (SmoothQueue *queue, int thread, int *task)
{
  SmoothQueueEntry *entry = take_ticket (queue, thread, task);

  if (entry != NULL)
    wait_for_hindrances (queue, &queue->slots[thread]);
  return entry;
}

void
smooth_queue_tell_done (SmoothQueue *queue, int thread, SmoothQueueEntry *entry)
{
  atomic_store (&queue->slots[thread].serial, 0);
  atomic_fetch_sub (&entry->n_left, 1);
  atomic_fetch_sub (&queue->n_left, 1);
}

/* Shares the job's columns out. */
static void
cut (const SmoothQueue *queue, const SmoothJob *job, SmoothQueuePart *parts)
{
  const int count = queue->n_active;
  const int n = job->n_columns;

  for (int i = 0; i < count; i++)
    {
      /* to the nearest column */
      SmoothQueuePart *part = &parts[i];

      part->first = ((gint64) n * i + count / 2) / count;
      part->end = ((gint64) n * (i + 1) + count / 2) / count;
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
  /* No part may stay at a job whose entry is taken over. */
  for (int part = 0; part < queue->n_active; part++)
    find_next (queue, part);
  entry->job = *job;
  cut (queue, job, entry->parts);
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
  /* All jobs are done: each part stands behind the last of them. */
  for (int part = 0; part < queue->count; part++)
    queue->progress[part] = (SmoothQueueProgress) { queue->n_jobs, 0 };
  queue->n_active = n_active;
  unlock (queue);
}

gboolean
smooth_queue_init (SmoothQueue *queue, int count)
{
  gboolean fits;

  *queue = (SmoothQueue) { .count = count, .n_active = count };
  atomic_flag_clear (&queue->lock);
  queue->slots = smooth_system_alloc (SMOOTH_CACHE_LINE_BYTES,
                                      sizeof (SmoothQueueSlot) * count);
  queue->progress = g_try_new0 (SmoothQueueProgress, count);
  fits = queue->slots != NULL && queue->progress != NULL;
  if (queue->slots != NULL)
    memset (queue->slots, 0, sizeof (SmoothQueueSlot) * count);
  for (int i = 0; fits && i < count; i++)
    fits = (queue->slots[i].wait_for = g_try_new (gulong, count)) != NULL;
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
  for (int i = 0; queue->slots != NULL && i < queue->count; i++)
    g_free (queue->slots[i].wait_for);
  for (int i = 0; i < SMOOTH_THREADS_MAX_JOBS; i++)
    g_free (queue->entries[i].parts);
  g_free (queue->progress);
  smooth_system_free (queue->slots);
}
