/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that the commands eme and mi have in common. */
#pragma once

#include "train/run/trainer.h"

/* Networks have widths at full size, 1/2, 1/4 and 1/8. */
#define TRAIN_OPTIONS_N_WIDTHS 4

/* The caller fills in the defaults, the strings with g_strdup (), and parses
 * then. train_options_clear () frees all strings. */
typedef struct
{
  char **places; /* one: the folder OUT */
  char *data;    /* folder of the data set; NULL: none */
  char *licence; /* for the weights' metadata; NULL: none */
  char *crops;   /* sizes in pixels, with commas between them */
  char *widths;  /* channels, with commas between them */
  char *from;    /* file of weights to begin with; NULL: none */
  int n_samples; /* of a batch */
  int n_threads; /* of each process */
  gint64 seed, n_steps, n_warm_up;
  gint64 pause_at;                  /* see TrainRun */
  double rate, clip, average_share; /* see TrainSchedule */
  double save_minutes;
  gboolean resume, is_procedural;
} TrainOptions;

/* Frees the strings of options. */
void train_options_clear (TrainOptions *options);

/* Fills options from the command line argv. summary: what the command does, for
 * --help. entries: the command's own options, ending with { NULL }; or NULL.
 * Errors: UNSUPPORTED (out of range), G_OPTION_ERROR. */
gboolean train_options_parse (TrainOptions *options,
                              const char *summary,
                              const GOptionEntry *entries,
                              int argc,
                              char **argv,
                              GError **error);

/* Reads 1 to max whole numbers from 1 to 1024 from text ("16,32,48,64") into
 * numbers; n (out): how many. name: the option's, for the error. Errors:
 * UNSUPPORTED.
 */
gboolean train_options_parse_numbers (const char *name,
                                      const char *text,
                                      int max,
                                      int *numbers,
                                      int *n,
                                      GError **error);

/* The numbers in options->widths. Errors: UNSUPPORTED. */
gboolean train_options_get_widths (const TrainOptions *options,
                                   int widths[TRAIN_OPTIONS_N_WIDTHS],
                                   GError **error);

/* The numbers in options->crops, n_crops (out) of them: multiples of 8, which
 * the networks need, from 16 to 1024, for which the data sets have samples.
 * Errors: UNSUPPORTED. */
gboolean train_options_get_crops (const TrainOptions *options,
                                  int crops[TRAIN_MAX_CROPS],
                                  int *n_crops,
                                  GError **error);
