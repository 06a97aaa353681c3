/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that grey stays grey. That is a rule of the architecture and not
 * learned, so it must be true with random weights for MI. What else MI computes
 * is tested in tests/golden.
 */
#include <math.h>
#include <string.h>

#include "engine/model.h"
#include "unit/engine-support.h"

#define WIDTH 150
#define HEIGHT 90
/* In a picture whose left part is coloured and whose right part is grey, the
 * first grey column. */
#define BORDER 61
#define REACH_PX 19

/* A sample of the result that differs by this much from the picture was changed
 * by the network, and not by rounding, whose errors (2^-24) are thousands of
 * times smaller. How large the changes are depends on the random weights. */
#define LEAST_CHANGE 1e-3

/* Replaces MI's weights by random ones with which samples neither vanish nor
 * explode. No engine uses the model yet. */
static void
draw_weights (SmoothModel *model, GRand *rand)
{
  gsize n_tensors;
  const SmoothTensor *const *tensors = smooth_tensor_set_list (
    smooth_model_get_tensors (model, SMOOTH_NETWORK_MI), &n_tensors);

  for (gsize i = 0; i < n_tensors; i++)
    {
      const gsize n = smooth_tensor_get_n_values (tensors[i]);
      const double most = sqrt (2.0 * tensors[i]->shape[0] / n);

      for (gsize k = 0; k < n; k++)
        tensors[i]->data[k] =
          (float) g_rand_double_range (rand, -most / 2, most / 2);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  draw_weights (fixture->model, fixture->rand);
  smooth_engine_free (fixture->engine);
  fixture->engine = fixture_new_engine (fixture->model, 2, 0);
}

static float *
get_pixel (const SmoothArray *array, int x, int y)
{
  return array->pixels + 3 * ((gsize) y * array->width + x);
}

/* Makes the columns from first on grey. */
static void
make_grey (Picture *picture, int first)
{
  for (int y = 0; y < picture->from.height; y++)
    for (int x = first; x < picture->from.width; x++)
      {
        float *pixel = get_pixel (&picture->from, x, y);

        pixel[1] = pixel[2] = pixel[0];
      }
}

/* Asserts that all pixels from column first on are grey, with the same bits in
 * all channels, and that the network has changed some of them. */
static void
assert_grey (const Picture *picture, int first)
{
  double change = 0;

  for (int y = 0; y < picture->to.height; y++)
    for (int x = first; x < picture->to.width; x++)
      {
        const float *got = get_pixel (&picture->to, x, y);

        g_assert_cmpmem (&got[1], sizeof (float), &got[0], sizeof (float));
        g_assert_cmpmem (&got[2], sizeof (float), &got[0], sizeof (float));
        change =
          fmax (change, fabs (got[0] - *get_pixel (&picture->from, x, y)));
      }
  g_test_message ("largest change %g", change);
  g_assert_cmpfloat (change, >, LEAST_CHANGE);
}

static void
test_grey (Fixture *fixture, gconstpointer data)
{
  static const double SCALES[] = { 1, 1.5, 4 };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (SCALES); i++)
    {
      const SmoothParams params = { 1,  SCALES[i], SMOOTH_CHANNELS_ALL,
                                    -1, FALSE,     1 };
      Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);

      make_grey (&picture, 0);
      picture_run (fixture->engine, &params, &picture);
      assert_grey (&picture, 0);
      picture_clear (&picture);
    }
}

/* In a picture whose right half is grey, the result is grey there, out of the
 * reach of the colour gate, and in the left half colours change. Both are true
 * however the picture is divided. */
static void
test_halves (Fixture *fixture, gconstpointer data)
{
  const SmoothParams params = { 1, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  const SmoothRect region = { BORDER - 5, 21, 43, 17 };
  Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);
  g_autofree float *wanted = NULL;
  g_autoptr (SmoothEngine) other = fixture_new_engine (fixture->model, 1, 8);
  SmoothArray whole = picture.to;
  double change = 0;

  (void) data;
  make_grey (&picture, BORDER);
  picture_run (fixture->engine, &params, &picture);
  assert_grey (&picture, BORDER + REACH_PX);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < BORDER; x++)
      {
        const float *from = get_pixel (&picture.from, x, y);
        const float *got = get_pixel (&picture.to, x, y);

        change = fmax (change, fabs (got[0] - got[1] - (from[0] - from[1])));
      }
  g_assert_cmpfloat (change, >, LEAST_CHANGE);

  wanted = g_memdup2 (picture.to.pixels,
                      sizeof (float) * picture_count_samples (&picture.to));
  whole.pixels = wanted;
  memset (picture.to.pixels, 0xff,
          sizeof (float) * picture_count_samples (&picture.to));
  picture_run (other, &params, &picture);
  picture_assert_same_bits (&picture.to, &whole);
  for (int y = region.y; y < region.y + region.height; y++)
    memset (get_pixel (&picture.to, region.x, y), 0xff,
            sizeof (float) * 3 * region.width);
  picture_run_region (other, &params, &picture, &region);
  picture_assert_same_bits (&picture.to, &whole);
  picture_clear (&picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/net-mi/grey", Fixture, NULL, set_up, test_grey,
              fixture_tear_down);
  g_test_add ("/net-mi/halves", Fixture, NULL, set_up, test_halves,
              fixture_tear_down);
  return g_test_run ();
}
