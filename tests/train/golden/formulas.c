/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formulas.h"

#include <math.h>
#include <string.h>

double
formula_draw (guint32 seed, gsize i)
{
  guint32 hash = (guint32) i * 2654435761u + seed * 2246822519u + 12345u;

  hash ^= hash >> 15;
  hash *= 2246822519u;
  hash ^= hash >> 13;
  hash *= 3266489917u;
  hash ^= hash >> 16;
  return hash / 4294967296.0;
}

void
formula_image (TrainImage *image,
               guint32 seed,
               int height,
               int width,
               int channels,
               double scale,
               double offset)
{
  train_image_init (image, height, width, channels);
  for (gsize i = 0; i < train_image_size (image); i++)
    image->data[i] = (TrainReal) (scale * formula_draw (seed, i) + offset);
}

/* Returns a triangle wave over whole numbers n, which rises from 0 to 1 and
 * falls back in 2 periods. */
static double
triangle (int n, int period)
{
  return abs (n % (2 * period) - period) / (double) period;
}

void
formula_pair (FormulaPair *pair, int seed, int height, int width)
{
  gsize i = 0;

  train_image_init (&pair->input, height, width, 3);
  train_image_init (&pair->truth, height, width, 3);
  train_image_init (&pair->output, height, width, 3);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++, i++)
        {
          double noise = formula_draw ((guint32) seed, i);
          int check = (x / 17 + y / 13 + seed) % 2;
          double truth =
            (0.15 + 0.5 * triangle (x + 2 * y + 7 * seed + 5 * c, 23))
            + 0.2 * check;
          double texture = 0.25 * (triangle (3 * x + (seed % 5) * y, 5) - 0.5)
                           + 0.1 * (noise - 0.5);

          pair->input.data[i] = (TrainReal) fmin (fmax (truth + texture, 0), 1);
          pair->truth.data[i] = (TrainReal) truth;
          pair->output.data[i] = (TrainReal) (truth + 0.35 * texture);
        }
}

void
formula_pair_clear (FormulaPair *pair)
{
  train_image_clear (&pair->input);
  train_image_clear (&pair->truth);
  train_image_clear (&pair->output);
}

double
formula_strength (int seed)
{
  return 0.2 + 0.8 * formula_draw ((guint32) seed, 0);
}

static gboolean
is_small (const char *name)
{
  return g_str_has_suffix (name, "b.weight")
         || g_str_has_suffix (name, "out.weight")
         || g_str_has_suffix (name, "mlp.2.weight");
}

void
formula_weights (const char *name, gsize fan_in, gsize n, float *values)
{
  double bound = sqrt (3.0 / fan_in);
  guint32 seed = 0;

  for (const char *at = name; *at != '\0'; at++)
    seed = seed * 31 + (guchar) *at;
  if (is_small (name))
    bound *= 0.1;
  for (gsize i = 0; i < n; i++)
    {
      double number = 2 * formula_draw (seed, i) - 1;

      if (strcmp (name, "fuse.weight") == 0)
        values[i] = 0.25f;
      else if (g_str_has_suffix (name, "bias"))
        values[i] = (float) (0.05 * number);
      else
        values[i] = (float) (bound * number);
    }
}

void
formula_table_read (FormulaTable *table, const char *name)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("SMOOTH_TEST_GOLDEN"), name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  n = g_strv_length (lines);
  table->rows = g_new0 (char **, n + 1);
  for (guint i = 0; i < n; i++)
    table->rows[i] = g_strsplit (lines[i], ",", -1);
}

void
formula_table_clear (FormulaTable *table)
{
  for (char ***row = table->rows; *row != NULL; row++)
    g_strfreev (*row);
  g_free (table->rows);
}

double
formula_table_get (const FormulaTable *table, int row, int column)
{
  char *end, *text = table->rows[row][column];
  double number = g_ascii_strtod (text, &end);

  g_assert_true (*text != '\0' && *end == '\0');
  return number;
}
