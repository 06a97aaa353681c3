/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bar: how far a long command is and how long it will take, on stderr: a line
 * that is written over on a terminal, a line every half minute elsewhere.
 */
#pragma once

#include <glib.h>

typedef struct _TrainProgressBar TrainProgressBar;

/* what: in front of the line, copied. n_done of n_steps were done before. */
TrainProgressBar *
train_progress_bar_new (const char *what, guint64 n_done, guint64 n_steps);

/* Ends the line. */
void train_progress_bar_free (TrainProgressBar *bar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainProgressBar, train_progress_bar_free)

/* n_done steps are done; text: behind the bar, or NULL. Cheap: most calls write
 * nothing. */
void train_progress_bar_set (TrainProgressBar *bar,
                             guint64 n_done,
                             const char *text);
