/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contact sheet of training pairs: a picture that shows many of them, for
 * people to check what the network is trained on. */
#pragma once

#include "train/data/pair-source.h"

/* Writes file, a PNG of the first 24 pairs that the source pairs draws with
 * seed, three in a row. Each pair is shown as input, truth and their difference
 * (mid-grey where they are equal), with the strength as a bar below. Returns
 * FALSE and SMOOTH_ERROR_IO, naming the file, or SMOOTH_ERROR_NO_MEMORY. */
gboolean train_contact_sheet_save (const TrainPairSource *pairs,
                                   guint64 seed,
                                   const char *file,
                                   GError **error);
