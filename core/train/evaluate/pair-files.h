/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds which files of a folder form pairs: NAME-input and NAME-truth, each
 * with the ending of a picture format.
 */
#pragma once

#include "train/data/tally.h"

#define TRAIN_PAIR_INPUT_END "-input"
#define TRAIN_PAIR_TRUTH_END "-truth"

/* The files of a pair, relative to the folder; owned. */
typedef struct
{
  char *input, *truth; /* NULL if the file is missing */
  gboolean is_doubled; /* whether there are two inputs or two truths */
} TrainPairFiles;

/* Returns the pairs that lie directly in folder, a table from name to
 * TrainPairFiles. Other files are reported to tally as left out. NULL and
 * SMOOTH_ERROR_IO, naming the folder, if it cannot be read. Free with
 * g_hash_table_unref (). */
GHashTable *
train_pair_files_find (const char *folder, TrainTally *tally, GError **error);

/* Returns the sorted names, owned by pairs, of the pairs that are complete and
 * unambiguous. The others are reported to tally as left out. Free with
 * g_ptr_array_unref (). */
GPtrArray *train_pair_files_list (const char *folder,
                                  GHashTable *pairs,
                                  TrainTally *tally);
