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
  /* those of image 0 at each threshold, then those of image 1 ... */
  TrainBoundaryCount *counts;
} TrainBoundaryCounts;

/* A point of a precision-recall curve. f is the F-measure 2 P R / (P + R) of
 * precision P and recall R, or 0 if both are 0. */
typedef struct
{
  double threshold, recall, precision, f;
} TrainBoundaryPoint;

typedef struct
{
  /* optimal dataset scale (ODS): the point with the highest F-measure if all
   * pictures have the same threshold; between two thresholds, precision and
   * recall are interpolated linearly in 100 parts */
  TrainBoundaryPoint ods;
  /* optimal image scale (OIS): the point at which each picture has its own best
   * threshold; its field threshold is NAN */
  TrainBoundaryPoint ois;
  /* average precision (AP): the area below the precision-recall curve, summed
   * in steps of 0.01 of recall */
  double ap;
} TrainBoundarySummary;

/* Compares one edge map with the annotators' boundaries at n_thresholds
 * thresholds, and writes one count for each threshold to counts. edges: values
 * in [0, 1], of the same height and width as annotations. The pixels that reach
 * a threshold are thinned (thinning.h) and matched with each annotator's
 * boundaries (edge-matching.h). Thread-safe; about 2 s for 99 thresholds. */
void train_boundary_count (const double *edges,
                           const TrainAnnotations *annotations,
                           int n_thresholds,
                           TrainBoundaryCount *counts);

/* Loads the picture number item. edges (out): its edge map, of the same height
 * and width as its annotations; free with g_free (). annotations (out): the
 * boundaries that people drew; clear with train_annotations_clear (). thread:
 * index of the calling thread in its pool. Returns FALSE with an error. */
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
  /* called after each picture; NULL: not wanted */
  TrainParallelProgressFunc progress;
  gpointer progress_data;
} TrainBoundaryJob;

/* Calls train_boundary_count () for all pictures, several at a time on threads,
 * and stores the results in counts, which is made; clear it with
 * train_boundary_counts_clear (). Returns FALSE with the error of load. */
gboolean train_boundary_run (const TrainBoundaryJob *job,
                             SmoothThreads *threads,
                             TrainBoundaryCounts *counts,
                             GError **error);
void train_boundary_counts_clear (TrainBoundaryCounts *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainBoundaryCounts,
                                  train_boundary_counts_clear)

/* Computes the precision-recall curve of all pictures together: writes a point
 * for each threshold to points. */
void train_boundary_get_curve (const TrainBoundaryCounts *counts,
                               TrainBoundaryPoint *points);

/* Computes the precision-recall curve of one picture: writes a point for each
 * threshold to points. */
void train_boundary_get_image_curve (const TrainBoundaryCounts *counts,
                                     int image,
                                     TrainBoundaryPoint *points);

/* Returns the point of the curve with the highest F-measure, also looking
 * between neighbouring points: precision and recall are interpolated there, as
 * for the optimal dataset scale. */
TrainBoundaryPoint train_boundary_find_best (const TrainBoundaryPoint *points,
                                             int n_points);

/* Computes the benchmark's summary, ODS, OIS and AP, from the counts. */
TrainBoundarySummary
train_boundary_summarise (const TrainBoundaryCounts *counts);
