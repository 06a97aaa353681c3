/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Console: prints on stderr what happens in a training run; it is the run's
 * listener (run/trainer.h). */
#pragma once

#include "train/program/progress-bar.h"
#include "train/run/trainer.h"

/* To be initialised with { NULL }, for one run. */
typedef struct
{
  TrainProgressBar *bar; /* owned; NULL until the run reports its progress */
} TrainConsole;

/* Returns a listener that prints by console, which must live as long. */
TrainListener train_console_listen (TrainConsole *console);

/* Ends the line of the progress bar, and frees the bar. */
void train_console_clear (TrainConsole *console);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainConsole, train_console_clear)
