/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of boundary-benchmark.h: small maps counted by hand, and the five
 * photos of the original's self-test if they are available (folder
 * shared/data/bsds-bench beside the source tree or above it).
 */
#include "train/evaluate/boundary-benchmark.h"

#include <math.h>
#include <string.h>

#include "train/data/picture.h"
#include "support/tolerances.h"

#define SIDE 60
#define N_PIXELS (SIDE * SIDE)
#define N_BENCH_IMAGES 5
#define N_BENCH_THRESHOLDS 5

static const char *const bench_names[N_BENCH_IMAGES] = { "2018", "3063", "5096",
                                                         "6046", "8068" };

/* Two annotators have drawn one line each, and the edge map has both, one of
 * them weaker, and a line of its own. */
static void
test_counts (void)
{
  g_auto (TrainAnnotations)
    annotations = { SIDE, SIDE, 2, g_new0 (guint8, 2 * N_PIXELS) };
  g_autofree double *edges = g_new0 (double, N_PIXELS);
  TrainBoundaryCount counts[3];

  for (int i = 10; i < 50; i++)
    {
      annotations.boundaries[20 * SIDE + i] = 1;
      annotations.boundaries[N_PIXELS + 40 * SIDE + i] = 1;
      edges[20 * SIDE + i] = 0.6;
      edges[40 * SIDE + i] = 0.3;
      edges[5 * SIDE + i] = 0.3; /* nobody drew this line */
    }
  train_boundary_count (edges, &annotations, 3, counts);
  g_assert_cmpint (counts[0].truth, ==, 80);
  g_assert_cmpint (counts[0].truth_matched, ==, 80);
  g_assert_cmpint (counts[0].edges, ==, 120);
  g_assert_cmpint (counts[0].edges_matched, ==, 80);
  g_assert_cmpint (counts[1].truth_matched, ==, 40);
  g_assert_cmpint (counts[1].edges, ==, 40);
  g_assert_cmpint (counts[1].edges_matched, ==, 40);
  g_assert_cmpint (counts[2].edges, ==, 0);
  g_assert_cmpint (counts[2].truth_matched, ==, 0);
}

/* Computes the scores of the BSDS boundary benchmark from counts that can be
 * checked by hand: ODS (the best F of one threshold for all pictures,
 * interpolated between thresholds), OIS (of the best threshold for each
 * picture), and the area under the curve of precision over recall. */
static void
test_summary (void)
{
  TrainBoundaryCount counts[] = {
    { 9, 10, 9, 18 },
    { 2, 10, 2, 2 }, /* counts of the first picture */
    { 10, 10, 5, 50 },
    { 8, 10, 8, 10 }, /* counts of the second picture */
  };
  TrainBoundaryCounts all = { 2, 2, counts };
  TrainBoundaryPoint points[2];
  TrainBoundarySummary summary = train_boundary_summarise (&all);
  double best = 0;
  double area = 0;

  train_boundary_get_curve (&all, points);
  g_assert_cmpfloat_with_epsilon (points[0].recall, 19 / 20.0,
                                  TEST_TOLERANCE_DOUBLE_FEW);
  g_assert_cmpfloat_with_epsilon (points[0].precision, 14 / 68.0,
                                  TEST_TOLERANCE_DOUBLE_FEW);
  for (int i = 0; i < 100; i++)
    {
      double recall = 0.95 + (0.5 - 0.95) * i / 99;
      double precision = 14 / 68.0 + (10 / 12.0 - 14 / 68.0) * i / 99;

      best = MAX (best, 2 * recall * precision / (recall + precision));
    }
  g_assert_cmpfloat_with_epsilon (summary.ods.f, best,
                                  TEST_TOLERANCE_DOUBLE_FEW);
  g_assert_cmpfloat_with_epsilon (summary.ois.recall, 17 / 20.0,
                                  TEST_TOLERANCE_DOUBLE_FEW);
  g_assert_cmpfloat_with_epsilon (summary.ois.precision, 17 / 28.0,
                                  TEST_TOLERANCE_DOUBLE_FEW);
  for (int i = 50; i <= 95; i++)
    area += (10 / 12.0 + (14 / 68.0 - 10 / 12.0) * (i - 50) / 45.0) / 100;
  g_assert_cmpfloat_with_epsilon (summary.ap, area, TEST_TOLERANCE_DOUBLE);
}

/* Returns the folder with the photos and results by which the benchmark's
 * original MATLAB program tests itself; NULL if there is none. */
static char *
find_bench (void)
{
  g_autofree char *folder =
    g_canonicalize_filename (g_getenv ("SMOOTH_TEST_SOURCE"), NULL);

  for (int up = 0; up < 3; up++)
    {
      char *parent = g_path_get_dirname (folder);
      char *bench =
        g_build_filename (parent, "shared", "data", "bsds-bench", NULL);

      g_free (folder);
      folder = parent;
      if (g_file_test (bench, G_FILE_TEST_IS_DIR))
        return bench;
      g_free (bench);
    }
  return NULL;
}

static gboolean
load_bench (gpointer data,
            int item,
            int thread,
            double **edges,
            TrainAnnotations *annotations,
            GError **error)
{
  g_autofree char *png =
    g_strdup_printf ("%s/png/%s.png", (char *) data, bench_names[item]);
  g_autofree char *mat =
    g_strdup_printf ("%s/groundTruth/%s.mat", (char *) data, bench_names[item]);
  g_auto (TrainPicture) picture = { 0 };

  (void) thread;
  if (!train_picture_load (png, &picture, error)
      || !train_annotations_load (mat, annotations, error))
    return FALSE;
  *edges = g_new (double, (gsize) picture.height *picture.width);
  for (int i = 0; i < picture.height * picture.width; i++)
    (*edges)[i] = picture.rgb[3 * i] / 255.0;
  return TRUE;
}

/* Reads the numbers of a published file, n_columns per line. */
static double *
read_numbers (const char *bench, const char *name, int n_numbers)
{
  g_autofree char *file = g_build_filename (bench, "expected_2", name, NULL);
  g_autofree char *contents = NULL;
  double *numbers = g_new (double, n_numbers);
  char *at;

  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  at = contents;
  for (int i = 0; i < n_numbers; i++)
    numbers[i] = g_ascii_strtod (at, &at);
  return numbers;
}

/* wanted: threshold, recall, precision, F, from the published file. */
static void
assert_point (const TrainBoundaryPoint *got, const double *wanted)
{
  g_test_message ("%.4f %.4f %.4f, published %.4f %.4f %.4f", got->recall,
                  got->precision, got->f, wanted[1], wanted[2], wanted[3]);
  g_assert_cmpfloat_with_epsilon (got->recall, wanted[1],
                                  TEST_TOLERANCE_BENCHMARK);
  g_assert_cmpfloat_with_epsilon (got->precision, wanted[2],
                                  TEST_TOLERANCE_BENCHMARK);
  g_assert_cmpfloat_with_epsilon (got->f, wanted[3], TEST_TOLERANCE_BENCHMARK);
}

static void
test_published (void)
{
  g_autofree char *bench = find_bench ();
  TrainBoundaryJob job = { .n_images = N_BENCH_IMAGES,
                           .n_thresholds = N_BENCH_THRESHOLDS,
                           .load = load_bench,
                           .data = bench };
  g_autoptr (SmoothThreads) threads = smooth_threads_new (2, NULL);
  g_auto (TrainBoundaryCounts) counts = { 0 };
  g_autoptr (GError) error = NULL;
  TrainBoundaryPoint points[N_BENCH_THRESHOLDS];
  TrainBoundarySummary summary;
  g_autofree double *wanted = NULL;

  if (!bench)
    {
      g_test_skip ("no shared/data/bsds-bench beside the source tree");
      return;
    }
  g_assert_true (train_boundary_run (&job, threads, &counts, &error));
  g_assert_no_error (error);
  wanted = read_numbers (bench, "eval_bdry_thr.txt", 4 * N_BENCH_THRESHOLDS);
  train_boundary_get_curve (&counts, points);
  for (int t = 0; t < N_BENCH_THRESHOLDS; t++)
    assert_point (&points[t], wanted + 4 * t);
  g_free (wanted);
  wanted = read_numbers (bench, "eval_bdry_img.txt", 5 * N_BENCH_IMAGES);
  for (int i = 0; i < N_BENCH_IMAGES; i++)
    {
      TrainBoundaryPoint best;

      train_boundary_get_image_curve (&counts, i, points);
      best = train_boundary_find_best (points, N_BENCH_THRESHOLDS);
      assert_point (&best, wanted + 5 * i + 1);
    }
  g_free (wanted);
  wanted = read_numbers (bench, "eval_bdry.txt", 8);
  summary = train_boundary_summarise (&counts);
  assert_point (&summary.ods, wanted);
  assert_point (&summary.ois, wanted + 3);
  g_test_message ("AP %.4f, published %.4f", summary.ap, wanted[7]);
  g_assert_cmpfloat_with_epsilon (summary.ap, wanted[7],
                                  TEST_TOLERANCE_BENCHMARK);
}

/* An error names the first picture that failed, and no counts are left. */
static gboolean
load_nothing (gpointer data,
              int item,
              int thread,
              double **edges,
              TrainAnnotations *annotations,
              GError **error)
{
  g_autofree char *file = g_strdup_printf ("missing-%d.mat", item);

  (void) data;
  (void) thread;
  (void) edges;
  return train_annotations_load (file, annotations, error);
}

static void
test_error (void)
{
  TrainBoundaryJob job = { .n_images = 4,
                           .n_thresholds = 5,
                           .load = load_nothing };
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_auto (TrainBoundaryCounts) counts = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (train_boundary_run (&job, threads, &counts, &error));
  g_assert_nonnull (strstr (error->message, "missing-0.mat"));
  g_assert_null (counts.counts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/boundary/counts", test_counts);
  g_test_add_func ("/boundary/summary", test_summary);
  g_test_add_func ("/boundary/published", test_published);
  g_test_add_func ("/boundary/error", test_error);
  return g_test_run ();
}
