/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The task queue (see task-queue.h): its lock, adding jobs, taking tasks. Which
 * parts of a job wait for others is found in task-parts.c.
 */
#include "base/task-queue.h"

#include "base/system.h"
#include "base/task-parts.h"

static void
lock (SmoothTaskQueue *queue)
{
  for (int i = 0; atomic_flag_test_and_set (&queue->lock); i++)
    if (i < SMOOTH_QUEUE_SPINS)
      smooth_task_queue_relax ();
    else
      smooth_system_yield ();
  queue->n_locked++;
}

static void
unlock (SmoothTaskQueue *queue)
{
  atomic_flag_clear (&queue->lock);
}

/* Takes the next task of part, whose number within its job it returns. */
static int
take_from (SmoothTaskQueue *queue, SmoothTaskQueuePart *part)
{
  const int n_columns = part->end - part->first;
  const SmoothJob *job = &part->entry->job;
  const int i = part->n_taken++;

  if (part->n_taken == n_columns * job->n_rows)
    smooth_task_parts_remove (queue, part);
  atomic_fetch_sub (&queue->n_ready, 1);
  return i / n_columns * job->n_columns + part->first + i % n_columns;
}

SmoothTaskQueuePart *
smooth_task_queue_take (SmoothTaskQueue *queue, int thread, int *task)
{
  SmoothTaskQueuePart *part = NULL;

  if (atomic_load (&queue->n_ready) == 0)
    return NULL;
  lock (queue);
  if (thread < queue->n_active)
    part = smooth_task_parts_find (queue, thread);
  if (part != NULL)
    *task = take_from (queue, part);
  unlock (queue);
  return part;
}

void
smooth_task_queue_note_done (SmoothTaskQueue *queue, SmoothTaskQueuePart *part)
{
  SmoothTaskQueueEntry *entry = part->entry;

  if (atomic_fetch_sub (&part->n_left, 1) == 1)
    {
      lock (queue);
      smooth_task_parts_finish (queue, part);
      unlock (queue);
    }
  /* From here on another job may take over the entry and its parts. */
  atomic_fetch_sub (&entry->n_left, 1);
  atomic_fetch_sub (&queue->n_left, 1);
}

void
smooth_task_queue_append (SmoothTaskQueue *queue, const SmoothJob *job)
{
  SmoothTaskQueueEntry *entry =
    smooth_task_queue_get_entry (queue, queue->n_jobs);
  const int n_tasks = job->n_rows * job->n_columns;

  lock (queue);
  entry->job = *job;
  entry->n_jobs_before = 0;
  entry->followers = 0;
  atomic_store (&entry->n_left, n_tasks);
  atomic_fetch_add (&queue->n_left, n_tasks);
  smooth_task_parts_cut (queue, entry);
  smooth_task_parts_order (queue, queue->n_jobs);
  queue->n_jobs++;
  unlock (queue);
}

void
smooth_task_queue_set_n_active (SmoothTaskQueue *queue, int n_active)
{
  lock (queue);
  queue->n_active = n_active;
  unlock (queue);
}

gboolean
smooth_task_queue_init (SmoothTaskQueue *queue, int count)
{
  const int n_parts = MAX (count, SMOOTH_QUEUE_PARTS);
  gboolean fits;

  *queue = (SmoothTaskQueue) { .count = count, .n_active = count };
  atomic_flag_clear (&queue->lock);
  queue->lists = g_try_new0 (SmoothTaskQueueList, count);
  queue->filled = g_try_new0 (guint64, (count - 1) / 64 + 1);
  fits = queue->lists != NULL && queue->filled != NULL;
  for (int i = 0; fits && i < SMOOTH_THREADS_MAX_JOBS; i++)
    fits = (queue->entries[i].parts = g_try_new (SmoothTaskQueuePart, n_parts))
           != NULL;
  if (!fits)
    smooth_task_queue_clear (queue);
  return fits;
}

void
smooth_task_queue_clear (SmoothTaskQueue *queue)
{
  for (int i = 0; i < SMOOTH_THREADS_MAX_JOBS; i++)
    g_free (queue->entries[i].parts);
  g_free (queue->filled);
  g_free (queue->lists);
}
