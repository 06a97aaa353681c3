/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of pictures to leave out of training. A line of a list is a path, whose
 * ending does not count (a drawing's SVG and PNG are the same drawing): a
 * picture is held out if the line is its path or the last parts of it. Lists
 * may be UTF-8 or UTF-16, with or without a byte order mark, with either end of
 * line, and with backslashes between folders.
 */
#pragma once

#include "train/data/tally.h"

typedef struct _TrainHeldOut TrainHeldOut;

/* Holds nothing out. Not thread-safe. Free with train_held_out_free (). */
TrainHeldOut *train_held_out_new (void);
void train_held_out_free (TrainHeldOut *held_out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainHeldOut, train_held_out_free)

/* Adds the list in file. IO, or FORMAT if it is no text, naming it. */
gboolean
train_held_out_load (TrainHeldOut *held_out, const char *file, GError **error);

/* Is path held out? What holds it out is remembered for the check. */
gboolean train_held_out_contains (TrainHeldOut *held_out, const char *path);

/* To be called when all pictures were looked for: lines that held nothing out
 * are noted in tally. A list of which no line did, though it has some, is an
 * error (FORMAT): it is the list of other pictures, or it is misread. */
gboolean train_held_out_check (const TrainHeldOut *held_out,
                               TrainTally *tally,
                               GError **error);
