/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checkpoint: all that a run needs to go on to the bit, in one safetensors file
 * that is replaced in one step: the values, their average, Adam's moments, the
 * number of steps done, and the settings, as text, that make the run what it
 * is.
 */
#pragma once

#include "train/run/optimiser.h"

/* Writes path. network: "eme", "mi"; settings: lines of key=value. Errors: IO
 * (disk full and the like), NO_MEMORY, FORMAT (a number of progress is not
 * finite); the old file is still there then. */
gboolean train_checkpoint_save (const char *path,
                                const char *network,
                                const char *settings,
                                const TrainProgress *progress,
                                GError **error);

/* Fills progress, whose n_values it must have. Errors: IO; FORMAT (broken, no
 * checkpoint); SHAPE; VERSION (other settings: says which; base/settings.h). */
gboolean train_checkpoint_load (const char *path,
                                const char *network,
                                const char *settings,
                                TrainProgress *progress,
                                GError **error);
