/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/task-parts.h"

#define WORD_BITS 64

/* Returns the number of the thread that has column i of n columns. Every thread
 * has the same number of columns, up to rounding. */
static int
get_owner (int n_threads, int n, int i)
{
  const gint64 owner = ((gint64) (i + 1) * n_threads - n_threads / 2 - 1) / n;

  return (int) CLAMP (owner, 0, n_threads - 1);
}

/* Returns the number of parts into which job is cut: one for each column or, if
 * there are too many, for each group of columns. Where all parts must wait for
 * the same, one part for each thread is enough. */
static int
count_parts (const SmoothTaskQueue *queue, const SmoothJob *job)
{
  if (job->touch == NULL)
    return MIN (job->n_columns, queue->n_active);
  return MIN (job->n_columns, MAX (queue->count, SMOOTH_QUEUE_PARTS));
}

void
smooth_task_parts_cut (SmoothTaskQueue *queue, SmoothTaskQueueEntry *entry)
{
  const SmoothJob *job = &entry->job;

  entry->n_parts = entry->n_parts_left = count_parts (queue, job);
  for (int i = 0; i < entry->n_parts; i++)
    {
      SmoothTaskQueuePart *part = &entry->parts[i];

      *part = (SmoothTaskQueuePart) {
        .entry = entry,
        .first = (int) ((gint64) job->n_columns * i / entry->n_parts),
        .end = (int) ((gint64) job->n_columns * (i + 1) / entry->n_parts),
        .owner = get_owner (queue->n_active, entry->n_parts, i),
        .span = { G_MININT, G_MAXINT },
      };
      atomic_init (&part->n_left, (part->end - part->first) * job->n_rows);
      if (job->touch == NULL)
        continue;
      part->span.first = job->touch (job->data, part->first).first;
      part->span.end = job->touch (job->data, part->end - 1).end;
    }
  queue->n_looked += entry->n_parts;
}

/* Appends part to its owner's list of ready parts. */
static void
make_ready (SmoothTaskQueue *queue, SmoothTaskQueuePart *part)
{
  SmoothTaskQueueList *list = &queue->lists[part->owner];

  if (list->first == NULL)
    list->first = part;
  else
    list->last->next = part;
  list->last = part;
  queue->filled[part->owner / WORD_BITS] |= G_GUINT64_CONSTANT (1)
                                            << part->owner % WORD_BITS;
  atomic_fetch_add (&queue->n_ready, atomic_load (&part->n_left));
}

/* Makes all parts of entry ready that wait for no other part; no job must be
 * left for which they all wait. */
static void
make_parts_ready (SmoothTaskQueue *queue, SmoothTaskQueueEntry *entry)
{
  for (int i = 0; i < entry->n_parts; i++)
    if (entry->parts[i].n_before == 0)
      make_ready (queue, &entry->parts[i]);
  queue->n_looked += entry->n_parts;
}

/* Returns the first part of entry whose span ends behind column first. */
static int
find_part (SmoothTaskQueue *queue, const SmoothTaskQueueEntry *entry, int first)
{
  int low = 0, high = entry->n_parts;

  for (; low < high; queue->n_looked++)
    {
      const int middle = (low + high) / 2;

      if (entry->parts[middle].span.end > first)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Adds n to the number of parts for which those parts of entry wait that
 * overlap span. Makes those ready that then wait for none. */
static void
change_n_before (SmoothTaskQueue *queue,
                 SmoothTaskQueueEntry *entry,
                 SmoothThreadsSpan span,
                 int n)
{
  for (int i = find_part (queue, entry, span.first);
       i < entry->n_parts && entry->parts[i].span.first < span.end; i++)
    {
      SmoothTaskQueuePart *part = &entry->parts[i];

      part->n_before += n;
      if (part->n_before == 0 && entry->n_jobs_before == 0)
        make_ready (queue, part);
      queue->n_looked++;
    }
}

/* Whether the later one of two jobs waits for the earlier one as a whole, and
 * not each of its parts for those that it overlaps. */
static gboolean
is_whole (const SmoothTaskQueueEntry *a, const SmoothTaskQueueEntry *b)
{
  return a->job.touch == NULL || b->job.touch == NULL;
}

/* Lets the parts of later wait for those of earlier that they overlap. */
static void
add_order (SmoothTaskQueue *queue,
           SmoothTaskQueueEntry *earlier,
           SmoothTaskQueueEntry *later)
{
  earlier->followers |= (guint32) 1 << (later - queue->entries);
  if (is_whole (earlier, later))
    later->n_jobs_before++;
  else
    for (int i = 0; i < earlier->n_parts; i++)
      if (!earlier->parts[i].is_done)
        change_n_before (queue, later, earlier->parts[i].span, 1);
  queue->n_looked += earlier->n_parts;
}

/* Whether the parts of earlier touch everything that those of later touch. */
static gboolean
covers (const SmoothTaskQueueEntry *earlier, const SmoothTaskQueueEntry *later)
{
  const SmoothTaskQueuePart *parts = earlier->parts;
  const int last = earlier->n_parts - 1;

  for (int i = 0; i < last; i++)
    if (parts[i].span.end < parts[i + 1].span.first)
      return FALSE;
  return parts[0].span.first <= later->parts[0].span.first
         && parts[last].span.end >= later->parts[later->n_parts - 1].span.end;
}

void
smooth_task_parts_order (SmoothTaskQueue *queue, gulong n)
{
  SmoothTaskQueueEntry *entry = smooth_task_queue_get_entry (queue, n);
  const gulong n_earlier = MIN (n, SMOOTH_THREADS_MAX_JOBS - 1);

  for (gulong i = 1; i <= n_earlier; i++)
    {
      SmoothTaskQueueEntry *earlier =
        smooth_task_queue_get_entry (queue, n - i);

      if (earlier->n_parts_left > 0)
        add_order (queue, earlier, entry);
      queue->n_looked += earlier->n_parts;
      if (covers (earlier, entry))
        break;
    }
  if (entry->n_jobs_before == 0)
    make_parts_ready (queue, entry);
}

void
smooth_task_parts_finish (SmoothTaskQueue *queue, SmoothTaskQueuePart *part)
{
  SmoothTaskQueueEntry *entry = part->entry;

  part->is_done = TRUE;
  entry->n_parts_left--;
  for (guint32 bits = entry->followers; bits != 0; bits &= bits - 1)
    {
      SmoothTaskQueueEntry *later = &queue->entries[__builtin_ctz (bits)];

      queue->n_looked++;
      if (!is_whole (entry, later))
        change_n_before (queue, later, part->span, -1);
      else if (entry->n_parts_left == 0 && --later->n_jobs_before == 0)
        make_parts_ready (queue, later);
    }
}

SmoothTaskQueuePart *
smooth_task_parts_find (SmoothTaskQueue *queue, int thread)
{
  const int n_words = (queue->count - 1) / WORD_BITS + 1;
  const int word = thread / WORD_BITS;
  const guint64 from_thread = G_MAXUINT64 << thread % WORD_BITS;

  /* The word of the thread comes twice: first from its own bit on, at the end
   * with the bits before. */
  for (int i = 0; i <= n_words; i++)
    {
      const int at = (word + i) % n_words;
      const guint64 bits =
        queue->filled[at] & (i == 0 ? from_thread : G_MAXUINT64);

      queue->n_looked++;
      if (bits != 0)
        return queue->lists[at * WORD_BITS + __builtin_ctzll (bits)].first;
    }
  return NULL;
}

void
smooth_task_parts_remove (SmoothTaskQueue *queue, SmoothTaskQueuePart *part)
{
  SmoothTaskQueueList *list = &queue->lists[part->owner];

  list->first = part->next;
  if (list->first == NULL)
    queue->filled[part->owner / WORD_BITS] &=
      ~(G_GUINT64_CONSTANT (1) << part->owner % WORD_BITS);
}
