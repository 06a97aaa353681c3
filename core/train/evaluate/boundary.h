/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boundary benchmark of BSDS500 (Martin, Fowlkes, Malik, TPAMI 26(5), 2004;
 * Arbelaez, Maire, Fowlkes, Malik, TPAMI 33(5), 2011): how well edge maps agree
 * with what people drew.
 */
#pragma once

#include "train/data/mat.h"
#include "train/base/parallel.h"

/* Radius of a match, in diagonals of the picture. */
#define TRAIN_BOUNDARY_RADIUS 0.0075

/* Pixels counted in one picture at one threshold. */
typedef struct
{
  gint64 truth_matched; /* of all annotators: those with a partner */
  gint64 truth;         /* all of theirs */
  gint64 edges_matched; /* pixels that any annotator has a partner for */
  gint64 edges;
} TrainBoundaryCount;

/* Counts of n_images pictures at n_thresholds thresholds; threshold i is
 * (i + 1) / (n_thresholds + 1). */
typedef struct
{
  int n_images, n_thresholds;
  TrainBoundaryCount *counts; /* n_images x n_thresholds */
} TrainBoundaryCounts;

/* Point of a precision-recall curve. f = 2 P R / (P + R), 0 where both are. */
typedef struct
{
  double threshold, recall, precision, f;
} TrainBoundaryPoint;

typedef struct
{
  TrainBoundaryPoint ods; /* one threshold for all, found between thresholds
                             by linear interpolation of P and R in 100 parts */
  TrainBoundaryPoint ois; /* each picture's own best threshold (no threshold) */
  double ap;              /* area below the curve, in steps of 0.01 of recall */
} TrainBoundarySummary;

/* Counts of one picture (edges: height x width of annotations) into
 * n_thresholds counts: pixels >= the threshold are thinned (thin.h) and matched
 * with each annotator's (match.h). Thread-safe; about 2 s for 99 thresholds.
 */
void train_boundary_count (const double *edges,
                           const TrainAnnotations *annotations,
                           int n_thresholds,
                           TrainBoundaryCount *counts);

/* Gives picture item: its edges (height x width of annotations, to be freed
 * with g_free) and its annotations. */
typedef gboolean (*TrainBoundaryLoadFunc) (gpointer data,
                                           int item,
                                           int thread,
                                           double **edges,
                                           TrainAnnotations *annotations,
                                           GError **error);

/* What a benchmark runs on. */
typedef struct
{
  int n_images, n_thresholds;
  TrainBoundaryLoadFunc load; /* thread-safe */
  gpointer data;
  TrainParallelProgressFunc progress; /* NULL: none */
  gpointer progress_data;
} TrainBoundaryJob;

/* Counts all pictures, a picture a task, into counts. Errors: as load. Free
 * with train_boundary_counts_clear (). */
gboolean train_boundary_run (const TrainBoundaryJob *job,
                             SmoothThreads *threads,
                             TrainBoundaryCounts *counts,
                             GError **error);
void train_boundary_counts_clear (TrainBoundaryCounts *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainBoundaryCounts,
                                  train_boundary_counts_clear)

/* The curve of all pictures together: n_thresholds points. */
void train_boundary_get_curve (const TrainBoundaryCounts *counts,
                               TrainBoundaryPoint *points);

/* The curve of one picture. */
void train_boundary_get_image_curve (const TrainBoundaryCounts *counts,
                                     int image,
                                     TrainBoundaryPoint *points);

/* The best point of a curve, between its points too, as for ODS. */
TrainBoundaryPoint train_boundary_find_best (const TrainBoundaryPoint *points,
                                             int n_points);

/* ODS, OIS and AP. */
TrainBoundarySummary
train_boundary_summarise (const TrainBoundaryCounts *counts);
