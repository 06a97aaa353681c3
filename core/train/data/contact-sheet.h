/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contact sheet of training pairs: a picture that shows many of them, for
 * people to check what the network is trained on. */
#pragma once

#include "train/data/pair-synthesis.h"

/* Writes the image file, a PNG that shows 24 training pairs, three in a row:
 * the first ones that the source pairs draws with the random seed. Each pair is
 * shown as input, truth and their difference (mid-grey where they are equal),
 * with a bar below that is as long as the pair's strength. Returns FALSE and
 * SMOOTH_ERROR_IO, naming the file, or SMOOTH_ERROR_NO_MEMORY. */
gboolean train_contact_sheet_save (const TrainPairSynthesis *pairs,
                                   guint64 seed,
                                   const char *file,
                                   GError **error);
