/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contact sheet: what training sees, for people to look at. */
#pragma once

#include "train/data/pair-source.h"

/* Writes a PNG of 24 pairs of seed's first steps, three in a row, each as
 * input, truth and their difference (grey: none), its strength as a bar below.
 * IO or NO_MEMORY, naming the file. */
gboolean train_sheet_save (const TrainPairSource *pairs,
                           guint64 seed,
                           const char *file,
                           GError **error);
