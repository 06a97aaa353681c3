/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of rtv.h against its formula computed with dense matrices in double,
 * and of laplacian-solver.h.
 */
#include "train/filter/rtv.h"

#include <math.h>

#include "support/measure.h"
#include "support/tolerances.h"
#include "train/filter/laplacian-solver.h"

#define HEIGHT 17
#define WIDTH 14
#define N (HEIGHT * WIDTH)

/* Solves matrix x = values, by Gaussian elimination; x replaces values. There
 * is no pivoting, since the matrices here are diagonally dominant. */
static void
solve_dense (double *matrix, double *values)
{
  for (int k = 0; k < N; k++)
    for (int i = k + 1; i < N; i++)
      {
        double part = matrix[i * N + k] / matrix[k * N + k];

        for (int j = k; part != 0 && j < N; j++)
          matrix[i * N + j] -= part * matrix[k * N + j];
        values[i] -= part * values[k];
      }
  for (int k = N; k-- > 0;)
    {
      for (int j = k + 1; j < N; j++)
        values[k] -= matrix[k * N + j] * values[j];
      values[k] /= matrix[k * N + k];
    }
}

static void
link_pixels (double *matrix, int i, int j, double weight)
{
  matrix[i * N + i] += weight;
  matrix[j * N + j] += weight;
  matrix[i * N + j] -= weight;
  matrix[j * N + i] -= weight;
}

static double *
new_identity (void)
{
  double *matrix = g_new0 (double, N *N);

  for (int i = 0; i < N; i++)
    matrix[i * N + i] = 1;
  return matrix;
}

/* Returns the blurred picture at (x, y), with replicate padding. */
static double
blurred_at (const double *picture, double sigma, int x, int y, int c)
{
  int radius = (int) floor (5 * sigma + 0.5) / 2;
  double sum = 0, weights = 0;

  for (int dy = -radius; dy <= radius; dy++)
    for (int dx = -radius; dx <= radius; dx++)
      {
        double weight = exp (-(dx * dx + dy * dy) / (2 * sigma * sigma));
        int j = CLAMP (x + dx, 0, WIDTH - 1), i = CLAMP (y + dy, 0, HEIGHT - 1);

        sum += weight * picture[(i * WIDTH + j) * 3 + c];
        weights += weight;
      }
  return sum / weights;
}

/* Returns by how much the blurred picture, channel c, changes from (x, y) to (x
 * + right, y + down); 0 if that lies beyond the border. */
static double
blurred_change (
  const double *s, double sigma, int x, int y, int right, int down, int c)
{
  return blurred_at (s, sigma, MIN (x + right, WIDTH - 1),
                     MIN (y + down, HEIGHT - 1), c)
         - blurred_at (s, sigma, x, y, c);
}

/* Returns the weight of RTV's linear system between (x, y) and its neighbour (x
 * + right, y + down), by the formula in rtv.h. */
static double
weight_at (const double *s,
           double sigma,
           gboolean is_isotropic,
           int x,
           int y,
           int right,
           int down)
{
  double gradient = 0, blurred = 0;
  int i = y * WIDTH + x;

  for (int c = 0; c < 3; c++)
    {
      double dx = x + 1 < WIDTH ? s[(i + 1) * 3 + c] - s[i * 3 + c] : 0;
      double dy = y + 1 < HEIGHT ? s[(i + WIDTH) * 3 + c] - s[i * 3 + c] : 0;

      gradient += hypot (dx, dy) / 3;
      if (is_isotropic)
        blurred += hypot (blurred_change (s, sigma, x, y, 1, 0, c),
                          blurred_change (s, sigma, x, y, 0, 1, c))
                   / 3;
      else
        blurred += fabs (blurred_change (s, sigma, x, y, right, down, c)) / 3;
    }
  return 1 / fmax (blurred, 0.001) / fmax (gradient, 0.02);
}

/* Returns the factor by which the edge map lowers the weight between the pixels
 * i and j; 1 without an edge map. */
static double
share_at (const TrainImage *edges, int i, int j)
{
  return edges == NULL ? 1
                       : fmax (1 - fmax (edges->data[i], edges->data[j]), 0.02);
}

static double *
smooth_dense (const TrainRtv *rtv, const double *photo, const TrainImage *edges)
{
  double *s = g_memdup2 (photo, sizeof (double) * N * 3);
  double sigma = rtv->sigma;

  for (int k = 0; k < rtv->n_rounds; k++, sigma = fmax (sigma / 2, 0.5))
    {
      g_autofree double *matrix = new_identity ();

      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            int i = y * WIDTH + x;

            if (x + 1 < WIDTH)
              link_pixels (
                matrix, i, i + 1,
                rtv->lambda * share_at (edges, i, i + 1)
                  * weight_at (s, sigma, rtv->is_isotropic, x, y, 1, 0));
            if (y + 1 < HEIGHT)
              link_pixels (
                matrix, i, i + WIDTH,
                rtv->lambda * share_at (edges, i, i + WIDTH)
                  * weight_at (s, sigma, rtv->is_isotropic, x, y, 0, 1));
          }
      for (int c = 0; c < 3; c++)
        {
          g_autofree double *copy = g_memdup2 (matrix, sizeof (double) * N * N);
          double values[N];

          for (int i = 0; i < N; i++)
            values[i] = photo[i * 3 + c];
          solve_dense (copy, values);
          for (int i = 0; i < N; i++)
            s[i * 3 + c] = values[i];
        }
    }
  return s;
}

/* Makes a slanted step in three colours with noise. */
static double *
new_photo (GRand *rand)
{
  double *photo = g_new (double, N * 3);

  for (int i = 0; i < N * 3; i++)
    {
      int pixel = i / 3, x = pixel % WIDTH, y = pixel / WIDTH;

      photo[i] = (3 * x + y > 30 ? 0.7 - 0.1 * (i % 3) : 0.3)
                 + g_rand_double_range (rand, -0.06, 0.06);
    }
  return photo;
}

/* Flags of a test case: whether RTV is guided by an edge map, and whether its
 * weights are isotropic (the same for both neighbours of a pixel) instead of
 * the paper's. */
enum
{
  HAS_EDGES = 1,
  IS_ISOTROPIC = 2
};

/* Compares the solver's result with that of dense matrices, at all strengths of
 * the teacher. */
static void
test_reference (gconstpointer data)
{
  gboolean has_edges = (GPOINTER_TO_INT (data) & HAS_EDGES) != 0;
  gboolean is_isotropic = (GPOINTER_TO_INT (data) & IS_ISOTROPIC) != 0;
  g_autoptr (GRand) rand = test_rand_new ();
  TrainImage edges;

  train_image_init (&edges, HEIGHT, WIDTH, 1);
  /* Some edges get the value 1, for which the lower bound of the weight is
   * used. */
  for (int i = 0; i < N; i++)
    edges.data[i] = (TrainReal) MIN (1, g_rand_double_range (rand, 0, 1.2));
  for (int k = 0; k < TRAIN_RTV_N_STRENGTHS; k++)
    {
      TrainRtv rtv = TRAIN_RTV_STRENGTHS[k];
      g_autofree double *photo = new_photo (rand);
      g_autofree double *wanted = NULL;
      g_autoptr (GError) error = NULL;
      double worst = 0, change = 0;
      TrainImage input, got;

      rtv.is_isotropic = is_isotropic;
      wanted = smooth_dense (&rtv, photo, has_edges ? &edges : NULL);
      train_image_init (&input, HEIGHT, WIDTH, 3);
      for (int i = 0; i < N * 3; i++)
        input.data[i] = (TrainReal) photo[i];
      g_assert_true (train_rtv_smooth (&rtv, &input, has_edges ? &edges : NULL,
                                       &got, &error));
      g_assert_no_error (error);
      for (int i = 0; i < N * 3; i++)
        {
          worst = fmax (worst, fabs ((double) got.data[i] - wanted[i]));
          change = fmax (change, fabs (photo[i] - wanted[i]));
        }
      g_test_message ("strength %d: %g of %g", k, worst, change);
      g_assert_cmpfloat (worst, <=, TEST_TOLERANCE_RTV);
      g_assert_cmpfloat (change, >=, 0.05);
      train_image_clear (&input);
      train_image_clear (&got);
    }
  train_image_clear (&edges);
}

/* Pictures may have one, two or four channels, and channels that are equal stay
 * equal. */
static void
test_channels (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  g_autofree double *photo = new_photo (rand);
  TrainImage grey, smooth;

  train_image_init (&grey, HEIGHT, WIDTH, 1);
  for (int i = 0; i < N; i++)
    grey.data[i] = (TrainReal) photo[i * 3];
  g_assert_true (
    train_rtv_smooth (&TRAIN_RTV_STRENGTHS[1], &grey, NULL, &smooth, NULL));
  for (int channels = 2; channels <= 4; channels++)
    {
      TrainImage many, other;

      train_image_init (&many, HEIGHT, WIDTH, channels);
      for (int i = 0; i < N * channels; i++)
        many.data[i] = grey.data[i / channels];
      g_assert_true (
        train_rtv_smooth (&TRAIN_RTV_STRENGTHS[1], &many, NULL, &other, NULL));
      g_assert_cmpint (other.channels, ==, channels);
      for (int i = 0; i < N * channels; i++)
        g_assert_cmpfloat (
          fabs ((double) (other.data[i] - smooth.data[i / channels])), <=,
          TEST_TOLERANCE_RTV_SOLVED);
      train_image_clear (&many);
      train_image_clear (&other);
    }
  train_image_clear (&grey);
  train_image_clear (&smooth);
}

/* Returns by how much a soft disc's light reaches further along a diagonal than
 * along an axis after smoothing. It would be 0 for a round disc. */
static double
get_squareness (gboolean is_isotropic)
{
  const int side = 96;
  TrainRtv rtv = TRAIN_RTV_STRENGTHS[3];
  TrainImage disc, smooth;
  double radii[2] = { 0 };

  rtv.is_isotropic = is_isotropic;
  train_image_init (&disc, side, side, 1);
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      *train_image_at (&disc, y, x) =
        (TrainReal) (0.3
                     + 0.2
                         * (1
                            + tanh ((28 - hypot (x - side / 2, y - side / 2))
                                    / 4)));
  g_assert_true (train_rtv_smooth (&rtv, &disc, NULL, &smooth, NULL));
  /* Adds up the light from the disc's middle outwards: along an axis, and along
   * a diagonal. The sums tell how far it reaches. */
  for (int k = 0; k < side / 2; k++)
    {
      const int d = (int) floor (k * G_SQRT2 / 2 + 0.5);

      radii[0] += (double) *train_image_at (&smooth, side / 2, side / 2 + k);
      radii[1] +=
        (double) *train_image_at (&smooth, side / 2 + d, side / 2 + d);
    }
  train_image_clear (&disc);
  train_image_clear (&smooth);
  return radii[1] - radii[0];
}

/* A disc out of focus stays round with isotropic weights; with the paper's it
 * grows corners. */
static void
test_round (void)
{
  const double isotropic = fabs (get_squareness (TRUE));
  const double plain = fabs (get_squareness (FALSE));

  g_test_message ("%g with isotropic weights, %g without", isotropic, plain);
  g_assert_cmpfloat (isotropic, <, 0.4 * plain);
}

static float
random_weight (GRand *rand)
{
  return (float) exp (g_rand_double_range (rand, -4, 6));
}

/* The solver is tried with weights over four decades, and four right-hand sides
 * of which one is 0. */
static void
test_solver (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  g_autofree double *matrix = new_identity ();
  float right[N] = { 0 }, down[N] = { 0 }, pivot[N];
  g_autofree TrainQuad *quads = g_new0 (TrainQuad, 5 * N);
  TrainQuad *b = quads, *x = quads + N;
  TrainGridSolver solver = { HEIGHT, WIDTH, right,     down,
                             pivot,  x + N, x + 2 * N, x + 3 * N };
  int n_rounds;

  for (int i = 0; i < N; i++)
    {
      if ((i + 1) % WIDTH != 0)
        link_pixels (matrix, i, i + 1,
                     (double) (right[i] = random_weight (rand)));
      if (i + WIDTH < N)
        link_pixels (matrix, i, i + WIDTH,
                     (double) (down[i] = random_weight (rand)));
      for (int c = 0; c < 3; c++)
        b[i][c] = (float) g_rand_double_range (rand, -1, 1);
    }
  n_rounds = train_grid_solver_run (&solver, b, x, 1e-6, 200);
  g_test_message ("%d rounds", n_rounds);
  g_assert_cmpint (n_rounds, <, 200);
  for (int c = 0; c < 4; c++)
    {
      g_autofree double *copy = g_memdup2 (matrix, sizeof (double) * N * N);
      double values[N];

      for (int i = 0; i < N; i++)
        values[i] = (double) b[i][c];
      solve_dense (copy, values);
      for (int i = 0; i < N; i++)
        g_assert_cmpfloat (fabs ((double) x[i][c] - values[i]), <=,
                           TEST_TOLERANCE_RTV_SOLVED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/train/rtv/reference", GINT_TO_POINTER (0),
                        test_reference);
  g_test_add_data_func ("/train/rtv/reference-edges",
                        GINT_TO_POINTER (HAS_EDGES), test_reference);
  g_test_add_data_func ("/train/rtv/isotropic", GINT_TO_POINTER (IS_ISOTROPIC),
                        test_reference);
  g_test_add_data_func ("/train/rtv/isotropic-edges",
                        GINT_TO_POINTER (IS_ISOTROPIC | HAS_EDGES),
                        test_reference);
  g_test_add_func ("/train/rtv/round", test_round);
  g_test_add_func ("/train/rtv/channels", test_channels);
  g_test_add_func ("/train/rtv/solver", test_solver);
  return g_test_run ();
}
