/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the result of a region of a large picture is that part of the
 * whole result, to the bit, at each texture scale, for any band height and
 * number of threads. The small pictures of engine.c cannot show this for coarse
 * octaves, whose receptive field is larger than they are: at scale 16 a region
 * depends on 10101 rows above it, and on more columns than an undivided picture
 * has.
 */
#include <string.h>

#include <smooth/smooth.h>

#define N_REGIONS 2

/* A picture and two of its regions. The first one does not begin at a multiple
 * of a power of two; the second one lies in the picture's corner, and the
 * picture's first columns or rows are beyond its halo. */
typedef struct
{
  const char *name;
  double scale;
  int width, height;
  SmoothRect regions[N_REGIONS];
} Case;

static const Case cases[] = {
  { "/engine-regions/scale-1",
    1,
    1501,
    1000,
    { { 317, 241, 768, 512 }, { 1200, 797, 301, 203 } } },
  { "/engine-regions/scale-2",
    2,
    1901,
    1500,
    { { 517, 501, 768, 512 }, { 1600, 1297, 301, 203 } } },
  { "/engine-regions/scale-4-wide",
    4,
    3701,
    700,
    { { 1117, 93, 768, 512 }, { 3400, 497, 301, 203 } } },
  { "/engine-regions/scale-4-high",
    4,
    1000,
    2701,
    { { 117, 1017, 768, 512 }, { 699, 2498, 301, 203 } } },
  { "/engine-regions/scale-16-high",
    16,
    500,
    10701,
    { { 17, 5217, 301, 512 }, { 199, 10498, 301, 203 } } },
};

/* For each of the regions, the pixels that the result of the whole picture has
 * there. */
typedef struct
{
  const Case *picture;
  float *pixels[N_REGIONS];
} Parts;

/* The first column and the first row that a run has read. */
typedef struct
{
  int x, y;
} First;

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
 * (core/kernel/colour-gate.h) is closed there. */
static gboolean
read_pixels (gpointer data,
             const SmoothRect *rect,
             float *pixels,
             GError **error)
{
  First *first = data;

  (void) error;
  first->x = MIN (first->x, rect->x);
  first->y = MIN (first->y, rect->y);
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++)
      {
        guint32 square = hash (x / 16, y / 16);
        guint32 noise = hash (x, y + 10000);
        int shift = hash (x / 96 + 10000, y / 96) % 4 == 0 ? 8 : 0;

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
      const SmoothRect *region = &parts->picture->regions[i];
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

/* Runs an engine on region (NULL: the whole picture). Returns what it has
 * read. */
static First
run (SmoothModel *model,
     const SmoothEngineOptions *options,
     const Case *picture,
     const SmoothRect *region,
     const SmoothSink *sink)
{
  const SmoothParams params = { 0.6, picture->scale, SMOOTH_CHANNELS_ALL,
                                -1,  FALSE,          1 };
  First first = { picture->width, picture->height };
  const SmoothSource source = {
    .width = picture->width,
    .height = picture->height,
    .n_channels = 3,
    .read = read_pixels,
    .data = &first,
  };
  const SmoothRunOptions run_options = { .region = region };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothEngine) engine = smooth_engine_new (model, options, &error);

  g_assert_no_error (error);
  smooth_engine_run (engine, &params, &source, sink, &run_options, &error);
  g_assert_no_error (error);
  return first;
}

static void
check_region (SmoothModel *model, const Parts *whole, gsize i)
{
  const SmoothRect *region = &whole->picture->regions[i];
  gsize n = count_samples (region);
  g_autofree float *part = g_new0 (float, n);
  float *next = part;
  SmoothSink sink = { .write = keep_rows, .data = &next };
  SmoothEngineOptions options;
  First first;

  smooth_engine_options_init (&options);
  options.n_threads = options.n_cpus = 1 + i;
  options.band_height = 40 * (1 + i);
  first = run (model, &options, whole->picture, region, &sink);
  g_assert_true (next == part + n);
  g_assert_cmpmem (part, n * sizeof (float), whole->pixels[i],
                   n * sizeof (float));
  g_test_message ("region %zu depends on columns from %d, rows from %d", i,
                  first.x, first.y);
  if (i == 1)
    g_assert_true (first.x > 0 || first.y > 0);
}

static void
test_regions (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothModel) model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), &error);
  Parts whole = { .picture = data };
  SmoothSink sink = { .write = keep_parts, .data = &whole };
  SmoothEngineOptions options;

  g_assert_no_error (error);
  for (gsize i = 0; i < N_REGIONS; i++)
    whole.pixels[i] =
      g_new0 (float, count_samples (&whole.picture->regions[i]));
  smooth_engine_options_init (&options);
  run (model, &options, whole.picture, NULL, &sink);
  for (gsize i = 0; i < N_REGIONS; i++)
    check_region (model, &whole, i);
  for (gsize i = 0; i < N_REGIONS; i++)
    g_free (whole.pixels[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_regions);
  return g_test_run ();
}
