/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests very wide regions, which are computed in strips of columns: the result
 * has the same bits as without strips, is written in the order that
 * smooth/image.h promises, with progress and cancelling as usual, and takes the
 * memory of a photo.
 */
#include <string.h>

#include "unit/engine-support.h"

/* A region wider than MAX_UNCUT_PX is divided into strips of at least
 * MIN_STRIP_PX columns. */
#define MAX_UNCUT_PX 8000
#define MIN_STRIP_PX 2048
#define STEP_PX 256

/* A sink that checks the order of the rectangles. */
typedef struct
{
  const SmoothRect *region;
  SmoothArraySink arrays;
  int strip; /* which strip of columns, from the left, is being written */
  /* The row that must come next, of the picture and of the edge map. */
  int next_y[2];
  /* Rows written so far: those of the picture and those of the edge map
   * together. */
  int n_rows;
  double fraction;
  double cancel_at;
} Follower;

static void
test_shares (Fixture *fixture, gconstpointer data)
{
  (void) data;
  for (int i = 0; i < 2000; i++)
    {
      const SmoothRect region = {
        g_rand_int_range (fixture->rand, 0, 100000), 3,
        g_rand_int_range (fixture->rand, 1, i % 2 == 0 ? 30000 : 2000000), 5
      };
      const int n_strips = smooth_engine_count_strips (&region);
      int x = region.x;

      g_assert_true (n_strips == 1 || region.width > MAX_UNCUT_PX);
      for (int k = 0; k < n_strips; k++)
        {
          SmoothRect strip;

          smooth_engine_get_strip (&region, k, &strip);
          g_assert_cmpint (strip.x, ==, x);
          g_assert_cmpint (strip.y, ==, region.y);
          g_assert_cmpint (strip.height, ==, region.height);
          g_assert_cmpint (smooth_engine_count_strips (&strip), ==, 1);
          g_assert_true (n_strips == 1 || strip.width >= MIN_STRIP_PX);
          g_assert_true (k == 0 || strip.x % STEP_PX == 0);
          x += strip.width;
        }
      g_assert_cmpint (x, ==, region.x + region.width);
    }
}

/* Asserts that the rectangle rect, which the engine writes, continues the
 * present strip, or begins the next one. kind: 0 for the picture, 1 for the
 * edge map. */
static void
follow (Follower *follower, int kind, const SmoothRect *rect)
{
  const SmoothRect *region = follower->region;
  const int end = region->y + region->height;
  SmoothRect strip;

  if (follower->next_y[0] == end && follower->next_y[1] == end)
    {
      follower->strip++;
      follower->next_y[0] = follower->next_y[1] = region->y;
    }
  smooth_engine_get_strip (region, follower->strip, &strip);
  g_assert_cmpint (rect->x, ==, strip.x);
  g_assert_cmpint (rect->width, ==, strip.width);
  g_assert_cmpint (rect->y, ==, follower->next_y[kind]);
  g_assert_cmpint (rect->height, >=, 1);
  follower->next_y[kind] += rect->height;
  g_assert_cmpint (follower->next_y[kind], <=, end);
  follower->n_rows += rect->height;
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error)
{
  Follower *follower = data;

  follow (follower, 0, rect);
  return smooth_array_sink (&follower->arrays)
    .write (&follower->arrays, rect, pixels, error);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  Follower *follower = data;

  follow (follower, 1, rect);
  return smooth_array_sink (&follower->arrays)
    .write_edges (&follower->arrays, rect, pixels, error);
}

static gboolean
note_progress (gpointer data, double fraction)
{
  Follower *follower = data;

  g_assert_cmpfloat (fraction, >=, follower->fraction);
  g_assert_cmpfloat (fraction, <=, 1);
  follower->fraction = fraction;
  return fraction < follower->cancel_at;
}

static gboolean
run_cut (SmoothEngine *engine,
         const SmoothParams *params,
         Picture *picture,
         Follower *follower,
         GError **error)
{
  const SmoothRect *region = follower->region;
  const SmoothSource source = smooth_array_source (&picture->from);
  const SmoothSink sink = { write_smoothed, write_edges, follower, NULL };
  const SmoothRunOptions options = { region, note_progress, follower };

  follower->arrays = (SmoothArraySink) { &picture->to, &picture->edges };
  follower->next_y[0] = follower->next_y[1] = region->y;
  return smooth_engine_run (engine, params, &source, &sink, &options, error);
}

/* Smooths region by a preview, which is never divided into strips. */
static void
run_uncut (SmoothEngine *engine,
           const SmoothParams *params,
           Picture *picture,
           const SmoothRect *region)
{
  SmoothArraySink arrays = { &picture->to, &picture->edges };
  const SmoothSource source = smooth_array_source (&picture->from);
  const SmoothSink sink = smooth_array_sink (&arrays);
  const SmoothPreviewStep step = { .strength = params->strength,
                                   .channels = params->channels,
                                   .detail = params->detail };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothPreview) preview = smooth_preview_new (
    engine, params->texture_scale, FALSE, &source, region, &error);

  g_assert_no_error (error);
  smooth_preview_run (preview, &step, &sink, &error);
  g_assert_no_error (error);
}

static void
clear_results (Picture *picture)
{
  memset (picture->to.pixels, 0xff,
          sizeof (float) * picture_count_samples (&picture->to));
  memset (picture->edges.pixels, 0xff,
          sizeof (float) * picture_count_samples (&picture->edges));
}

static float *
copy_pixels (const SmoothArray *array)
{
  return g_memdup2 (array->pixels,
                    sizeof (float) * picture_count_samples (array));
}

typedef struct
{
  int width, height, n_channels, n_threads;
  SmoothRect region;
  double scale;
} Case;

static void
check_bits (Fixture *fixture, const Case *c)
{
  const SmoothParams params = {
    0.7, c->scale, SMOOTH_CHANNELS_ALL, -1, FALSE, 1
  };
  g_autoptr (SmoothEngine) engine =
    fixture_new_engine (fixture->model, c->n_threads, 0);
  Picture picture =
    picture_new_random (fixture, c->width, c->height, c->n_channels);
  Follower follower = { .region = &c->region, .cancel_at = 2 };
  SmoothArray wanted[2];
  g_autoptr (GError) error = NULL;

  if (c->n_channels == 4)
    for (int i = 0; i < c->width * c->height; i++)
      picture_set_alpha (&picture, i % c->width, i / c->width, i % 61 / 60.0f);
  clear_results (&picture);
  run_uncut (engine, &params, &picture, &c->region);
  wanted[0] = picture.to;
  wanted[1] = picture.edges;
  wanted[0].pixels = copy_pixels (&picture.to);
  wanted[1].pixels = copy_pixels (&picture.edges);
  clear_results (&picture);
  run_cut (engine, &params, &picture, &follower, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (follower.fraction, ==, 1);
  g_assert_cmpint (follower.n_rows, ==,
                   2 * c->region.height
                     * smooth_engine_count_strips (&c->region));
  picture_assert_same_bits (&picture.to, &wanted[0]);
  picture_assert_same_bits (&picture.edges, &wanted[1]);
  g_free (wanted[0].pixels);
  g_free (wanted[1].pixels);
  picture_clear (&picture);
}

/* The smallest pictures that show what they are for. Strips concern columns, so
 * a few rows are enough; the first picture has two bands of rows. A run of this
 * program checks two of the pictures, others with each seed. */
static void
test_bits (Fixture *fixture, gconstpointer data)
{
  static const Case cases[] = {
    { 8193, 9, 3, 2, { 0, 0, 8193, 9 }, 1 },
    { 9000, 3, 3, 1, { 0, 0, 9000, 3 }, 2.5 },
    { 13001, 5, 4, 3, { 201, 2, 12500, 3 }, 1 },
    { 12287, 4, 1, 2, { 77, 1, 12200, 3 }, 16 },
    { 20011, 2, 2, 2, { 0, 0, 20011, 2 }, 4 },
  };
  const int n_cases = G_N_ELEMENTS (cases);
  const int first = g_rand_int_range (fixture->rand, 0, n_cases);

  (void) data;
  for (int i = test_get_first (2); i < 2; i += test_get_step ())
    check_bits (fixture, &cases[(first + i) % n_cases]);
}

/* The region begins at a random column, so that the strips lie at other places
 * each time. */
static void
test_random_region (Fixture *fixture, gconstpointer data)
{
  static const double SCALES[] = { 1, 1.5, 3, 16 };
  const int scale = g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (SCALES));
  Case c = { .width = g_rand_int_range (fixture->rand, 8100, 11000),
             .height = g_rand_int_range (fixture->rand, 1, 14),
             .n_channels = g_rand_int_range (fixture->rand, 1, 5),
             .n_threads = g_rand_int_range (fixture->rand, 1, 4),
             .scale = SCALES[scale] };

  (void) data;
  if (test_skip_emulated ())
    return;
  c.region.x = g_rand_int_range (fixture->rand, 0, c.width - MAX_UNCUT_PX);
  c.region.width = g_rand_int_range (fixture->rand, MAX_UNCUT_PX + 1,
                                     c.width - c.region.x + 1);
  c.region.y = g_rand_int_range (fixture->rand, 0, c.height);
  c.region.height = c.height - c.region.y;
  check_bits (fixture, &c);
}

/* After a run was cancelled in its second strip, the next run is complete. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  const SmoothParams params = { 0.5, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  const SmoothRect whole = { 0, 0, MAX_UNCUT_PX + 1, 9 };
  Picture picture = picture_new_random (fixture, whole.width, whole.height, 3);
  Follower follower = { .region = &whole, .cancel_at = 0.6 };
  g_autoptr (GError) error = NULL;

  (void) data;
  if (test_skip_emulated ())
    {
      picture_clear (&picture);
      return;
    }
  g_assert_false (
    run_cut (fixture->engine, &params, &picture, &follower, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
  g_assert_cmpint (follower.n_rows, >=, 2 * whole.height);
  g_assert_cmpfloat (follower.fraction, <, 1);
  g_clear_error (&error);
  follower = (Follower) { .region = &whole, .cancel_at = 2 };
  run_cut (fixture->engine, &params, &picture, &follower, &error);
  g_assert_no_error (error);
  picture_clear (&picture);
}

/* Strips take at most twice the memory of a photo of 12 megapixels, and not
 * much more work for a pixel. */
static void
test_cost (Fixture *fixture, gconstpointer data)
{
  static const int sizes[][2] = { { 60000, 200 }, { 262144, 64 } };
  static const double scales[] = { 1, 16 };
  static const double MAX_WORK[] = { 1.2, 1.5 };
  SmoothEstimate photo, wide;

  (void) data;
  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        const SmoothParams params = { 0.5, scales[s], SMOOTH_CHANNELS_ALL,
                                      -1,  FALSE,     1 };

        g_assert_true (smooth_engine_estimate (fixture->engine, &params, 4000,
                                               3000, NULL, &photo, NULL));
        g_assert_true (smooth_engine_estimate (fixture->engine, &params,
                                               sizes[i][0], sizes[i][1], NULL,
                                               &wide, NULL));
        g_test_message ("%d x %d, scale %g: %.2f of a photo's memory",
                        sizes[i][0], sizes[i][1], scales[s],
                        (double) wide.n_bytes / photo.n_bytes);
        g_assert_cmpuint (wide.n_bytes, <=, 2 * photo.n_bytes);
        g_assert_cmpfloat (
          (double) wide.n_multiply_adds / sizes[i][0] / sizes[i][1], <=,
          MAX_WORK[s] * photo.n_multiply_adds / 4000 / 3000);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-strips/shares", test_shares);
  FIXTURE_ADD ("/engine-strips/bits", test_bits);
  FIXTURE_ADD ("/engine-strips/random-region", test_random_region);
  FIXTURE_ADD ("/engine-strips/cancel", test_cancel);
  FIXTURE_ADD ("/engine-strips/cost", test_cost);
  return g_test_run ();
}
