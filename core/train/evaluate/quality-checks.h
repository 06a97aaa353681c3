/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quality checks of the networks: what a smoothing must not do, as numbers with
 * limits. The slider must act evenly, colours must not drift, boundaries must
 * keep their contrast, and nothing may be added to pictures without texture.
 */
#pragma once

#include "train/evaluate/engine-smoother.h"
#include "train/evaluate/photo-set.h"

typedef enum
{
  TRAIN_CHECK_FALL,     /* least decrease of total variation in a step of .05 */
  TRAIN_CHECK_STEP,     /* largest step divided by the mean step */
  TRAIN_CHECK_MEANS,    /* change of a channel's mean at strength 1 */
  TRAIN_CHECK_CONTRAST, /* boundary contrast kept at strength 1, median */
  TRAIN_CHECK_HALF,     /* clean picture: PSNR to the input at strength 0.5 */
  TRAIN_CHECK_FULL,     /* clean picture: PSNR to the input at strength 1 */
  TRAIN_CHECK_EVEN,     /* flat or gradient picture: largest change */
  /* beside clean edges, from 2 px on: 99.9th percentile */
  TRAIN_CHECK_OVERSHOOT,
  TRAIN_CHECK_OVERSHOOT_MAX,
  TRAIN_CHECK_GREY /* grey picture: difference of channels, 99.9th percentile */
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

/* Returns the limit of the check; at_most is set to whether it is the largest
 * value allowed (TRUE) or the least (FALSE). */
double train_check_get_limit (TrainCheckId id, gboolean *at_most);

/* Adds the value measured on the picture of this name, which is copied.
 * Thread-safe. */
void train_checks_add (TrainChecks *checks,
                       TrainCheckId id,
                       const char *picture,
                       double measured);

/* Runs the checks of the slider (21 strengths at texture scale 1), of channel
 * means, and of grey pictures (picture made grey), on the engine of thread.
 * Returns FALSE with an error as from train_smoother_run (). */
gboolean train_checks_run_picture (TrainChecks *checks,
                                   TrainSmoother *smoother,
                                   int thread,
                                   const char *name,
                                   const TrainPicture *picture,
                                   GError **error);

/* Runs the checks on clean picture item, a TrainCleanPicture, on the engine of
 * thread. Returns FALSE with an error as from train_smoother_run (). */
gboolean train_checks_run_clean (TrainChecks *checks,
                                 TrainSmoother *smoother,
                                 int thread,
                                 int item,
                                 GError **error);

/* Appends to ratios (of double), in any order, the share of its contrast that
 * each boundary pixel of the photos of set keeps at strength 1 and at scale
 * (boundary-contrast.h). One photo per task of threads. Returns FALSE with an
 * error as from train_smoother_run (). */
gboolean train_checks_collect_contrast (TrainSmoother *smoother,
                                        SmoothThreads *threads,
                                        const TrainPhotoSet *set,
                                        double scale,
                                        GArray *ratios,
                                        GError **error);

/* Runs the check of boundary contrast over all photos of set, one per task of
 * threads. Returns FALSE with an error as from train_smoother_run (). */
gboolean train_checks_run_contrast (TrainChecks *checks,
                                    TrainSmoother *smoother,
                                    SmoothThreads *threads,
                                    const TrainPhotoSet *set,
                                    GError **error);
