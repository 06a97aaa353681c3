/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run folder: what is there before a run's first step, and settings.txt, which
 * says for people what the checkpoint says for the trainer, and by which
 * commits the run was made.
 */
#pragma once

#include <glib.h>

#define TRAIN_CHECKPOINT_FILE "checkpoint.safetensors"

/* Whether a run of network ("eme", "mi") may begin in folder, or, with resume,
 * go on there. Errors: UNSUPPORTED (a run or its weights are there; with
 * resume: none is). */
gboolean train_run_folder_check (const char *folder,
                                 const char *network,
                                 gboolean resume,
                                 GError **error);

/* Writes settings.txt. Errors: IO. */
gboolean train_run_folder_begin (const char *folder,
                                 const char *settings,
                                 const char *commit,
                                 GError **error);

/* Notes in settings.txt that commit makes the steps behind n_done, if the last
 * one there is another, and returns a sentence about that; else NULL. A
 * settings.txt that was lost is written anew; where it cannot be written the
 * sentence says so, since a run can go on without. Free with g_free (). */
char *train_run_folder_resume (const char *folder,
                               const char *settings,
                               const char *commit,
                               guint64 n_done);
