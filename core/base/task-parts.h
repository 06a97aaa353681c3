/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the jobs in a task queue (task-queue.h): cutting a job into
 * parts, the order between the parts of different jobs, and the lists of ready
 * parts. Private to task-queue.c, which calls these functions with the queue's
 * lock held.
 *
 * Two parts of different jobs must be done in the order of their jobs if their
 * spans overlap. A job need not be compared with all jobs before it: if one of
 * those covers it, which means that it touches everything that the job touches,
 * then the parts of that one have waited for all before. As a rule the job just
 * before covers the next one.
 */
#pragma once

#include "base/task-queue.h"

/* Cuts the job of entry, which was just set, into parts. */
void smooth_task_parts_cut (SmoothTaskQueue *queue,
                            SmoothTaskQueueEntry *entry);

/* Finds for which parts of the jobs before it the parts of job number n must
 * wait, and makes those ready that need not wait. */
void smooth_task_parts_order (SmoothTaskQueue *queue, gulong n);

/* Notes that all tasks of part are done, and makes those parts ready that
 * waited for nothing else. */
void smooth_task_parts_finish (SmoothTaskQueue *queue,
                               SmoothTaskQueuePart *part);

/* Returns the first ready part in the list of the thread with this number, or
 * else of the next thread that has one; NULL if no part is ready. The part
 * stays in its list. */
SmoothTaskQueuePart *smooth_task_parts_find (SmoothTaskQueue *queue,
                                             int thread);

/* Removes the first part from the list of ready parts that has it. */
void smooth_task_parts_remove (SmoothTaskQueue *queue,
                               SmoothTaskQueuePart *part);
