/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of the command `evaluate`. */
#pragma once

#include "train/filter/smoothing-method.h"

/* Strings and lists are owned; evaluate_options_clear () frees them. */
typedef struct
{
  char **pairs;    /* folders of pairs; NULL: none */
  char **pictures; /* picture files for --checks and --look; NULL: none */
  char *weights;   /* folder with the weights of both networks */
  char *bsds;      /* folder laid out as BSDS500; NULL: none */
  /* The split of the photos in the folder bsds that is used: "train", "val",
   * "test" or "held-back". */
  char *split;
  /* Folder into which reports, charts and sheets are written; NULL: none. */
  char *output;
  char *cache;   /* folder of measured values (evaluate/measurement-cache.h) */
  char *opencv;  /* path of the Python program that runs OpenCV's filters */
  char *filters; /* "all", "none" or names with commas between them */
  /* the lists of strengths and texture scales, as the user gave them */
  char *strength_list, *scale_list;

  /* The numbers in strength_list and scale_list. MI is measured at all
   * combinations of these strengths and texture scales. */
  TrainAxis strengths, scales;
  int limit;    /* how many pairs or photos of a set are used at most; 0: all */
  int n_tuning; /* how many photos the settings of filters are chosen on */
  int enlarge;  /* factor by which pairs are enlarged */
  /* number of thresholds in the boundary benchmark; 0: the default */
  int n_thresholds;
  int n_threads;
  /* Which measurements to make: one field for each option without a value. */
  gboolean edges, after_smoothing, teacher, checks, goals, look;
} EvaluateOptions;

/* Fills options from the command line argv (argc strings, of which argv[0] is
 * the command's name); options that are recognised are removed from argv.
 * options must be { 0 }; clear it in any case. Errors: UNSUPPORTED for a number
 * out of range, a list that cannot be read, or nothing to measure;
 * G_OPTION_ERROR. */
gboolean evaluate_options_parse (EvaluateOptions *options,
                                 int *argc,
                                 char ***argv,
                                 GError **error);

/* Frees the strings and lists of options. */
void evaluate_options_clear (EvaluateOptions *options);
