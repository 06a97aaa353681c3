/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run folder: checks whether a training run may begin or be resumed in a
 * folder. Also writes its file settings.txt, in which people find the settings
 * that the checkpoint holds for the trainer, and which commits of the trainer
 * made the run.
 */
#pragma once

#include <glib.h>

#define TRAIN_CHECKPOINT_FILE "checkpoint.safetensors"

/* Checks whether a run of network ("eme" or "mi") may begin in folder, or be
 * resumed there. Errors: UNSUPPORTED if there is a run or a file of weights
 * already; with resume, if there is no run. */
gboolean train_run_folder_check (const char *folder,
                                 const char *network,
                                 gboolean resume,
                                 GError **error);

/* Writes settings.txt: settings, lines of key=value, and commit. Errors: IO. */
gboolean train_run_folder_begin (const char *folder,
                                 const char *settings,
                                 const char *commit,
                                 GError **error);

/* Records that commit of the trainer resumes a run after step n_done. If commit
 * is not the last one in settings.txt, adds it there, and returns a sentence
 * that names both commits; otherwise NULL. If settings.txt is lost, it is
 * written again. If it cannot be written, which is no reason to end a run, the
 * sentence says that. Free with g_free (). */
char *train_run_folder_resume (const char *folder,
                               const char *settings,
                               const char *commit,
                               guint64 n_done);
