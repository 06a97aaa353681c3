/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of the command `evaluate`. */
#pragma once

#include "train/filter/smoothing-method.h"

/* Strings and lists are owned; evaluate_options_clear () frees them. */
typedef struct
{
  char **pairs;    /* folders of pairs; NULL: none */
  char **pictures; /* files for --checks and --look; NULL: none */
  char *weights;   /* folder with the weights of both networks */
  char *bsds;      /* folder laid out as BSDS500; NULL: none */
  /* Which photos of bsds: "train", "val", "test" or "held-back". */
  char *split;
  /* Folder into which reports, charts and sheets are written; NULL: none. */
  char *output;
  char *cache;   /* folder of measured values (evaluate/result-cache.h) */
  char *opencv;  /* path of the Python program that runs OpenCV's filters */
  char *filters; /* "all", "none" or names with commas between them */
  char *strength_list, *scale_list; /* lists of numbers as they were given */

  /* The same lists as numbers; MI is measured at all of them. */
  TrainAxis strengths, scales;
  int limit;        /* the most pairs or photos of each set; 0: all of them */
  int n_tuning;     /* how many photos are used to choose settings */
  int enlarge;      /* factor by which pairs are enlarged */
  int n_thresholds; /* thresholds of the boundary benchmark; 0: the default */
  int n_threads;
  /* Which parts of the command measure something. */
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
