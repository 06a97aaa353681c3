/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quality checks of the networks: faults that smoothing must not have, measured
 * as numbers with limits. The effect must grow evenly with the strength,
 * colours must not drift, boundaries must keep their contrast, and nothing may
 * appear in pictures without texture.
 */
#pragma once

#include "train/evaluate/engine-smoother.h"
#include "train/evaluate/photo-set.h"

typedef enum
{
  /* How much the total variation decreases when the strength rises by .05,
   * where that is least. */
  TRAIN_CHECK_FALL,
  /* Change of the picture when the strength rises by .05, where that is
   * largest, divided by the mean of all such steps. */
  TRAIN_CHECK_STEP,
  TRAIN_CHECK_MEANS, /* change of a channel's mean at strength 1 */
  /* Share of its contrast that a boundary keeps at strength 1, the median. */
  TRAIN_CHECK_CONTRAST,
  /* PSNR, compared with the input, of a clean picture (clean-pictures.h) at
   * strength 0.5. */
  TRAIN_CHECK_HALF,
  /* PSNR, compared with the input, of a clean picture at strength 1. */
  TRAIN_CHECK_FULL,
  TRAIN_CHECK_EVEN, /* largest change of a flat picture or a gradient */
  /* How far samples of a two-coloured picture go beyond both colours, from 2 px
   * beside the edge on: 99.9th percentile, and maximum. */
  TRAIN_CHECK_OVERSHOOT,
  TRAIN_CHECK_OVERSHOOT_MAX,
  TRAIN_CHECK_GREY /* difference of the channels of a grey picture, 99.9th
                      percentile */
} TrainCheckId;

#define TRAIN_N_CHECKS (TRAIN_CHECK_GREY + 1)

/* The results of one check over all pictures. */
typedef struct
{
  int n_pictures, n_failed;
  double worst;
  char *picture; /* name of the picture with the worst value; owned */
} TrainCheck;

/* The results of all checks. Any number of threads may add to them. */
typedef struct
{
  GMutex mutex;
  TrainCheck checks[TRAIN_N_CHECKS];
} TrainChecks;

/* Makes checks empty. Free with train_checks_clear (). */
void train_checks_init (TrainChecks *checks);
void train_checks_clear (TrainChecks *checks);

/* Returns what the check measures, for tables; static. */
const char *train_check_get_name (TrainCheckId id);

/* Returns the limit of the check. at_most (out): TRUE if it is the largest
 * value allowed, FALSE if it is the least. */
double train_check_get_limit (TrainCheckId id, gboolean *at_most);

/* Adds the value measured on the picture of this name, which is copied.
 * Thread-safe. */
void train_checks_add (TrainChecks *checks,
                       TrainCheckId id,
                       const char *picture,
                       double measured);

/* Runs, on the engine of thread, the checks of the slider (21 strengths at
 * texture scale 1), of channel means, and of grey pictures (picture is made
 * grey for them). Returns FALSE with an error as from train_smoother_run (). */
gboolean train_checks_run_picture (TrainChecks *checks,
                                   TrainSmoother *smoother,
                                   int thread,
                                   const char *name,
                                   const TrainPicture *picture,
                                   GError **error);

/* Runs the checks on clean picture number item (TrainCleanPicture) on the
 * engine of thread. Returns FALSE with an error as from train_smoother_run ().
 */
gboolean train_checks_run_clean (TrainChecks *checks,
                                 TrainSmoother *smoother,
                                 int thread,
                                 int item,
                                 GError **error);

/* Appends to ratios (of double) what share of its contrast each boundary pixel
 * of set's photos keeps at strength 1 and this texture scale
 * (boundary-contrast.h); the order is undefined. Each photo is a task of
 * threads. Returns FALSE with an error as from train_smoother_run (). */
gboolean train_checks_collect_contrast (TrainSmoother *smoother,
                                        SmoothThreads *threads,
                                        const TrainPhotoSet *set,
                                        double scale,
                                        GArray *ratios,
                                        GError **error);

/* Runs the check of boundary contrast over all photos of set; each is a task of
 * threads. Returns FALSE with an error as from train_smoother_run (). */
gboolean train_checks_run_contrast (TrainChecks *checks,
                                    TrainSmoother *smoother,
                                    SmoothThreads *threads,
                                    const TrainPhotoSet *set,
                                    GError **error);
