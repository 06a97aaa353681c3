/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A way of smoothing with up to two settings, each with the values that a grid
 * search tries first: the classical filters (classical-filters.h) and our own networks
 * (smoother.h).
 */
#pragma once

#include "train/data/picture.h"

#define TRAIN_N_AXES 2
#define TRAIN_MAX_AXIS 16

/* One setting. */
typedef struct
{
  const char *name;              /* NULL: the method has no such setting */
  int n_values;                  /* 1 ... TRAIN_MAX_AXIS */
  double values[TRAIN_MAX_AXIS]; /* rising */
  gboolean fixed;                /* the search may not go beyond values */
  gboolean whole;                /* whole numbers */
  double least, most;            /* where the search must end, if not fixed */
} TrainAxis;

/* Both settings of one run. */
typedef struct
{
  double values[TRAIN_N_AXES];
} TrainMethodSettings;

typedef struct _TrainMethod TrainMethod;

/* Smooths input at each of n_settings settings into smooth, which are made.
 * thread: [0, threads of the pool). On failure none is left. Errors: the
 * method's own. */
typedef gboolean (*TrainMethodFunc) (const TrainMethod *method,
                                     int thread,
                                     const TrainPicture *input,
                                     int n_settings,
                                     const TrainMethodSettings *settings,
                                     TrainPicture *smooth,
                                     GError **error);

struct _TrainMethod
{
  const char *name; /* for people */
  const char *id;   /* for the cache; changes with what the method computes */
  TrainAxis axes[TRAIN_N_AXES];
  TrainMethodFunc run; /* thread-safe for different threads */
  gpointer data;       /* of run */
};

/* "lambda 0.01, sigma 3", or "" of a method without settings. Free with g_free.
 */
char *train_method_describe (const TrainMethod *method,
                             const TrainMethodSettings *settings);

/* The input itself, copied: what any smoothing has to beat. */
extern const TrainMethod TRAIN_METHOD_INPUT;
