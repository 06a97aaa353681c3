/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files of a folder are pairs: NAME-input and NAME-truth, with a
 * picture's ending each.
 */
#pragma once

#include "train/data/tally.h"

#define TRAIN_PAIR_INPUT_END "-input"
#define TRAIN_PAIR_TRUTH_END "-truth"

/* The files of a pair within the folder. */
typedef struct
{
  char *input, *truth; /* truth: NULL if there is none */
  gboolean is_doubled; /* there are two inputs, or two truths */
} TrainPairFiles;

/* The pairs in folder itself, a TrainPairFiles by its name; other files are
 * left out in tally. NULL and IO, naming the folder, if it cannot be read. Free
 * with g_hash_table_unref. */
GHashTable *
train_pair_files_find (const char *folder, TrainTally *tally, GError **error);

/* The names, sorted, of the pairs that have each of their files once; they
 * belong to pairs. The others are left out in tally. Free with
 * g_ptr_array_unref. */
GPtrArray *train_pair_files_list (const char *folder,
                                  GHashTable *pairs,
                                  TrainTally *tally);
