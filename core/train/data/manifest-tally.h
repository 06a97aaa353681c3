/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports the contents of a data set to a tally (tally.h). */
#pragma once

#include "train/data/manifest.h"
#include "train/data/tally.h"

/* Counts the files that the manifest of folder lists: those of the training
 * part as taken, those of the validation part as held out. Returns FALSE if
 * there is no readable manifest. */
gboolean train_manifest_count (const char *folder, TrainTally *tally);

/* Adds a note to tally if there are files in folder that manifest does not
 * list. Earlier runs left them, and nothing reads them. */
void train_manifest_note_others (const TrainManifest *manifest,
                                 const char *folder,
                                 TrainTally *tally);
