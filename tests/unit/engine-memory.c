/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the peak memory of an engine, as the system counts it (VmHWM),
 * without that of source and sink. It must be within the promised bounds, and
 * about what smooth_engine_estimate () says before. Each picture is smoothed in
 * a process of its own.
 */
#include <stdlib.h>
#include <string.h>

#include <smooth/smooth.h>

/* The memory that a process needs in addition to what the engine estimates: the
 * weights as read and as packed, pages of code, stacks. */
#define MARGIN_BYTES (guint64) 25000000

typedef struct
{
  const char *name;
  int width, height;
  /* How many of the rows are computed, as a picture of their own. Its estimate
   * must be that of the whole picture: the memory does not grow with the
   * height. */
  int n_rows;
  double texture_scale;
  guint64 n_bytes; /* the most memory that is allowed */
} Case;

static const Case cases[] = {
  { "/engine-memory/12-mp-scale-1", 4000, 3000, 3000, 1, 150000000 },
  { "/engine-memory/12-mp-scale-2", 4000, 3000, 3000, 2, 150000000 },
  { "/engine-memory/100-mp-scale-2", 10000, 10000, 2500, 2, 300000000 },
  /* Very wide pictures, which must not take more than twice the memory of a
   * photo. */
  { "/engine-memory/wide-scale-1", 60000, 200, 200, 1, 300000000 },
  { "/engine-memory/wide-scale-16", 60000, 200, 200, 16, 400000000 },
  { "/engine-memory/wider-scale-1", 262144, 64, 64, 1, 300000000 },
  { "/engine-memory/wider-scale-16", 262144, 64, 64, 16, 400000000 },
};

/* Returns a field of /proc/self/status, in bytes; 0 if the system does not have
 * it. */
static guint64
read_status (const char *field)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  found = strstr (text, field);
  return found == NULL ? 0 : 1024 * strtoull (found + strlen (field), NULL, 10);
}

static gboolean
read_pattern (gpointer data,
              const SmoothRect *rect,
              float *pixels,
              GError **error)
{
  (void) data;
  (void) error;
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++)
      for (int c = 0; c < 3; c++)
        *pixels++ = ((x * 31 + y * 17 + c * 7) & 255) / 255.0f;
  return TRUE;
}

static gboolean
drop_rows (gpointer data,
           const SmoothRect *rect,
           const float *pixels,
           GError **error)
{
  (void) data;
  (void) rect;
  (void) pixels;
  (void) error;
  return TRUE;
}

/* Smooths the picture. Called in the child process. */
static void
measure (const Case *picture)
{
  const SmoothEngineOptions options = { .n_threads = 2 };
  const SmoothParams params = {
    0.5, picture->texture_scale, SMOOTH_CHANNELS_ALL, -1, FALSE, 1
  };
  const SmoothRect whole = { 0, 0, picture->width, picture->n_rows };
  const SmoothSource source = { .width = picture->width,
                                .height = picture->n_rows,
                                .n_channels = 3,
                                .read = read_pattern };
  const SmoothSink sink = { drop_rows, drop_rows, NULL, NULL };
  const guint64 before = read_status ("VmRSS:");
  g_autoptr (SmoothModel) model = NULL;
  g_autoptr (SmoothEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  SmoothEstimate estimate, whole_estimate;
  guint64 used;

  model = smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), &error);
  g_assert_no_error (error);
  engine = smooth_engine_new (model, &options, &error);
  g_assert_no_error (error);
  smooth_engine_estimate (engine, &params, source.width, source.height, NULL,
                          &estimate, &error);
  g_assert_no_error (error);
  smooth_engine_estimate (engine, &params, picture->width, picture->height,
                          NULL, &whole_estimate, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (estimate.n_bytes, ==, whole_estimate.n_bytes);
  smooth_engine_run (engine, &params, &source, &sink, NULL, &error);
  g_assert_no_error (error);

  used = read_status ("VmHWM:") - before;
  g_test_message ("%.0f MB used, %.0f MB estimated, %.0f MB allowed",
                  1e-6 * used, 1e-6 * estimate.n_bytes,
                  1e-6 * picture->n_bytes);
  g_assert_cmpuint (used, <=, picture->n_bytes);
  g_assert_cmpuint (used, <=, estimate.n_bytes + MARGIN_BYTES);
  /* A very wide picture is computed in strips one after the other, and the
   * engine estimates the memory for the widest strip. What is measured may be
   * less, since the other strips are narrower. */
  g_assert_cmpuint (used, >=,
                    smooth_engine_count_strips (&whole) > 1
                      ? estimate.n_bytes / 10 * 8
                      : estimate.n_bytes / 10 * 9);
}

static void
test_memory (gconstpointer data)
{
  if (g_test_subprocess ())
    {
      measure (data);
      return;
    }
  if (g_getenv ("SMOOTH_SANITIZED") != NULL || read_status ("VmHWM:") == 0)
    {
      g_test_skip ("no VmHWM here, or a sanitizer's memory in it");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_memory);
  return g_test_run ();
}
