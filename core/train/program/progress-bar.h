/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress bar on stderr: how many steps of a long command are done, and how
 * long the others will take. On a terminal it is one line that is overwritten,
 * elsewhere a new line every half minute.
 */
#pragma once

#include <glib.h>

typedef struct _TrainProgressBar TrainProgressBar;

/* Makes a progress bar. what: the text at the beginning of the line, copied.
 * n_done of n_steps steps were done in an earlier run, so they are left out
 * when the time per step is estimated. Free with train_progress_bar_free (). */
TrainProgressBar *
train_progress_bar_new (const char *what, guint64 n_done, guint64 n_steps);

/* Ends the line on a terminal, and frees the bar, which may be NULL. */
void train_progress_bar_free (TrainProgressBar *bar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainProgressBar, train_progress_bar_free)

/* Shows that n_done steps are done, and behind that text, which may be NULL.
 * May be called often: it writes only if some time has passed since the last
 * line, or for the last step. */
void train_progress_bar_set (TrainProgressBar *bar,
                             guint64 n_done,
                             const char *text);
