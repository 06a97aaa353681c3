/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a data set holds, told in a tally. */
#pragma once

#include "train/data/manifest.h"
#include "train/data/tally.h"

/* Counts in tally the files of folder's manifest: those that are learned from
 * as taken, the others as held out. FALSE if there is none. */
gboolean train_manifest_count (const char *folder, TrainTally *tally);

/* Notes in tally which files lie in folder that manifest does not name: they
 * are of earlier runs, and nobody reads them. */
void train_manifest_note_others (const TrainManifest *manifest,
                                 const char *folder,
                                 TrainTally *tally);
