/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that the commands `eme` and `mi` have in common. */
#pragma once

#include "train/run/trainer.h"

/* The number of widths of a network: at full size, 1/2, 1/4 and 1/8. */
#define TRAIN_OPTIONS_N_WIDTHS 4

/* The caller sets the defaults, strings with g_strdup (), before parsing.
 * train_options_clear () frees all strings. */
typedef struct
{
  char **places; /* one argument, the folder OUT */
  char *data;    /* folder of the data set; NULL: none */
  char *licence; /* text for the weights' metadata; NULL: none */
  char *crops;   /* sizes of crops in pixels, with commas between them */
  char *widths;  /* numbers of channels, with commas between them */
  char *from;    /* initial weights, or a checkpoint; NULL: none */
  int n_samples; /* samples of a batch */
  int n_threads; /* threads of each process */
  gint64 seed, n_steps, n_warm_up;
  gint64 pause_at; /* the run stops after this step; 0: it does not */
  /* For the optimiser (formulas in run/optimiser.h): the learning rate, the
   * largest norm of a gradient, and the share of a step in the average. */
  double rate, clip, average_share;
  double cool_down; /* the share of n_steps in which the rate falls, 0 to 1 */
  double save_minutes;
  gboolean resume, is_procedural;
} TrainOptions;

/* Frees the strings of options. */
void train_options_clear (TrainOptions *options);

/* Fills options from the command line argv. summary: what the command does, for
 * --help. entries: the command's own options, which end with { NULL }; or NULL.
 * Errors: UNSUPPORTED (out of range), G_OPTION_ERROR. */
gboolean train_options_parse (TrainOptions *options,
                              const char *summary,
                              const GOptionEntry *entries,
                              int argc,
                              char **argv,
                              GError **error);

/* Reads 1 to max whole numbers, each from 1 to 1024, from text ("16,32,48,64")
 * into numbers; n (out): how many they are. name: the name of the option, for
 * the error. Errors: UNSUPPORTED. */
gboolean train_options_parse_numbers (const char *name,
                                      const char *text,
                                      int max,
                                      int *numbers,
                                      int *n,
                                      GError **error);

/* Reads the numbers in options->widths. Errors: UNSUPPORTED. */
gboolean train_options_get_widths (const TrainOptions *options,
                                   int widths[TRAIN_OPTIONS_N_WIDTHS],
                                   GError **error);

/* Reads the numbers in options->crops; n_crops (out): how many they are. They
 * must be multiples of 8, as the networks need, and from 16 to 1024, since data
 * sets have no samples of other sizes. Errors: UNSUPPORTED. */
gboolean train_options_get_crops (const TrainOptions *options,
                                  int crops[TRAIN_MAX_CROPS],
                                  int *n_crops,
                                  GError **error);
