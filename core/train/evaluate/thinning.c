/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thins lines of binary maps, see thinning.h. It works on a list of the pixels
 * that are set, in a copy of the map with a border of zeros. For each of them,
 * its eight neighbours (set or not) are the bits of an index into a table that
 * says whether the pixel is removed.
 */
#include "train/evaluate/thinning.h"

#define N_NEIGHBOURS 8
#define N_CODES 256

/* Returns whether a pixel is removed in the first or second sub-iteration. code
 * has its neighbours: bit i - 1 is x_i in the formulas of thinning.h.
 */
static gboolean
is_removed (unsigned code, gboolean is_second)
{
  guint8 x[N_NEIGHBOURS + 2];
  int crossings = 0;
  int n1 = 0;
  int n2 = 0;

  for (int i = 1; i <= N_NEIGHBOURS; i++)
    x[i] = code >> (i - 1) & 1;
  x[N_NEIGHBOURS + 1] = x[1];
  for (int k = 1; k <= N_NEIGHBOURS / 2; k++)
    {
      crossings += !x[2 * k - 1] && (x[2 * k] || x[2 * k + 1]);
      n1 += x[2 * k - 1] || x[2 * k];
      n2 += x[2 * k] || x[2 * k + 1];
    }
  if (crossings != 1 || MIN (n1, n2) < 2 || MIN (n1, n2) > 3)
    return FALSE;
  if (is_second)
    return !((x[6] || x[7] || !x[4]) && x[5]);
  return !((x[2] || x[3] || !x[8]) && x[1]);
}

/* Runs one sub-iteration: removes all pixels that meet its conditions at once.
 * pixels: the positions in padded of the n_pixels pixels that are set; those
 * that remain set are moved to the front of the list. Returns their number. */
static gsize
sub_iteration (guint8 *padded,
               const gssize *neighbours,
               const guint8 *table,
               gsize *pixels,
               gsize n_pixels)
{
  gsize n_left = 0;

  /* In padded, bit 0 says that a pixel is set, bit 1 that it will be removed.
   */
  for (gsize i = 0; i < n_pixels; i++)
    {
      guint8 *pixel = padded + pixels[i];
      unsigned code = 0;

      for (int k = 0; k < N_NEIGHBOURS; k++)
        code |= (unsigned) (pixel[neighbours[k]] & 1) << k;
      if (table[code])
        *pixel |= 2;
    }
  for (gsize i = 0; i < n_pixels; i++)
    if (padded[pixels[i]] & 2)
      padded[pixels[i]] = 0;
    else
      pixels[n_left++] = pixels[i];
  return n_left;
}

void
train_thin_edges (guint8 *map, int height, int width)
{
  gsize stride = (gsize) width + 2;
  g_autofree guint8 *padded = g_new0 (guint8, stride * (height + 2));
  g_autofree gsize *pixels = g_new (gsize, (gsize) height * width + 1);
  gssize down = stride;
  const gssize neighbours[N_NEIGHBOURS] = { 1,  1 - down, -down, -1 - down,
                                            -1, down - 1, down,  down + 1 };
  guint8 tables[2][N_CODES];
  gsize n_pixels = 0;
  gsize n_before;

  for (unsigned code = 0; code < N_CODES; code++)
    for (int i = 0; i < 2; i++)
      tables[i][code] = is_removed (code, i == 1);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (map[(gsize) y * width + x])
        {
          pixels[n_pixels] = (y + 1) * stride + x + 1;
          padded[pixels[n_pixels++]] = 1;
        }
  do
    {
      n_before = n_pixels;
      for (int i = 0; i < 2; i++)
        n_pixels =
          sub_iteration (padded, neighbours, tables[i], pixels, n_pixels);
    }
  while (n_pixels != n_before);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      map[(gsize) y * width + x] = padded[(y + 1) * stride + x + 1];
}
