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

/* A setting of a method, called an axis of the grid, and its values. */
typedef struct
{
  const char *name;              /* NULL if the method has fewer settings */
  int n_values;                  /* 1 to TRAIN_MAX_AXIS */
  double values[TRAIN_MAX_AXIS]; /* in rising order */
  /* Whether the search must not go beyond values. */
  gboolean fixed;
  gboolean whole;     /* whether only whole numbers are allowed */
  double least, most; /* limits of the search unless fixed */
} TrainAxis;

/* One value for each setting of a method. */
typedef struct
{
  double values[TRAIN_N_AXES];
} TrainMethodSettings;

typedef struct _TrainMethod TrainMethod;

/* Smooths input at each of n_settings settings into smooth[0] to
 * smooth[n_settings - 1], which are made; clear each with
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
  const char *name; /* name for people */
  /* Identifies the method in the cache, so it must change if the method's
   * results change. */
  const char *id;
  /* Identifies the external program that computes the method, and must change
   * likewise; NULL if there is none. */
  const char *program_id;
  TrainAxis axes[TRAIN_N_AXES];
  /* May be called by several threads that pass different numbers thread. */
  TrainMethodFunc run;
  gpointer data; /* a pointer that only run uses; borrowed */
};

/* Returns the settings as text, such as "lambda 0.01, sigma 3"; "" for a method
 * without settings. Free with g_free (). */
char *train_method_describe (const TrainMethod *method,
                             const TrainMethodSettings *settings);

/* The method that returns its input unchanged. Any smoothing has to give better
 * results than this. */
extern const TrainMethod TRAIN_METHOD_INPUT;
