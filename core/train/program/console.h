/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Console: prints on stderr what happens in a training run. The training run
 * calls it as its listener (run/trainer.h). */
#pragma once

#include "train/program/progress-bar.h"
#include "train/run/trainer.h"

/* The state of one training run's messages. To be initialised with { NULL }. */
typedef struct
{
  TrainProgressBar *bar; /* owned; NULL until the run reports its progress */
} TrainConsole;

/* Returns a listener whose functions print messages. It refers to console,
 * which must exist as long as the listener is used. */
TrainListener train_console_listen (TrainConsole *console);

/* Ends the progress bar's line on stderr, and frees the bar. */
void train_console_clear (TrainConsole *console);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainConsole, train_console_clear)
