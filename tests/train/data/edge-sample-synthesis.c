/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of edge-sample-synthesis.h: a sample depends on seed, step and index
 * alone; targets are as the annotators drew them; shapes have exact edges;
 * broken data are reported.
 */
#include "train/data/edge-sample-synthesis.h"

#include <math.h>
#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <smooth/error.h>

#include "annotations-mat-support.h"
#include "support/folder.h"
#include "train/data/procedural-shapes.h"

#define HEIGHT 40
#define WIDTH 60
#define N_ANNOTATORS 5
#define CROP 32

static char *
get_path (const TestFolder *folder, const char *name)
{
  char *path = test_folder_get_file (folder, name);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0777), ==, 0);
  return path;
}

/* Returns how many of the annotators drew column x. */
static int
count_at (int x)
{
  return x == 20 ? N_ANNOTATORS : x == 30 ? 2 : x == 40 ? 1 : 0;
}

static gboolean
is_drawn (int annotator, int y, int x)
{
  (void) y;
  return annotator < count_at (x);
}

static void
write_mat (const TestFolder *folder,
           const char *name,
           const char *field,
           int height)
{
  const MatAnnotations wanted = { "groundTruth", field,    height, WIDTH,
                                  N_ANNOTATORS,  is_drawn, FALSE };
  g_autofree char *path = get_path (folder, name);

  mat_write_annotations (path, &wanted);
}

/* Writes a photo whose red channel tells the column, with its annotations. */
static void
write_data (const TestFolder *folder)
{
  g_autofree char *path = get_path (folder, "images/train/1.jpg");
  g_autoptr (GdkPixbuf) pixbuf =
    gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  guint8 *rows = gdk_pixbuf_get_pixels (pixbuf);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      for (int c = 0; c < 3; c++)
        rows[y * gdk_pixbuf_get_rowstride (pixbuf) + 3 * x + c] =
          (guint8) (4 * x);
  g_assert_true (
    gdk_pixbuf_save (pixbuf, path, "jpeg", NULL, "quality", "100", NULL));
  write_mat (folder, "groundTruth/train/1.mat", "Boundaries", HEIGHT);
}

static TrainEdgeSource *
load (const TestFolder *folder, double shapes, GError **error)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);

  return train_edge_source_new (folder->path, shapes, threads, NULL, error);
}

static void
assert_same (const TrainImage *a, const TrainImage *b)
{
  g_assert_cmpmem (a->data, train_image_size (a) * sizeof (TrainReal), b->data,
                   train_image_size (b) * sizeof (TrainReal));
}

static void
test_pure (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrainEdgeSource) edges = NULL;
  TrainEdgeSample drawn[16] = { 0 }, again = { 0 };

  (void) data;
  write_data (folder);
  edges = load (folder, 0.5, &error);
  g_assert_no_error (error);
  for (int k = 0; k < 16; k++)
    g_assert_true (train_edge_source_draw (edges, 1, 2, k, CROP, &drawn[k]));
  for (int k = 16; k-- > 0;)
    {
      g_assert_true (train_edge_source_draw (edges, 1, 2, k, CROP, &again));
      assert_same (&drawn[k].photo, &again.photo);
      assert_same (&drawn[k].target, &again.target);
      train_edge_sample_clear (&drawn[k]);
    }
  g_assert_false (train_edge_source_draw (edges, 1, 2, 0, 15, &again));
  train_edge_sample_clear (&again);
}

/* All values are in range; edges, no edges and ignored pixels occur; what two
 * of five annotators drew is an edge, what one drew is ignored. */
static void
test_targets (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainEdgeSource) edges = NULL;
  TrainEdgeSample edge = { 0 };
  gsize counts[3] = { 0 }, total = 0;

  (void) data;
  write_data (folder);
  edges = load (folder, 0, NULL);
  g_assert_nonnull (edges);
  for (int k = 0; k < 100; k++)
    {
      g_assert_true (train_edge_source_draw (edges, 1, 0, k, CROP, &edge));
      for (gsize i = 0; i < train_image_size (&edge.photo); i++)
        g_assert_true (edge.photo.data[i] >= 0 && edge.photo.data[i] <= 1);
      for (gsize i = 0; i < train_image_size (&edge.target); i++)
        {
          double target = (double) edge.target.data[i];

          g_assert_true (target == 0 || target == 1 || target == -1);
          counts[(int) target + 1]++;
          total++;
        }
    }
  g_assert_cmpuint (counts[0], >, total / 100);
  g_assert_cmpuint (counts[1], >, total / 2);
  g_assert_cmpuint (counts[2], >, total / 100);
  train_edge_sample_clear (&edge);
}

/* In a fifth of the samples the crop lies on the pixel grid, and the target is
 * exactly what was drawn. Where the light was not changed, the photo's red
 * channel tells which column is where. */
static void
test_grid (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainEdgeSource) edges = NULL;
  TrainEdgeSample edge = { 0 };
  int n_found = 0;

  (void) data;
  write_data (folder);
  edges = load (folder, 0, NULL);
  g_assert_nonnull (edges);
  for (int k = 0; k < 300; k++)
    {
      gboolean is_grid = TRUE;

      g_assert_true (train_edge_source_draw (edges, 1, 0, k, 16, &edge));
      for (int i = 0; i < 16 * 16 && is_grid; i++)
        {
          double x = (double) edge.photo.data[3 * i] * 255 / 4;

          is_grid = fabs (x - rint (x)) < 0.3
                    && edge.photo.data[3 * i] == edge.photo.data[3 * i + 1];
        }
      /* Along one axis the column must change by exactly one per pixel. */
      is_grid =
        is_grid
        && (fabs (fabs ((double) (edge.photo.data[3] - edge.photo.data[0]))
                  - 4 / 255.)
              < 0.3 / 255
            || fabs (fabs ((double) (edge.photo.data[48] - edge.photo.data[0]))
                     - 4 / 255.)
                 < 0.3 / 255);
      /* The crop must not extend beyond the photo, where pixels are ignored. */
      for (int i = 0; i < 16 * 16 && is_grid; i++)
        is_grid =
          edge.target.data[i] >= 0
          || count_at ((int) rint ((double) edge.photo.data[3 * i] * 255 / 4))
               > 0;
      if (!is_grid)
        continue;
      n_found++;
      for (int i = 0; i < 16 * 16; i++)
        {
          int x = (int) rint ((double) edge.photo.data[3 * i] * 255 / 4);
          int count = count_at (x);
          TrainReal wanted = count >= 2 ? 1 : count == 1 ? -1 : 0;

          if (edge.target.data[i] != wanted)
            g_error ("sample %d: column %d is %g", k, x,
                     (double) edge.target.data[i]);
        }
    }
  g_test_message ("%d on the grid", n_found);
  g_assert_cmpint (n_found, >, 10);
  train_edge_sample_clear (&edge);
}

/* Returns the largest absolute value of image within the square of 2 * reach +
 * 1 pixels around (x, y). */
static double
largest_near (const TrainImage *image, int y, int x, int reach)
{
  double largest = 0;

  for (int i = y - reach; i <= y + reach; i++)
    for (int j = x - reach; j <= x + reach; j++)
      largest = fmax (largest, fabs ((double) *train_image_at (image, i, j)));
  return largest;
}

/* Returns the largest difference of colour between (x, y) and a neighbour. */
static double
get_step (const TrainImage *picture, int y, int x)
{
  double step = 0;

  for (int k = 0; k < 9 * 3; k++)
    {
      int c = k % 3, i = y + k / 3 % 3 - 1, j = x + k / 9 - 1;

      step = fmax (step, fabs ((double) (train_image_at (picture, i, j)[c]
                                         - train_image_at (picture, y, x)[c])));
    }
  return step;
}

/* Without textures colours change near edges only, and at every edge. */
static void
test_shapes (TestFolder *folder, gconstpointer data)
{
  /* A colour may change at this distance from the nearest edge pixel: a thin
   * stroke has a single edge, along its middle, and its colour ends up to 1.5
   * px from there. */
  const int reach = 3;
  TrainImage picture, edges;
  int n_edges = 0;

  (void) folder;
  (void) data;
  train_image_init (&picture, 64, 64, 3);
  train_image_init (&edges, 64, 64, 1);
  for (int k = 0; k < 50; k++)
    {
      TrainProceduralShapes shapes = { .n_shapes = 6 };
      TrainRandom random;

      train_random_init (&random, 1, 0, (guint64) k, 0);
      train_procedural_shapes_draw (&random, &shapes, &picture, &edges);
      for (int y = reach; y < 64 - reach; y++)
        for (int x = reach; x < 64 - reach; x++)
          {
            double step = get_step (&picture, y, x);

            if (*train_image_at (&edges, y, x) == 1)
              {
                n_edges++;
                for (int i = 0; i < 9; i++)
                  step = fmax (
                    step, get_step (&picture, y + i / 3 - 1, x + i % 3 - 1));
                g_assert_cmpfloat (step, >, 0.02);
              }
            if (largest_near (&edges, y, x, reach) == 0)
              g_assert_cmpfloat (step, <, 0.04);
          }
    }
  g_assert_cmpint (n_edges, >, 2000);
  train_image_clear (&picture);
  train_image_clear (&edges);
}

static void
assert_refused (const TestFolder *folder, SmoothError code, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (folder, 0, &error));
  g_assert_error (error, SMOOTH_ERROR, (int) code);
  if (strstr (error->message, name) == NULL)
    g_error ("'%s' does not name %s", error->message, name);
}

static void
test_broken (TestFolder *folder, gconstpointer data)
{
  g_autofree char *mat =
    test_folder_get_file (folder, "groundTruth/train/1.mat");
  g_autofree char *photo = test_folder_get_file (folder, "images/train/1.jpg");
  g_autofree char *contents = NULL;
  gsize length;

  (void) data;
  assert_refused (folder, SMOOTH_ERROR_IO, "images");
  write_data (folder);
  write_mat (folder, "groundTruth/train/1.mat", "Boundaries", HEIGHT - 1);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "1.mat");
  write_mat (folder, "groundTruth/train/1.mat", "Segmentation", HEIGHT);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "1.mat");
  g_assert_cmpint (g_remove (mat), ==, 0);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "1.mat");
  g_assert_true (g_file_get_contents (photo, &contents, &length, NULL));
  g_assert_true (
    g_file_set_contents (photo, contents, (gssize) length - 40, NULL));
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "1.jpg");
  g_assert_cmpint (g_remove (photo), ==, 0);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "images");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/train/edges/pure", test_pure);
  test_folder_add ("/train/edges/targets", test_targets);
  test_folder_add ("/train/edges/grid", test_grid);
  test_folder_add ("/train/edges/shapes", test_shapes);
  test_folder_add ("/train/edges/broken", test_broken);
  return g_test_run ();
}
