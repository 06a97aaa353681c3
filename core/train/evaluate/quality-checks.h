/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a smoothing may not do, in numbers: an uneven slider, colours that
 * drift, boundaries that fade, anything added to pictures without texture.
 */
#pragma once

#include "train/evaluate/engine-smoother.h"
#include "train/evaluate/photo-set.h"

typedef enum
{
  TRAIN_CHECK_FALL,      /* least fall of total variation in a step of .05 */
  TRAIN_CHECK_STEP,      /* largest step over the mean step */
  TRAIN_CHECK_MEANS,     /* change of a channel's mean at strength 1 */
  TRAIN_CHECK_CONTRAST,  /* boundaries' contrast kept at strength 1, median */
  TRAIN_CHECK_HALF,      /* clean picture, PSNR to the input at strength 0.5 */
  TRAIN_CHECK_FULL,      /* the same at 1 */
  TRAIN_CHECK_EVEN,      /* flat or gradient: largest residual */
  TRAIN_CHECK_OVERSHOOT, /* beyond 2 px of a clean edge: 99.9th percentile */
  TRAIN_CHECK_OVERSHOOT_MAX,
  TRAIN_CHECK_GREY /* grey picture: difference of channels, 99.9th percentile */
} TrainCheckId;

#define TRAIN_N_CHECKS (TRAIN_CHECK_GREY + 1)

/* One check on all pictures. */
typedef struct
{
  int n_pictures, n_failed;
  double worst;
  char *picture; /* of the worst */
} TrainCheck;

/* All checks; any number of threads may add. */
typedef struct
{
  GMutex mutex;
  TrainCheck checks[TRAIN_N_CHECKS];
} TrainChecks;

/* No measurements yet. Free with train_checks_clear (). */
void train_checks_init (TrainChecks *checks);
void train_checks_clear (TrainChecks *checks);

/* For people: what is measured, untranslated, static. */
const char *train_check_get_name (TrainCheckId id);

/* The number that must not be passed, and whether it is the largest allowed
 * (or the least). */
double train_check_get_limit (TrainCheckId id, gboolean *at_most);

/* Adds what was measured on picture. */
void train_checks_add (TrainChecks *checks,
                       TrainCheckId id,
                       const char *picture,
                       double measured);

/* Slider (21 strengths at scale 1) and channel means, in 8 bits, and channels
 * of the picture made grey; on thread. Errors: as train_smoother_run. */
gboolean train_checks_run_picture (TrainChecks *checks,
                                   TrainSmoother *smoother,
                                   int thread,
                                   const char *name,
                                   const TrainPicture *picture,
                                   GError **error);

/* What may not be added to clean picture item (clean-pictures.h); on thread.
 * Errors: as train_smoother_run. */
gboolean train_checks_run_clean (TrainChecks *checks,
                                 TrainSmoother *smoother,
                                 int thread,
                                 int item,
                                 GError **error);

/* Boundary contrast over all photos of set, one per task of threads. Errors: as
 * train_smoother_run. */
gboolean train_checks_run_contrast (TrainChecks *checks,
                                    TrainSmoother *smoother,
                                    SmoothThreads *threads,
                                    const TrainPhotoSet *set,
                                    GError **error);
