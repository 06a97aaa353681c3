/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command took of the files it was given, and what it left out and why:
 * counted and named, so that a data set never silently is another one than it
 * seems. Any thread may add to it. Where functions take a tally, NULL means
 * that nobody counts.
 */
#pragma once

#include <glib.h>

typedef enum
{
  TRAIN_LEFT_HIDDEN,  /* see train_name_is_hidden () */
  TRAIN_LEFT_KIND,    /* not named like a picture */
  TRAIN_LEFT_SPECIAL, /* a pipe, a socket, a link to nothing or to a folder */
  TRAIN_LEFT_UNREADABLE, /* broken, cut off, no permission, no picture */
  TRAIN_LEFT_TWICE,      /* the same bytes as another file */
  TRAIN_LEFT_PARTNER,    /* annotations or truth missing or of another size */
  TRAIN_LEFT_HELD_OUT,   /* by a list, or photos for testing */
  TRAIN_LEFT_UNFIT,      /* too small; no texture; nearly empty */
  TRAIN_LEFT_BEYOND,     /* more than were asked for */
  TRAIN_LEFT_N_REASONS,
} TrainLeftReason;

typedef struct _TrainTally TrainTally;

/* Free with train_tally_free (). */
TrainTally *train_tally_new (void);
void train_tally_free (TrainTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainTally, train_tally_free)

/* One more is taken; is_earlier: its result is that of an earlier run. */
void train_tally_take (TrainTally *tally, gboolean is_earlier);

/* name (a file's, any bytes) is left out. detail: more about why, or NULL; one
 * that has name in it stands for itself. */
void train_tally_leave (TrainTally *tally,
                        TrainLeftReason reason,
                        const char *name,
                        const char *detail);

/* Adds a line of its own to the summary. */
void train_tally_note (TrainTally *tally, const char *line);

int train_tally_get_n_taken (TrainTally *tally);
int train_tally_get_n_left (TrainTally *tally, TrainLeftReason reason);

/* The first that was left out for another reason than its name, with the
 * detail; NULL if there is none. Free with g_free. */
char *train_tally_dup_first (TrainTally *tally);

/* The summary, lines that end with newlines: "N taken (E of them from an
 * earlier run), M left out", then for each reason how many and which, the
 * first n_most of them (0: all), and of those that are left out by their names
 * alone the first n_most_named. Sorted, so that it does not depend on threads.
 * Free with g_free. */
char *
train_tally_describe (TrainTally *tally, guint n_most, guint n_most_named);
