/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Smooths pictures as the plug-in does, by core's public engine. There is one
 * engine for each thread of a pool, used by that thread alone.
 */
#pragma once

#include <smooth/engine.h>

#include "train/filter/smoothing-method.h"

typedef struct _TrainSmoother TrainSmoother;

/* Loads the weights in folder and makes engines for n_threads threads. report
 * (with NULL as data) takes the times of their runs, if SMOOTH_DEBUG asks for
 * them, on any of the threads; NULL: nobody does. NULL and an error as from
 * smooth_model_load () and smooth_engine_new (), or SMOOTH_ERROR_IO. Free with
 * train_smoother_free (). */
TrainSmoother *train_smoother_new (const char *folder,
                                   int n_threads,
                                   SmoothReportFunc report,
                                   GError **error);
void train_smoother_free (TrainSmoother *smoother);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainSmoother, train_smoother_free)

/* Returns what identifies the results in the cache: the SHA-256 of both weights
 * files and that of the engine's sources, in hexadecimal; owned by smoother. */
const char *train_smoother_get_id (const TrainSmoother *smoother);

/* The settings of a smoothing, and pointers to the results that are wanted;
 * NULL: not wanted. */
typedef struct
{
  double strength, scale;
  TrainPicture *smooth; /* the result in 8 bits */
  TrainImage *exact;    /* the result as computed, 3 channels */
  TrainImage *edges;    /* EME's edge map, 1 channel */
} TrainSmootherRequest;

/* Smooths input (3 channels) on the engine of thread, and makes the results of
 * request; clear each with its own clear function. Returns FALSE with an error
 * as from smooth_engine_run (); no result is made then. */
gboolean train_smoother_run (TrainSmoother *smoother,
                             int thread,
                             const TrainImage *input,
                             const TrainSmootherRequest *request,
                             GError **error);

/* Makes method the method "MI" with the settings strength and scale, whose
 * values are those of these two axes (copied). Borrows smoother. */
void train_smoother_get_method (TrainSmoother *smoother,
                                const TrainAxis *strengths,
                                const TrainAxis *scales,
                                TrainMethod *method);

/* Makes method the method "EME", which has no settings and whose result is the
 * edge map as a grey picture. Borrows smoother. */
void train_smoother_get_edges_method (TrainSmoother *smoother,
                                      TrainMethod *method);
