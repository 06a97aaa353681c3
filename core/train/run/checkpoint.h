/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checkpoint: one safetensors file with everything that a training run needs to
 * be resumed with the same bits: the parameters, their average, Adam's moments,
 * the number of steps done, and the settings of the run as text. The file is
 * replaced by renaming a new one, so that it is complete at any time.
 */
#pragma once

#include "file/safetensors.h"
#include "train/run/optimiser.h"

/* Writes the file path. network: "eme" or "mi"; settings: lines of key=value
 * (base/settings.h). Errors: IO (a full disk and the like), NO_MEMORY,
 * UNSUPPORTED (a number of progress is not finite: --rate is too high); then
 * the file from before is still there. */
gboolean train_checkpoint_save (const char *path,
                                const char *network,
                                const char *settings,
                                const TrainProgress *progress,
                                GError **error);

/* Fills progress from the file path; progress must have as many parameters as
 * the network. Errors: IO; FORMAT (broken, or no checkpoint of network); SHAPE;
 * VERSION (other settings, with both lines that differ). */
gboolean train_checkpoint_load (const char *path,
                                const char *network,
                                const char *settings,
                                TrainProgress *progress,
                                GError **error);

/* Returns whether set, the contents of a file of weights, is a checkpoint, of
 * whichever network. */
gboolean train_checkpoint_is (const SmoothTensorSet *set);

/* Begins a new run from set, the contents of a checkpoint of network in the
 * file path: fills progress with the checkpoint's four vectors, with n_done =
 * 0, and with n_before, the number of steps during which its moments were
 * updated. The settings of the new run may be others. Errors: FORMAT (broken,
 * or no checkpoint of network), SHAPE. */
gboolean train_checkpoint_begin (const char *path,
                                 const SmoothTensorSet *set,
                                 const char *network,
                                 TrainProgress *progress,
                                 GError **error);
