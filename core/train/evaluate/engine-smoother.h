/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The networks as they ship, by core's public engine: one engine for each
 * thread of a pool, which runs on that thread alone.
 */
#pragma once

#include "train/filter/smoothing-method.h"

typedef struct _TrainSmoother TrainSmoother;

/* Engines for n_threads threads on the weights in folder. Errors: as
 * smooth_model_load and smooth_engine_new. Free with train_smoother_free (). */
TrainSmoother *
train_smoother_new (const char *folder, int n_threads, GError **error);
void train_smoother_free (TrainSmoother *smoother);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainSmoother, train_smoother_free)

/* SHA-256 of both files of weights in hexadecimal; borrowed. */
const char *train_smoother_get_id (const TrainSmoother *smoother);

/* What one run is asked for and gives; results that are NULL are not made. */
typedef struct
{
  double strength, scale;
  TrainPicture *smooth; /* the result in 8 bits, made */
  TrainImage *exact;    /* the same as it came, 3 channels, made */
  TrainImage *edges;    /* EME's map, 1 channel, made */
} TrainSmootherRequest;

/* Smooths input (3 channels) on thread. Errors: as smooth_engine_run; then
 * nothing is made. */
gboolean train_smoother_run (TrainSmoother *smoother,
                             int thread,
                             const TrainImage *input,
                             const TrainSmootherRequest *run,
                             GError **error);

/* MI as a method of settings strength and scale (both fixed axes of just these
 * values, copied); borrows smoother. */
void train_smoother_get_method (TrainSmoother *smoother,
                                const TrainAxis *strengths,
                                const TrainAxis *scales,
                                TrainMethod *method);

/* EME as a method without settings, whose result is its map as a grey picture;
 * borrows smoother. */
void train_smoother_get_edges_method (TrainSmoother *smoother,
                                      TrainMethod *method);
