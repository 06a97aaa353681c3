/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Smooths pictures as the plug-in does, by core's public engine. There is one
 * engine for each thread of a pool, used by that thread alone.
 */
#pragma once

#include <smooth/engine.h>

#include "train/filter/smoothing-method.h"

typedef struct _TrainSmoother TrainSmoother;

/* Loads the weights in folder and makes one engine for each of n_threads
 * threads. If the environment variable SMOOTH_DEBUG asks for the engines'
 * computing times, they are passed to report (with NULL as data), on any of the
 * threads; report may be NULL. Returns NULL and an error as from
 * smooth_model_load () and smooth_engine_new (), or SMOOTH_ERROR_IO. Free with
 * train_smoother_free (). */
TrainSmoother *train_smoother_new (const char *folder,
                                   int n_threads,
                                   SmoothReportFunc report,
                                   GError **error);
void train_smoother_free (TrainSmoother *smoother);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainSmoother, train_smoother_free)

/* Returns a text that identifies the networks and the engine in the keys of
 * cached measurements: the SHA-256 of both weights files and that of the
 * engine's sources, in hexadecimal; owned by smoother. */
const char *train_smoother_get_id (const TrainSmoother *smoother);

/* The settings of a smoothing, and where its results are to be stored. A NULL
 * pointer means that this result is not wanted. */
typedef struct
{
  double strength, scale;
  TrainPicture *smooth; /* the smoothed picture, rounded to 8 bits */
  TrainImage *exact;    /* the smoothed picture, not rounded; 3 channels */
  TrainImage *edges;    /* EME's edge map, 1 channel */
} TrainSmootherRequest;

/* Smooths input (3 channels) on the engine of thread, and makes those results
 * that request asks for; the caller clears them with train_picture_clear () or
 * train_image_clear (). Returns FALSE with an error as from smooth_engine_run
 * (); no result is made then. */
gboolean train_smoother_run (TrainSmoother *smoother,
                             int thread,
                             const TrainImage *input,
                             const TrainSmootherRequest *request,
                             GError **error);

/* Makes method the method "MI", the main interpreter. Its two settings are the
 * strength and the texture scale, whose values are copied from strengths and
 * scales. Borrows smoother. */
void train_smoother_get_method (TrainSmoother *smoother,
                                const TrainAxis *strengths,
                                const TrainAxis *scales,
                                TrainMethod *method);

/* Makes method the method "EME", the edge map extractor. It has no settings,
 * and its result is the edge map as a grey picture. Borrows smoother. */
void train_smoother_get_edges_method (TrainSmoother *smoother,
                                      TrainMethod *method);
