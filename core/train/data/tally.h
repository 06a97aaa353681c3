/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainTally: a count of the given files that a command has used, of those it
 * has left out, and why. The command prints it, so that files are never left
 * out silently. Any number of threads may add to it. Functions that take a
 * tally accept NULL, which means that nothing is counted.
 */
#pragma once

#include <glib.h>

typedef enum
{
  TRAIN_LEFT_HIDDEN, /* hidden, as train_name_is_hidden () says */
  TRAIN_LEFT_KIND,   /* the name is not that of a picture */
  /* a pipe, a socket, a link that leads nowhere or to a folder */
  TRAIN_LEFT_SPECIAL,
  TRAIN_LEFT_UNREADABLE, /* broken, truncated, no permission, not a picture */
  TRAIN_LEFT_TWICE,      /* the same bytes, or the same name, as another file */
  /* The annotations or the truth that belong to it are missing, or have another
   * size. */
  TRAIN_LEFT_PARTNER,
  TRAIN_LEFT_HELD_OUT, /* listed as held out, or a photo for testing */
  TRAIN_LEFT_UNFIT,    /* too small, not a texture, or nearly empty */
  TRAIN_LEFT_BEYOND,   /* more files than were asked for */
  TRAIN_LEFT_N_REASONS,
} TrainLeftReason;

typedef struct _TrainTally TrainTally;

/* Returns an empty tally. Free with train_tally_free (). */
TrainTally *train_tally_new (void);
void train_tally_free (TrainTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainTally, train_tally_free)

/* Counts one more file as used. is_earlier: it was made by an earlier run of
 * the command, and is kept. */
void train_tally_take (TrainTally *tally, gboolean is_earlier);

/* Counts the file name (any bytes) as left out. detail: text that adds to the
 * reason, or NULL; if it contains name, the summary does not say name again.
 * Both are copied. */
void train_tally_leave (TrainTally *tally,
                        TrainLeftReason reason,
                        const char *name,
                        const char *detail);

/* Adds a note to the summary, line, which belongs to no file. line is
 * copied. */
void train_tally_note (TrainTally *tally, const char *line);

int train_tally_get_n_taken (TrainTally *tally);
int train_tally_get_n_left (TrainTally *tally, TrainLeftReason reason);

/* Returns the first file, in alphabetical order, that was left out for another
 * reason than its name, with the detail; NULL if there is none. Free with
 * g_free (). */
char *train_tally_dup_first (TrainTally *tally);

/* Returns the summary, lines that end with a newline: "N taken (E of them from
 * an earlier run), M left out", then each reason with its number of files and
 * their names. n_most: how many names to list for each reason (0 for all);
 * n_most_named: the same for files that were left out because of their names
 * alone. Names are sorted, so the text does not depend on the order of threads.
 * Free with g_free (). */
char *
train_tally_describe (TrainTally *tally, guint n_most, guint n_most_named);
