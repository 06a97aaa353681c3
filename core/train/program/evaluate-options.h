/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of the command `evaluate`. */
#pragma once

#include "train/filter/smoothing-method.h"

/* Strings and lists are owned; evaluate_options_clear () frees them. */
typedef struct
{
  char **pairs;    /* folders of pairs; NULL: none */
  char **pictures; /* files for checks and sheets; NULL: none */
  char *weights;   /* folder of both weights files */
  char *bsds;      /* folder laid out as BSDS500; NULL: none */
  char *split;     /* "train", "val", "test" or "held-back" of bsds */
  char *output;    /* folder of tables, charts and sheets; NULL: none */
  char *cache;     /* folder of what was measured before */
  char *opencv;    /* program that runs OpenCV's filters */
  char *filters;   /* "all", "none" or names with commas between them */
  char *strength_list, *scale_list; /* as on the command line */

  TrainAxis strengths, scales; /* the lists as numbers; MI's settings */
  int limit;        /* pairs or photos of each set at most; 0: all of them */
  int n_tuning;     /* photos on which settings are chosen */
  int enlarge;      /* factor by which pairs are enlarged */
  int n_thresholds; /* of the boundary benchmark; 0: the default */
  int n_threads;
  /* what to measure */
  gboolean edges, after_smoothing, teacher, checks, goals, look;
} EvaluateOptions;

/* Fills options from the command line argv (argc strings, argv[0] the command's
 * name), which loses the options that are recognised. options must be { 0 };
 * clear it in any case. Errors: UNSUPPORTED for a number out of range, a list
 * that is none, or nothing to measure; G_OPTION_ERROR. */
gboolean evaluate_options_parse (EvaluateOptions *options,
                                 int *argc,
                                 char ***argv,
                                 GError **error);

/* Frees what options owns. */
void evaluate_options_clear (EvaluateOptions *options);
