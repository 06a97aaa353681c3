/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boundary benchmark of BSDS500, see boundary-benchmark.h. */
#include "train/evaluate/boundary-benchmark.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/evaluate/edge-matching.h"
#include "train/evaluate/thinning.h"

#define N_PARTS 100
#define N_RECALL_STEPS 100

/* Returns threshold number i of n_thresholds evenly spaced ones, rounded
 * exactly as MATLAB's linspace () does in the original benchmark: whether the
 * value 85 / 255 reaches the threshold 1 / 3 depends on the last bit. */
static double
get_threshold (int i, int n_thresholds)
{
  double first = 1.0 / (n_thresholds + 1);

  if (n_thresholds == 1)
    return first;
  return first + i * ((1 - first) - first) / (n_thresholds - 1);
}

/* Matches map, a binary edge map, with the boundaries of each annotator, and
 * counts the pixels of both, and those that have a match. matched is work space
 * of the map's size. */
static TrainBoundaryCount
count_map (TrainMatcher *matcher,
           const guint8 *map,
           const TrainAnnotations *annotations,
           guint8 *matched)
{
  gsize n_pixels = (gsize) annotations->height * annotations->width;
  TrainBoundaryCount count = { 0 };

  memset (matched, 0, n_pixels);
  for (int k = 0; k < annotations->n_annotators; k++)
    {
      const guint8 *truth = train_annotations_get (annotations, k);

      count.truth_matched +=
        train_matcher_run (matcher, map, truth, matched, NULL, NULL);
      for (gsize i = 0; i < n_pixels; i++)
        count.truth += truth[i];
    }
  for (gsize i = 0; i < n_pixels; i++)
    {
      count.edges += map[i];
      count.edges_matched += matched[i];
    }
  return count;
}

void
train_boundary_count (const double *edges,
                      const TrainAnnotations *annotations,
                      int n_thresholds,
                      TrainBoundaryCount *counts)
{
  int height = annotations->height;
  int width = annotations->width;
  gsize n_pixels = (gsize) height * width;
  double radius = TRAIN_BOUNDARY_RADIUS * hypot (height, width);
  g_autoptr (TrainMatcher) matcher = train_matcher_new (height, width, radius);
  g_autofree guint8 *map = g_new (guint8, n_pixels);
  g_autofree guint8 *before = g_new0 (guint8, n_pixels);
  g_autofree guint8 *matched = g_new (guint8, n_pixels);

  for (int t = 0; t < n_thresholds; t++)
    {
      double threshold = get_threshold (t, n_thresholds);

      for (gsize i = 0; i < n_pixels; i++)
        map[i] = edges[i] >= threshold;
      train_thin_edges (map, height, width);
      /* If an edge map has only 256 different values, successive thresholds
       * often select the same pixels. Then the counts are those of the
       * threshold before. */
      if (t > 0 && memcmp (map, before, n_pixels) == 0)
        counts[t] = counts[t - 1];
      else
        counts[t] = count_map (matcher, map, annotations, matched);
      memcpy (before, map, n_pixels);
    }
}

typedef struct
{
  const TrainBoundaryJob *job;
  TrainBoundaryCounts *counts;
} Counting;

static gboolean
count_image (gpointer data, int item, int thread, GError **error)
{
  Counting *counting = data;
  const TrainBoundaryJob *job = counting->job;
  g_autofree double *edges = NULL;
  g_auto (TrainAnnotations) annotations = { 0 };

  if (!job->load (job->data, item, thread, &edges, &annotations, error))
    return FALSE;
  train_boundary_count (edges, &annotations, job->n_thresholds,
                        counting->counts->counts
                          + (gsize) item * job->n_thresholds);
  return TRUE;
}

gboolean
train_boundary_run (const TrainBoundaryJob *job,
                    SmoothThreads *threads,
                    TrainBoundaryCounts *counts,
                    GError **error)
{
  Counting counting = { job, counts };
  TrainParallel loop = { count_image, &counting, job->progress,
                         job->progress_data };

  counts->n_images = job->n_images;
  counts->n_thresholds = job->n_thresholds;
  counts->counts =
    g_new0 (TrainBoundaryCount, (gsize) job->n_images * job->n_thresholds);
  if (train_parallel_run (&loop, threads, job->n_images, error))
    return TRUE;
  train_boundary_counts_clear (counts);
  return FALSE;
}

void
train_boundary_counts_clear (TrainBoundaryCounts *counts)
{
  g_free (counts->counts);
  *counts = (TrainBoundaryCounts) { 0 };
}

static double
f_measure (double recall, double precision)
{
  return recall + precision > 0 ? 2 * recall * precision / (recall + precision)
                                : 0;
}

static TrainBoundaryPoint
get_point (const TrainBoundaryCount *count, double threshold)
{
  double recall = (double) count->truth_matched / MAX (count->truth, 1);
  double precision = (double) count->edges_matched / MAX (count->edges, 1);

  return (TrainBoundaryPoint) { threshold, recall, precision,
                                f_measure (recall, precision) };
}

static void
add_count (TrainBoundaryCount *sum, const TrainBoundaryCount *count)
{
  sum->truth_matched += count->truth_matched;
  sum->truth += count->truth;
  sum->edges_matched += count->edges_matched;
  sum->edges += count->edges;
}

void
train_boundary_get_image_curve (const TrainBoundaryCounts *counts,
                                int image,
                                TrainBoundaryPoint *points)
{
  const TrainBoundaryCount *own =
    counts->counts + (gsize) image * counts->n_thresholds;

  for (int t = 0; t < counts->n_thresholds; t++)
    points[t] = get_point (own + t, get_threshold (t, counts->n_thresholds));
}

void
train_boundary_get_curve (const TrainBoundaryCounts *counts,
                          TrainBoundaryPoint *points)
{
  for (int t = 0; t < counts->n_thresholds; t++)
    {
      TrainBoundaryCount sum = { 0 };

      for (int i = 0; i < counts->n_images; i++)
        add_count (&sum, counts->counts + (gsize) i * counts->n_thresholds + t);
      points[t] = get_point (&sum, get_threshold (t, counts->n_thresholds));
    }
}

TrainBoundaryPoint
train_boundary_find_best (const TrainBoundaryPoint *points, int n_points)
{
  TrainBoundaryPoint best = points[0];

  for (int i = 1; i < n_points; i++)
    for (int part = 0; part < N_PARTS; part++)
      {
        const TrainBoundaryPoint *a = points + i - 1;
        const TrainBoundaryPoint *b = points + i;
        double d = part / (N_PARTS - 1.0);
        double recall = a->recall + d * (b->recall - a->recall);
        double precision = a->precision + d * (b->precision - a->precision);
        double f = f_measure (recall, precision);

        if (f > best.f)
          best = (TrainBoundaryPoint) { a->threshold
                                          + d * (b->threshold - a->threshold),
                                        recall, precision, f };
      }
  return best;
}

/* Returns the optimal image scale: precision and recall of all pictures
 * together, each picture at the threshold at which its own F-measure is
 * highest. */
static TrainBoundaryPoint
find_ois (const TrainBoundaryCounts *counts)
{
  g_autofree TrainBoundaryPoint *points =
    g_new (TrainBoundaryPoint, counts->n_thresholds);
  TrainBoundaryCount sum = { 0 };

  for (int i = 0; i < counts->n_images; i++)
    {
      int best = 0;

      train_boundary_get_image_curve (counts, i, points);
      for (int t = 1; t < counts->n_thresholds; t++)
        if (points[t].f > points[best].f)
          best = t;
      add_count (&sum,
                 counts->counts + (gsize) i * counts->n_thresholds + best);
    }
  return get_point (&sum, NAN);
}

/* For qsort (): orders points by rising recall. Among points of equal recall
 * the one with the highest threshold comes last, because find_ap () keeps only
 * the last of them. */
static int
compare_points (const void *a, const void *b)
{
  const TrainBoundaryPoint *left = a;
  const TrainBoundaryPoint *right = b;

  if (left->recall != right->recall)
    return left->recall < right->recall ? -1 : 1;
  return (left->threshold > right->threshold)
         - (left->threshold < right->threshold);
}

/* Returns the average precision: the area below the precision-recall curve over
 * the recalls between the least and the largest of points, with precision
 * interpolated linearly. Sorts points. */
static double
find_ap (TrainBoundaryPoint *points, int n_points)
{
  double area = 0;
  int n_unique = 0;
  int next = 1;

  qsort (points, n_points, sizeof *points, compare_points);
  for (int i = 0; i < n_points; i++)
    {
      if (n_unique > 0 && points[n_unique - 1].recall == points[i].recall)
        n_unique--;
      points[n_unique++] = points[i];
    }
  if (n_unique < 2)
    return 0;
  for (int step = 0; step <= N_RECALL_STEPS; step++)
    {
      double recall = (double) step / N_RECALL_STEPS;
      const TrainBoundaryPoint *a, *b;

      if (recall < points[0].recall || recall > points[n_unique - 1].recall)
        continue;
      while (points[next].recall < recall)
        next++;
      a = points + next - 1;
      b = points + next;
      area += (a->precision
               + (b->precision - a->precision) * (recall - a->recall)
                   / (b->recall - a->recall))
              / N_RECALL_STEPS;
    }
  return area;
}

TrainBoundarySummary
train_boundary_summarise (const TrainBoundaryCounts *counts)
{
  g_autofree TrainBoundaryPoint *points =
    g_new (TrainBoundaryPoint, counts->n_thresholds);
  TrainBoundarySummary summary;

  train_boundary_get_curve (counts, points);
  summary.ods = train_boundary_find_best (points, counts->n_thresholds);
  summary.ois = find_ois (counts);
  summary.ap = find_ap (points, counts->n_thresholds);
  return summary;
}
