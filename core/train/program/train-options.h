/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that the commands `eme` and `mi` have in common. */
#pragma once

#include "train/run/trainer.h"

/* A network has this many widths, its numbers of channels at full size, 1/2,
 * 1/4 and 1/8. */
#define TRAIN_OPTIONS_N_WIDTHS 4

/* The options of a training command. The caller sets the defaults, strings with
 * g_strdup (), before parsing. train_options_clear () frees all strings. */
typedef struct
{
  char **places; /* one argument, the folder OUT */
  char *data;    /* folder of the data set; NULL: none */
  char *licence; /* text for the weights' metadata; NULL: none */
  char *crops;   /* sides of the square crops in pixels, with commas between */
  char *widths;  /* the network's widths, with commas between them */
  char *from;    /* initial weights, or a checkpoint; NULL: none */
  int n_samples; /* number of samples in a batch */
  int n_threads; /* number of threads of each process */
  gint64 seed, n_steps, n_warm_up;
  /* the run stops after this step to be resumed later; 0: it does not */
  gint64 pause_at;
  /* For the optimiser (formulas in run/optimiser.h): the learning rate, the
   * norm to which longer gradients are shortened, and the share with which the
   * weights after each step enter the average of the weights. */
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

/* Reads widths from the text options->widths. Errors: UNSUPPORTED. */
gboolean train_options_get_widths (const TrainOptions *options,
                                   int widths[TRAIN_OPTIONS_N_WIDTHS],
                                   GError **error);

/* Reads crops, the sides of square crops in pixels, from the text
 * options->crops; n_crops (out): how many they are. They must be multiples of
 * 8, as the networks need, and from 16 to 1024, since data sets have no samples
 * of other sizes. Errors: UNSUPPORTED. */
gboolean train_options_get_crops (const TrainOptions *options,
                                  int crops[TRAIN_MAX_CROPS],
                                  int *n_crops,
                                  GError **error);
