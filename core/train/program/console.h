/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Console: what a training run tells (run/trainer.h), on stderr. */
#pragma once

#include "train/program/progress-bar.h"
#include "train/run/trainer.h"

/* Begin with { NULL }; one for each run. */
typedef struct
{
  TrainProgressBar *bar; /* from the first word on */
} TrainConsole;

/* A listener that writes to console, which must outlive it. */
TrainListener train_console_listen (TrainConsole *console);

/* Ends the line that is being written. */
void train_console_clear (TrainConsole *console);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainConsole, train_console_clear)
