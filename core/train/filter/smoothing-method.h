/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainMethod: a smoothing method with up to two settings, each with the values
 * that a grid search tries first. Methods are the classical filters
 * (classical-filters.h) and the networks (evaluate/engine-smoother.h).
 */
#pragma once

#include "train/data/picture.h"

#define TRAIN_N_AXES 2
#define TRAIN_MAX_AXIS 16

/* A setting of a method, for example its sigma, and the values of it that a
 * grid search tries. It is an axis of the grid. */
typedef struct
{
  const char *name; /* name of the setting; NULL: the method has fewer */
  int n_values;     /* 1 to TRAIN_MAX_AXIS */
  double values[TRAIN_MAX_AXIS]; /* in rising order */
  /* Whether the grid search must keep to values. Otherwise it may add values
   * beyond the first and last one. */
  gboolean fixed;
  gboolean whole;     /* whether only whole numbers may be added */
  double least, most; /* the range of values that may be added */
} TrainAxis;

/* One value for each of the settings that a method has. */
typedef struct
{
  double values[TRAIN_N_AXES];
} TrainMethodSettings;

typedef struct _TrainMethod TrainMethod;

/* Smooths input at each of n_settings settings. The results are stored in
 * smooth[0] to smooth[n_settings - 1], which are made; clear each with
 * train_picture_clear (). thread: index of the calling thread in its pool, from
 * 0 on. Returns FALSE with an error of the method's; no picture is made then.
 */
typedef gboolean (*TrainMethodFunc) (const TrainMethod *method,
                                     int thread,
                                     const TrainPicture *input,
                                     int n_settings,
                                     const TrainMethodSettings *settings,
                                     TrainPicture *smooth,
                                     GError **error);

struct _TrainMethod
{
  const char *name; /* the name that reports show */
  /* A text that identifies the method in the keys of cached measurements. To be
   * changed when the same settings give other results than before. */
  const char *id;
  /* Identifies the external program that computes the method, by a text that
   * changes whenever the program changes; NULL if there is none. */
  const char *program_id;
  TrainAxis axes[TRAIN_N_AXES];
  /* Smooths a picture. Several threads may call it at a time, each with another
   * value of its argument thread. */
  TrainMethodFunc run;
  gpointer data; /* data of the function run alone; borrowed */
};

/* Returns a text with the names and values of the settings, such as "lambda
 * 0.01, sigma 3"; "" for a method without settings. Free with g_free (). */
char *train_method_describe (const TrainMethod *method,
                             const TrainMethodSettings *settings);

/* The method that returns its input unchanged. Any smoothing has to give better
 * results than this. */
extern const TrainMethod TRAIN_METHOD_INPUT;
