/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the result of a region of a 24 MP picture is that part of the
 * whole result, to the bit, at each texture scale, for any band height and
 * number of threads. The small pictures of engine.c cannot show this for coarse
 * octaves, whose receptive field (4836 px at scale 16) is larger than they are.
 */
#include <string.h>

#include <smooth/smooth.h>

#define WIDTH 6000
#define HEIGHT 4000
#define N_SCALES 4

/* One region does not begin at a multiple of a power of two; the other one lies
 * in the picture's corner. */
static const SmoothRect regions[] = {
  { 2617, 1741, 768, 512 },
  { WIDTH - 301, HEIGHT - 203, 301, 203 },
};

#define N_REGIONS G_N_ELEMENTS (regions)

/* For each of the regions, the pixels that the result of the whole picture has
 * there. */
typedef struct
{
  float *pixels[N_REGIONS];
} Parts;

/* Returns a pseudo-random number that depends on a and b. */
static guint32
hash (guint32 a, guint32 b)
{
  guint32 n = a * 0x9e3779b1u ^ b * 0x85ebca77u;

  n = (n ^ (n >> 15)) * 0x2c1b3c6du;
  n = (n ^ (n >> 12)) * 0x297a2d39u;
  return n ^ (n >> 15);
}

/* Implements SmoothReadFunc for a picture that repeats nowhere and needs no
 * memory: squares of 16 pixels of one colour with noise on them. In three
 * quarters of the squares of 96 pixels it is grey, so that the colour gate
 * (core/kernel/chroma.h) is closed there. */
static gboolean
read_pixels (gpointer data,
             const SmoothRect *rect,
             float *pixels,
             GError **error)
{
  (void) data;
  (void) error;
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++)
      {
        guint32 square = hash (x / 16, y / 16);
        guint32 noise = hash (x, y + HEIGHT);
        int shift = hash (x / 96 + WIDTH, y / 96) % 4 == 0 ? 8 : 0;

        for (int c = 0; c < 3; c++)
          *pixels++ = (square >> (shift * c) & 255) * (0.8f / 255)
                      + (noise >> (shift * c) & 255) * (0.2f / 255);
      }
  return TRUE;
}

/* Implements SmoothWriteFunc: copies what lies in one of the regions. */
static gboolean
keep_parts (gpointer data,
            const SmoothRect *rect,
            const float *pixels,
            GError **error)
{
  const Parts *parts = data;

  (void) error;
  for (gsize i = 0; i < N_REGIONS; i++)
    {
      const SmoothRect *region = &regions[i];
      int first = MAX (rect->y, region->y);
      int end = MIN (rect->y + rect->height, region->y + region->height);

      for (int y = first; y < end; y++)
        memcpy (
          parts->pixels[i] + 3 * (gsize) (y - region->y) * region->width,
          pixels
            + 3 * ((gsize) (y - rect->y) * rect->width + region->x - rect->x),
          sizeof (float) * 3 * region->width);
    }
  return TRUE;
}

/* Implements SmoothWriteFunc for an engine run on one region: appends the rows
 * to the memory at *data. */
static gboolean
keep_rows (gpointer data,
           const SmoothRect *rect,
           const float *pixels,
           GError **error)
{
  float **next = data;
  gsize n = (gsize) 3 * rect->width * rect->height;

  (void) error;
  memcpy (*next, pixels, n * sizeof (float));
  *next += n;
  return TRUE;
}

static gsize
count_samples (const SmoothRect *region)
{
  return (gsize) 3 * region->width * region->height;
}

/* Runs an engine on region (NULL: the whole picture). */
static void
run (SmoothModel *model,
     const SmoothEngineOptions *options,
     double scale,
     const SmoothRect *region,
     const SmoothSink *sink)
{
  const SmoothParams params = { 0.6, scale, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  const SmoothSource source = {
    .width = WIDTH, .height = HEIGHT, .n_channels = 3, .read = read_pixels
  };
  const SmoothRunOptions run_options = { .region = region };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothEngine) engine = smooth_engine_new (model, options, &error);

  g_assert_no_error (error);
  smooth_engine_run (engine, &params, &source, sink, &run_options, &error);
  g_assert_no_error (error);
}

static void
check_region (SmoothModel *model, double scale, const Parts *whole, gsize i)
{
  gsize n = count_samples (&regions[i]);
  g_autofree float *part = g_new0 (float, n);
  float *next = part;
  SmoothSink sink = { .write = keep_rows, .data = &next };
  SmoothEngineOptions options;

  smooth_engine_options_init (&options);
  options.n_threads = options.n_cpus = 1 + i;
  options.band_height = 40 * (1 + i);
  run (model, &options, scale, &regions[i], &sink);
  g_assert_true (next == part + n);
  g_assert_cmpmem (part, n * sizeof (float), whole->pixels[i],
                   n * sizeof (float));
}

static void
test_regions (gconstpointer data)
{
  const double scale = *(const double *) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothModel) model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), &error);
  Parts whole;
  SmoothSink sink = { .write = keep_parts, .data = &whole };
  SmoothEngineOptions options;

  g_assert_no_error (error);
  for (gsize i = 0; i < N_REGIONS; i++)
    whole.pixels[i] = g_new0 (float, count_samples (&regions[i]));
  smooth_engine_options_init (&options);
  run (model, &options, scale, NULL, &sink);
  for (gsize i = 0; i < N_REGIONS; i++)
    check_region (model, scale, &whole, i);
  for (gsize i = 0; i < N_REGIONS; i++)
    g_free (whole.pixels[i]);
}

int
main (int argc, char **argv)
{
  static const double scales[N_SCALES] = { 1, 2, 4, 16 };

  g_test_init (&argc, &argv, NULL);
  for (int i = 0; i < N_SCALES; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/engine-regions/scale-%g", scales[i]);

      g_test_add_data_func (path, &scales[i], test_regions);
    }
  return g_test_run ();
}
