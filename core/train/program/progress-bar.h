/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress bar: how many steps of a long command are done and how long the
 * others will take, on stderr. On a terminal it is one line that is written
 * over, elsewhere a line every half minute.
 */
#pragma once

#include <glib.h>

typedef struct _TrainProgressBar TrainProgressBar;

/* what: the beginning of the line, copied. n_done of n_steps were done before,
 * and do not count for the time. Free with train_progress_bar_free (). */
TrainProgressBar *
train_progress_bar_new (const char *what, guint64 n_done, guint64 n_steps);

/* Ends the line on a terminal, and frees the bar, which may be NULL. */
void train_progress_bar_free (TrainProgressBar *bar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainProgressBar, train_progress_bar_free)

/* Shows that n_done steps are done, and text behind that, unless it is NULL.
 * Cheap: only a call after some time, or the last, writes. */
void train_progress_bar_set (TrainProgressBar *bar,
                             guint64 n_done,
                             const char *text);
