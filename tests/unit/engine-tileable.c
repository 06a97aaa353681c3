/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the engine on tileable pictures. A picture that is shifted, with what
 * leaves it at one side coming in at the other, gives the shifted result. There
 * is no seam in the result where the picture meets its copy. Far from the
 * border nothing changes. Regions and previews give the whole picture's result.
 * Around the picture the plane is computed as far as the networks see,
 * thousands of pixels at large texture scales, so these are tested with -m slow
 * alone.
 */
#include <math.h>

#include "support/tolerances.h"
#include "unit/engine-support.h"

#define STRENGTH 0.5

/* The mean step from one side of the seam to the other, against that between
 * neighbours in the picture. */
#define MAX_SEAM 1.2
/* The same for the edge map, whose steps are few and large. */
#define MAX_EDGES_SEAM 1.5

/* The largest step, in pixels, between the grids of the layers at a texture
 * scale: 8 in the coarsest octave. */
static int
get_grid_px (double texture_scale)
{
  return 8 << (int) ceil (log2 (texture_scale));
}

static SmoothParams
get_params (double texture_scale, gboolean is_tileable)
{
  return (SmoothParams) { .strength = STRENGTH,
                          .texture_scale = texture_scale,
                          .detail = -1,
                          .is_tileable = is_tileable,
                          .n_details = 1 };
}

static float *
find_pixel (const SmoothArray *array, int x, int y)
{
  return array->pixels + ((gsize) y * array->width + x) * array->n_channels;
}

/* Copies from into to, dx columns to the right and dy rows down. What leaves at
 * one side comes in at the other. */
static void
shift (const SmoothArray *from, int dx, int dy, SmoothArray *to)
{
  for (int y = 0; y < from->height; y++)
    for (int x = 0; x < from->width; x++)
      for (int c = 0; c < from->n_channels; c++)
        find_pixel (to, (x + dx) % from->width, (y + dy) % from->height)[c] =
          find_pixel (from, x, y)[c];
}

static double
get_largest_difference (const SmoothArray *a, const SmoothArray *b)
{
  double worst = 0;

  for (gsize i = 0; i < picture_count_samples (a); i++)
    {
      const double difference = fabs ((double) a->pixels[i] - b->pixels[i]);

      /* The comparison with NaN is false, so NaN counts as worst. */
      worst = difference <= worst ? worst : difference;
    }
  return worst;
}

static void
check_shift (
  Fixture *fixture, double scale, int n_channels, int width, int height)
{
  const int grid = get_grid_px (scale);
  const int dx = grid * g_rand_int_range (fixture->rand, 0, width / grid);
  const int dy = grid * g_rand_int_range (fixture->rand, 1, height / grid);
  const SmoothParams params = get_params (scale, TRUE);
  Picture picture = picture_new_random (fixture, width, height, n_channels);
  Picture shifted = picture_new (width, height, n_channels);
  Picture wanted = picture_new (width, height, n_channels);
  double smoothed, edges;

  if (smooth_has_alpha (n_channels))
    for (int i = 0; i < width * height; i++)
      picture_set_alpha (&picture, i % width, i / width,
                         g_rand_int_range (fixture->rand, 0, 3) / 2.0f);
  shift (&picture.from, dx, dy, &shifted.from);
  picture_run (fixture->engine, &params, &picture);
  picture_run (fixture->engine, &params, &shifted);
  shift (&picture.to, dx, dy, &wanted.to);
  shift (&picture.edges, dx, dy, &wanted.edges);
  smoothed = get_largest_difference (&shifted.to, &wanted.to);
  edges = get_largest_difference (&shifted.edges, &wanted.edges);
  g_test_message ("scale %g, %d x %d, %d channels, shifted by %d and %d: "
                  "smoothed %.1e, edge map %.1e",
                  scale, width, height, n_channels, dx, dy, smoothed, edges);
  g_assert_cmpfloat (smoothed, <=, TEST_TOLERANCE_SHIFT);
  g_assert_cmpfloat (edges, <=, TEST_TOLERANCE_SHIFT_EDGES);
  picture_clear (&picture);
  picture_clear (&shifted);
  picture_clear (&wanted);
}

static void
test_shift (Fixture *fixture, gconstpointer data)
{
  static const double SCALES[] = { 1, 2, 3, 16 };
  const gsize n = g_test_slow () ? G_N_ELEMENTS (SCALES) : 1;

  (void) data;
  for (gsize i = 0; i < n; i++)
    {
      const int grid = get_grid_px (SCALES[i]);

      check_shift (fixture, SCALES[i], 1 + (i + 2) % 4, 2 * grid, 2 * grid);
      if (SCALES[i] == 1)
        check_shift (fixture, SCALES[i], 4 - i % 4, 8 * grid, 3 * grid);
    }
}

/* Fills the picture with waves and grain that go on at the opposite side. All
 * waves are oblique, so that along the border all phases occur. A size has
 * always the same picture: the steps across a seam are a draw from those of all
 * columns and rows, a few of which are larger than any bar. */
static void
fill_seamless (SmoothArray *picture)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) picture->width);

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        const double u = 2 * G_PI * x / picture->width;
        const double v = 2 * G_PI * y / picture->height;
        const double grain = g_rand_double_range (rand, -0.08, 0.08);

        for (int c = 0; c < picture->n_channels; c++)
          find_pixel (picture, x, y)[c] =
            0.5 + 0.12 * sin (u + 2 * v + c) + 0.1 * sin (3 * u - v)
            + 0.08 * sin (u * (picture->width / 9) + v * (picture->height / 11))
            + grain;
      }
}

/* Returns the mean step across the seam, over rows and columns, divided by the
 * mean step between neighbours within the picture. */
static double
get_seam (const SmoothArray *array)
{
  double seam[2] = { 0 }, inside[2] = { 0 };

  for (int y = 0; y < array->height; y++)
    for (int x = 0; x < array->width; x++)
      for (int c = 0; c < array->n_channels; c++)
        {
          const int right = (x + 1) % array->width;
          const int below = (y + 1) % array->height;
          const double value = find_pixel (array, x, y)[c];

          *(right == 0 ? &seam[0] : &inside[0]) +=
            fabs (find_pixel (array, right, y)[c] - value);
          *(below == 0 ? &seam[1] : &inside[1]) +=
            fabs (find_pixel (array, x, below)[c] - value);
        }
  return MAX (seam[0] / (inside[0] / (array->width - 1)),
              seam[1] / (inside[1] / (array->height - 1)));
}

/* Checks the seam of the results of size x size pixels. If must_fail, the
 * picture without repetition must have a seam: the test can fail. */
static void
check_seam (Fixture *fixture, int size, double scale, gboolean must_fail)
{
  SmoothParams params = get_params (scale, TRUE);
  Picture picture = picture_new (size, size, 3);
  double before, smoothed, edges, padded;

  fill_seamless (&picture.from);
  before = get_seam (&picture.from);
  picture_run (fixture->engine, &params, &picture);
  smoothed = get_seam (&picture.to);
  edges = get_seam (&picture.edges);
  params.is_tileable = FALSE;
  if (must_fail)
    picture_run (fixture->engine, &params, &picture);
  padded = must_fail ? get_seam (&picture.to) : NAN;
  g_test_message ("%d px, scale %g: seam %.2f of the steps inside, edge map "
                  "%.2f; the picture %.2f; without repetition %.2f",
                  size, scale, smoothed, edges, before, padded);
  g_assert_cmpfloat (smoothed, <=, MAX_SEAM);
  g_assert_cmpfloat (edges, <=, MAX_EDGES_SEAM);
  if (must_fail)
    g_assert_cmpfloat (padded, >, MAX_SEAM);
  picture_clear (&picture);
}

static void
test_seam (Fixture *fixture, gconstpointer data)
{
  (void) data;
  check_seam (fixture, 250, 1, TRUE);
  if (!g_test_slow ())
    return;
  check_seam (fixture, 301, 2, TRUE);
  check_seam (fixture, 250, 16, FALSE);
  check_seam (fixture, 1000, 2, FALSE);
}

/* The middle of a picture, farther from the border than the networks' receptive
 * field, is that of the picture without repetition, up to rounding. Nearer to
 * the border it is not. */
static void
test_middle (Fixture *fixture, gconstpointer data)
{
  const SmoothRect middle = { 180, 170, 33, 41 }, corner = { 0, 0, 40, 40 };
  SmoothParams params = get_params (1, FALSE);
  Picture padded = picture_new_random (fixture, 390, 380, 3);
  Picture tiled = picture_new (390, 380, 3);

  (void) data;
  picture_copy_source (&tiled, &padded);
  picture_run_region (fixture->engine, &params, &padded, &middle);
  params.is_tileable = TRUE;
  picture_run_region (fixture->engine, &params, &tiled, &middle);
  g_assert_cmpfloat (get_largest_difference (&padded.to, &tiled.to), <=,
                     TEST_TOLERANCE_SHIFT);
  picture_run_region (fixture->engine, &params, &tiled, &corner);
  params.is_tileable = FALSE;
  picture_run_region (fixture->engine, &params, &padded, &corner);
  g_assert_cmpfloat (get_largest_difference (&padded.to, &tiled.to), >, 1e-3);
  picture_clear (&padded);
  picture_clear (&tiled);
}

/* Runs a preview of region into picture. */
static void
run_preview (Fixture *fixture,
             const SmoothParams *params,
             Picture *picture,
             const SmoothRect *region)
{
  SmoothArraySink arrays = { &picture->to, &picture->edges };
  const SmoothSource source = smooth_array_source (&picture->from);
  const SmoothSink sink = smooth_array_sink (&arrays);
  SmoothPreviewStep step = { .strength = params->strength,
                             .channels = params->channels,
                             .detail = params->detail };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothPreview) preview =
    smooth_preview_new (fixture->engine, params->texture_scale,
                        params->is_tileable, &source, region, &error);

  g_assert_no_error (error);
  smooth_preview_run (preview, &step, &sink, &error);
  g_assert_no_error (error);
}

/* A region and a preview of it, with other threads and bands, give that part of
 * the whole picture's result, to the bit, also where samples lie outside
 * [0, 1]. */
static void
check_region (Fixture *fixture, double scale, int width, int height)
{
  const SmoothParams params = get_params (scale, TRUE);
  g_autoptr (SmoothEngine) other = fixture_new_engine (fixture->model, 1, 16);
  Picture whole = picture_new_random (fixture, width, height, 3);
  const int x = g_rand_int_range (fixture->rand, 0, width);
  const int y = g_rand_int_range (fixture->rand, 0, height);
  const SmoothRect region = {
    x, y, g_rand_int_range (fixture->rand, 1, width - x + 1),
    g_rand_int_range (fixture->rand, 1, height - y + 1)
  };

  find_pixel (&whole.from, 0, 0)[0] = 2;
  find_pixel (&whole.from, width / 2, height - 1)[1] = -0.5;
  picture_run (fixture->engine, &params, &whole);
  for (int i = 0; i < 2; i++)
    {
      Picture part = picture_new (width, height, 3);

      picture_copy_source (&part, &whole);
      if (i == 0)
        picture_run_region (other, &params, &part, &region);
      else
        run_preview (fixture, &params, &part, &region);
      for (int k = 0; k < region.height; k++)
        {
          g_assert_cmpmem (find_pixel (&part.to, region.x, region.y + k),
                           3 * sizeof (float) * region.width,
                           find_pixel (&whole.to, region.x, region.y + k),
                           3 * sizeof (float) * region.width);
          g_assert_cmpmem (find_pixel (&part.edges, region.x, region.y + k),
                           sizeof (float) * region.width,
                           find_pixel (&whole.edges, region.x, region.y + k),
                           sizeof (float) * region.width);
        }
      picture_clear (&part);
    }
  picture_clear (&whole);
}

static void
test_regions (Fixture *fixture, gconstpointer data)
{
  (void) data;
  check_region (fixture, 1, 211, 97);
  check_region (fixture, 1, 1, 1);
  if (g_test_slow ())
    check_region (fixture, 2, 37, 80);
}

/* At strength 0 the picture comes out as it is, to the bit. */
static void
test_strength_0 (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = get_params (2, TRUE);
  Picture picture = picture_new_random (fixture, 50, 70, 4);

  (void) data;
  params.strength = 0;
  picture_run (fixture->engine, &params, &picture);
  picture_assert_same_bits (&picture.from, &picture.to);
  picture_clear (&picture);
}

/* The plane on which a picture is repeated ends this many pixels beyond the
 * picture, where it is padded: no pixel farther away has any influence. */
static int
get_reach_px (double texture_scale)
{
  return 160 * ((2 << (int) ceil (log2 (texture_scale))) - 1);
}

/* A pixel's result stays the same, if all pixels beyond its reach are others,
 * up to the rounding of sums in which these cancel out (Winograd's transforms).
 */
static void
test_reach (Fixture *fixture, gconstpointer data)
{
  static const double SCALES[] = { 1, 1.7, 3 };
  const gsize n = g_test_slow () ? G_N_ELEMENTS (SCALES) : 1;

  (void) data;
  for (gsize i = 0; i < n; i++)
    {
      const SmoothParams params = get_params (SCALES[i], FALSE);
      const int reach = get_reach_px (SCALES[i]), size = 2 * reach + 180;
      const SmoothRect pixel = { size / 2 + i, size / 2 - i, 1, 1 };
      Picture one = picture_new_random (fixture, size, size, 1);
      Picture other = picture_new_random (fixture, size, size, 1);
      double smoothed, edges;

      for (int y = pixel.y - reach; y <= pixel.y + reach; y++)
        for (int x = pixel.x - reach; x <= pixel.x + reach; x++)
          *find_pixel (&other.from, x, y) = *find_pixel (&one.from, x, y);
      picture_run_region (fixture->engine, &params, &one, &pixel);
      picture_run_region (fixture->engine, &params, &other, &pixel);
      smoothed = fabs (*find_pixel (&one.to, pixel.x, pixel.y)
                       - *find_pixel (&other.to, pixel.x, pixel.y));
      edges = fabs (*find_pixel (&one.edges, pixel.x, pixel.y)
                    - *find_pixel (&other.edges, pixel.x, pixel.y));
      g_test_message ("scale %g, %d pixels: smoothed %.1e, edge map %.1e",
                      SCALES[i], reach, smoothed, edges);
      g_assert_cmpfloat (smoothed, <=, TEST_TOLERANCE_SHIFT);
      g_assert_cmpfloat (edges, <=, TEST_TOLERANCE_SHIFT_EDGES);
      picture_clear (&one);
      picture_clear (&other);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-tileable/shift", test_shift);
  FIXTURE_ADD ("/engine-tileable/seam", test_seam);
  FIXTURE_ADD ("/engine-tileable/middle", test_middle);
  FIXTURE_ADD ("/engine-tileable/regions", test_regions);
  FIXTURE_ADD ("/engine-tileable/strength-0", test_strength_0);
  FIXTURE_ADD ("/engine-tileable/reach", test_reach);
  return g_test_run ();
}
