/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of pictures that are held out, that is, never used for training. A line
 * of a list is a path. It matches a picture if it is the picture's path or the
 * last parts of that path; endings are not compared, because a drawing's SVG
 * and PNG show the same. Lists may be UTF-8 or UTF-16, with or without a byte
 * order mark, with Unix or Windows line ends, and with slashes or backslashes
 * between folders. A TrainHeldOut is used by one thread at a time.
 */
#pragma once

#include "train/data/tally.h"

typedef struct _TrainHeldOut TrainHeldOut;

/* Returns an empty set of lists. Free with train_held_out_free (). */
TrainHeldOut *train_held_out_new (void);
void train_held_out_free (TrainHeldOut *held_out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainHeldOut, train_held_out_free)

/* Reads the list in file and adds it. Returns FALSE and SMOOTH_ERROR_IO, or
 * SMOOTH_ERROR_FORMAT if it is no text, naming the file. */
gboolean
train_held_out_load (TrainHeldOut *held_out, const char *file, GError **error);

/* Returns whether a line matches path. The lines that do are remembered for
 * train_held_out_check (). */
gboolean train_held_out_contains (TrainHeldOut *held_out, const char *path);

/* To be called when all pictures have been looked up: notes in tally the lines
 * that matched no picture. Returns FALSE and SMOOTH_ERROR_FORMAT if no line of
 * a non-empty list matched: the list is of other pictures, or was not
 * understood. */
gboolean train_held_out_check (const TrainHeldOut *held_out,
                               TrainTally *tally,
                               GError **error);
