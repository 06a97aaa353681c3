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
  /* By how much the total variation of the picture falls when the strength
   * rises by .05, in % of that of the input: the smallest of all steps. It must
   * not rise. */
  TRAIN_CHECK_FALL,
  /* How much the picture changes when the strength rises by .05: the largest
   * change among all steps, divided by the mean of all steps. */
  TRAIN_CHECK_STEP,
  TRAIN_CHECK_MEANS, /* largest change of a channel's mean at strength 1 */
  /* The share of its contrast that a boundary keeps at strength 1: the median
   * over all boundary pixels. */
  TRAIN_CHECK_CONTRAST,
  /* PSNR, compared with the input, of a clean picture (clean-picture-drawing.h)
   * at strength 0.5. */
  TRAIN_CHECK_HALF,
  /* PSNR, compared with the input, of a clean picture at strength 1. */
  TRAIN_CHECK_FULL,
  /* largest change of any pixel of a flat picture or a gradient */
  TRAIN_CHECK_EVEN,
  /* How far channel values of a picture with two colours overshoot, that is,
   * lie outside of the range between both colours, at least 2 px away from the
   * edge: the 99.9th percentile, and the maximum. */
  TRAIN_CHECK_OVERSHOOT,
  TRAIN_CHECK_OVERSHOOT_MAX,
  /* how far the channels of a grey picture differ after smoothing */
  TRAIN_CHECK_GREY
} TrainCheckId;

#define TRAIN_N_CHECKS (TRAIN_CHECK_GREY + 1)

/* The results of one check over all pictures. worst: the value furthest on the
 * wrong side. */
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
 * value that passes, FALSE if it is the smallest one. */
double train_check_get_limit (TrainCheckId id, gboolean *at_most);

/* Adds measured, the value of check id for the picture of this name (copied).
 * Thread-safe. */
void train_checks_add (TrainChecks *checks,
                       TrainCheckId id,
                       const char *picture,
                       double measured);

/* Runs the checks that any picture must pass, on the engine of thread: those of
 * the strength slider (21 strengths at texture scale 1), of channel means, and
 * of grey pictures (for which picture is converted to grey). Returns FALSE with
 * an error as from train_smoother_run (). */
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

/* For each boundary pixel of set's photos, appends to ratios (of double) the
 * share of its contrast that it keeps at strength 1 and this texture scale
 * (boundary-contrast.h), in no particular order. The photos are shared among
 * threads. Returns FALSE with an error as from train_smoother_run (). */
gboolean train_checks_collect_contrast (TrainSmoother *smoother,
                                        SmoothThreads *threads,
                                        const TrainPhotoSet *set,
                                        double scale,
                                        GArray *ratios,
                                        GError **error);

/* Runs the check of boundary contrast over all photos of set, which are shared
 * among threads. Returns FALSE with an error as from train_smoother_run (). */
gboolean train_checks_run_contrast (TrainChecks *checks,
                                    TrainSmoother *smoother,
                                    SmoothThreads *threads,
                                    const TrainPhotoSet *set,
                                    GError **error);
