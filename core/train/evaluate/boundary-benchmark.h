/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boundary benchmark of BSDS500 (Martin, Fowlkes, Malik, TPAMI 26(5), 2004;
 * Arbelaez, Maire, Fowlkes, Malik, TPAMI 33(5), 2011): how well edge maps agree
 * with the boundaries that people drew.
 */
#pragma once

#include "train/base/parallel.h"
#include "train/data/annotations-mat.h"

/* The largest distance of two matching pixels, as a part of the picture's
 * diagonal. */
#define TRAIN_BOUNDARY_RADIUS 0.0075

/* Pixel counts of one picture at one threshold. Recall is truth_matched /
 * truth, precision is edges_matched / edges. */
typedef struct
{
  /* annotated pixels that match an edge pixel, summed over the annotators */
  gint64 truth_matched;
  gint64 truth; /* annotated pixels, summed over the annotators */
  /* edge pixels that match a pixel of at least one annotator */
  gint64 edges_matched;
  gint64 edges;
} TrainBoundaryCount;

/* The counts of n_images pictures at n_thresholds thresholds; threshold i is (i
 * + 1) / (n_thresholds + 1). Owns counts. */
typedef struct
{
  int n_images, n_thresholds;
  TrainBoundaryCount *counts; /* n_images x n_thresholds */
} TrainBoundaryCounts;

/* A point of a precision-recall curve; f = 2 P R / (P + R), P being precision
 * and R recall, or 0 if both are 0. */
typedef struct
{
  double threshold, recall, precision, f;
} TrainBoundaryPoint;

typedef struct
{
  /* optimal dataset scale: the best point with one threshold for all pictures;
   * between thresholds P and R are interpolated linearly in 100 parts */
  TrainBoundaryPoint ods;
  /* optimal image scale: each picture at its own best threshold; the field
   * threshold is NAN */
  TrainBoundaryPoint ois;
  /* average precision: the area below the curve, summed in steps of 0.01 of
   * recall */
  double ap;
} TrainBoundarySummary;

/* Counts one picture at n_thresholds thresholds into counts. edges: height x
 * width of annotations. The pixels that reach a threshold are thinned
 * (thinning.h) and matched with each annotator's boundaries (edge-matching.h).
 * Thread-safe; about 2 s for 99 thresholds. */
void train_boundary_count (const double *edges,
                           const TrainAnnotations *annotations,
                           int n_thresholds,
                           TrainBoundaryCount *counts);

/* Loads picture item: its edge map, height x width of annotations, to be freed
 * with g_free (), and its annotations, which are made. thread: index of the
 * calling thread in its pool. Returns FALSE with an error. */
typedef gboolean (*TrainBoundaryLoadFunc) (gpointer data,
                                           int item,
                                           int thread,
                                           double **edges,
                                           TrainAnnotations *annotations,
                                           GError **error);

/* The pictures to run the benchmark on. */
typedef struct
{
  int n_images, n_thresholds;
  TrainBoundaryLoadFunc load; /* called on several threads at a time */
  gpointer data;
  TrainParallelProgressFunc progress; /* NULL for none */
  gpointer progress_data;
} TrainBoundaryJob;

/* Counts all pictures, each on one of threads, into counts, which is made;
 * clear it with train_boundary_counts_clear (). Returns FALSE with the error of
 * load. */
gboolean train_boundary_run (const TrainBoundaryJob *job,
                             SmoothThreads *threads,
                             TrainBoundaryCounts *counts,
                             GError **error);
void train_boundary_counts_clear (TrainBoundaryCounts *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainBoundaryCounts,
                                  train_boundary_counts_clear)

/* Computes the curve of all pictures together into points, n_thresholds of
 * them. */
void train_boundary_get_curve (const TrainBoundaryCounts *counts,
                               TrainBoundaryPoint *points);

/* Computes the curve of one picture into points, n_thresholds of them. */
void train_boundary_get_image_curve (const TrainBoundaryCounts *counts,
                                     int image,
                                     TrainBoundaryPoint *points);

/* Returns the point of the curve with the highest f; points between two
 * neighbours are interpolated, as for ODS. */
TrainBoundaryPoint train_boundary_find_best (const TrainBoundaryPoint *points,
                                             int n_points);

/* Returns ODS, OIS and AP. */
TrainBoundarySummary
train_boundary_summarise (const TrainBoundaryCounts *counts);
