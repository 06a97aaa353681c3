/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine as the pane's smoother. Repeated smoothings of a region use kept
 * features; they must equal that part of the whole picture's result to the bit.
 * What was kept for one source, region or texture scale must not be used for
 * another.
 */
#include <string.h>

#include <smooth-ui/picture.h>

#define WIDTH 46
#define HEIGHT 34
#define N_CHANNELS 4

typedef struct
{
  SmoothArray pixels, smoothed, edges;
  float data[2][WIDTH * HEIGHT * N_CHANNELS];
  float edge_data[WIDTH * HEIGHT];
} Picture;

static void
init_picture (Picture *picture)
{
  picture->pixels =
    (SmoothArray) { WIDTH, HEIGHT, N_CHANNELS, picture->data[0] };
  picture->smoothed =
    (SmoothArray) { WIDTH, HEIGHT, N_CHANNELS, picture->data[1] };
  picture->edges = (SmoothArray) { WIDTH, HEIGHT, 1, picture->edge_data };
  for (int i = 0; i < WIDTH * HEIGHT * N_CHANNELS; i++)
    picture->data[0][i] = (float) g_test_rand_double_range (0, 1);
}

static void
run (const SmoothSmoother *smoother,
     Picture *picture,
     SmoothSmoothing smoothing)
{
  SmoothSource source = smooth_array_source (&picture->pixels);
  SmoothArraySink arrays = { &picture->smoothed, &picture->edges };
  SmoothSink sink = smooth_array_sink (&arrays);
  g_autoptr (GError) error = NULL;

  memset (picture->data[1], 0, sizeof picture->data[1]);
  smoothing.source = &source;
  smoothing.sink = &sink;
  g_assert_true (smoother->run (smoother->data, &smoothing, &error));
  g_assert_no_error (error);
}

/* Smooths the whole picture, and then the region as a repeated smoothing, and
 * asserts that the region's pixels are the same. */
static void
check_region (const SmoothSmoother *smoother,
              Picture *picture,
              guint64 source_id,
              const SmoothRect *region,
              const SmoothParams *params)
{
  const SmoothRect all = { 0, 0, WIDTH, HEIGHT };
  const gsize n = (gsize) region->width * N_CHANNELS * sizeof (float);
  SmoothSmoothing whole = { .params = *params,
                            .source_id = source_id,
                            .region = &all };
  SmoothSmoothing part = { .params = *params,
                           .source_id = source_id,
                           .region = region,
                           .is_repeated = TRUE };
  g_autofree float *wanted = NULL;

  run (smoother, picture, whole);
  wanted = g_memdup2 (picture->data[1], sizeof picture->data[1]);
  run (smoother, picture, part);
  for (int y = region->y; y < region->y + region->height; y++)
    {
      gsize at = ((gsize) y * WIDTH + region->x) * N_CHANNELS;

      g_assert_cmpmem (picture->data[1] + at, n, wanted + at, n);
    }
}

static void
test_regions (void)
{
  static const SmoothRect regions[] = { { 0, 0, WIDTH, HEIGHT },
                                        { 7, 5, 31, 22 },
                                        { WIDTH - 1, HEIGHT - 1, 1, 1 } };
  static const SmoothParams params[] = {
    { 0.5, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
    { 1, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
    { 0, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
    { 0.7, 1, SMOOTH_CHANNELS_COLOUR, -1, FALSE, 1 },
    { 0.7, 2.5, SMOOTH_CHANNELS_COLOUR, -1, FALSE, 1 },
    { 0.7, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
    { 0.3, 1, SMOOTH_CHANNELS_LUMINANCE, -1, FALSE, 1 },
  };
  g_autoptr (SmoothModel) model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), NULL);
  const SmoothEngineOptions options = { .n_threads = 2 };
  SmoothEngine *engine = smooth_engine_new (model, &options, NULL);
  g_autofree Picture *pictures = g_new0 (Picture, 2);
  SmoothSmoother smoother;

  g_assert_nonnull (engine);
  smooth_smoother_init_engine (&smoother, engine);
  for (int p = 0; p < 2; p++)
    init_picture (&pictures[p]);
  for (gsize r = 0; r < G_N_ELEMENTS (regions); r++)
    for (gsize k = 0; k < G_N_ELEMENTS (params); k++)
      for (int p = 0; p < 2; p++)
        check_region (&smoother, &pictures[p], 1 + p, &regions[r], &params[k]);
  smoother.destroy (smoother.data);
}

/* A smoothing is approximated if that is allowed and saves work: above texture
 * scale 1, after the first one. Otherwise it is exact. */
static void
test_approximate (void)
{
  static const SmoothRect region = { 7, 5, 31, 22 };
  g_autoptr (SmoothModel) model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), NULL);
  SmoothEngine *engine = smooth_engine_new (model, NULL, NULL);
  g_autofree Picture *picture = g_new0 (Picture, 1);
  SmoothSmoother smoother;

  g_assert_nonnull (engine);
  smooth_smoother_init_engine (&smoother, engine);
  init_picture (picture);
  for (int scale = 1; scale <= 2; scale++)
    for (int i = 0; i < 4; i++)
      {
        const SmoothParams params = {
          0.2 + 0.2 * i, scale, SMOOTH_CHANNELS_ALL, -1, FALSE, 1
        };
        gboolean is_approximate = TRUE;
        SmoothSmoothing smoothing = { .params = params,
                                      .source_id = 1,
                                      .region = &region,
                                      .is_repeated = TRUE,
                                      .is_approximate = &is_approximate };

        run (&smoother, picture, smoothing);
        g_assert_cmpint (is_approximate, ==, scale > 1 && i > 0);
        check_region (&smoother, picture, 1, &region, &params);
      }
  smoother.destroy (smoother.data);
}

/* Implements SmoothReportFunc: counts the passes of the networks. */
static void
count_pass (gpointer data, const char *text)
{
  (void) text;
  ++*(int *) data;
}

/* At another detail no network runs, also while the smoothing is approximated:
 * what the last one has computed is used again. */
static void
test_detail (void)
{
  static const SmoothRect region = { 7, 5, 31, 22 };
  int n_passes = 0;
  const SmoothEngineOptions options = { .is_timed = TRUE,
                                        .report = count_pass,
                                        .report_data = &n_passes };
  g_autoptr (SmoothModel) model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), NULL);
  SmoothEngine *engine = smooth_engine_new (model, &options, NULL);
  g_autofree Picture *picture = g_new0 (Picture, 1);
  SmoothSmoother smoother;

  g_assert_nonnull (engine);
  smooth_smoother_init_engine (&smoother, engine);
  init_picture (picture);
  for (int i = 0; i < 8; i++)
    {
      gboolean is_approximate = TRUE;
      const SmoothSmoothing smoothing = {
        .params = { .strength = 0.2 + 0.3 * (i / 4),
                    .texture_scale = 2,
                    .detail = i % 4 - 1 },
        .source_id = 1,
        .region = &region,
        .is_repeated = TRUE,
        .is_approximate = &is_approximate,
      };

      run (&smoother, picture, smoothing);
      g_assert_cmpint (n_passes, ==, 1 + i / 4);
      g_assert_cmpint (is_approximate, ==, i / 4);
    }
  smoother.destroy (smoother.data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smoother/regions", test_regions);
  g_test_add_func ("/smoother/approximate", test_approximate);
  g_test_add_func ("/smoother/detail", test_detail);
  return g_test_run ();
}
