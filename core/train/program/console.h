/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Console: the listener of a training run (run/trainer.h) that writes to
 * stderr. */
#pragma once

#include "train/program/progress-bar.h"
#include "train/run/trainer.h"

/* Begin with { NULL }; one for each run. */
typedef struct
{
  TrainProgressBar *bar; /* owned; NULL until the run tells its progress */
} TrainConsole;

/* A listener that writes by console, which must outlive it. */
TrainListener train_console_listen (TrainConsole *console);

/* Ends the line that is being written, and frees the bar. */
void train_console_clear (TrainConsole *console);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainConsole, train_console_clear)
