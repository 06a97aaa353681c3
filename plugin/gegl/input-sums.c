/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Integers are summed as they are stored, which needs no conversion. Floats are
 * summed as the engine reads them, because each of them has to be looked at
 * anyway.
 */
#include "input-sums.h"

/* A sample outside [0, 1] by no more than this counts as inside, as it does for
 * the engine. */
#define TOLERANCE 1e-5f

gboolean
input_is_limited (const Babl *format)
{
  return !babl_format_is_palette (format)
         && *babl_get_name (babl_format_get_type (format, 0)) == 'u';
}

/* Whether one of the n samples lies outside [0, 1], or is not a number. */
static gboolean
has_outside (const float *samples, gsize n)
{
  gboolean is_found = FALSE;

  for (gsize i = 0; i < n; i++)
    is_found |= !(samples[i] >= -TOLERANCE && samples[i] <= 1 + TOLERANCE);
  return is_found;
}

/* Computes the checksums of row y of tiles. pixels: memory for its pixels. */
static void
sum_row (InputSums *sums,
         const Input *input,
         const Babl *format,
         int y,
         guint8 *pixels)
{
  const GeglRectangle *extent = &input->extent;
  const gsize n_bytes = (gsize) babl_format_get_bytes_per_pixel (format);
  const int top = y * BLOCK_HEIGHT;
  const GeglRectangle rect = { extent->x, extent->y + top, extent->width,
                               MIN (BLOCK_HEIGHT, extent->height - top) };

  gegl_buffer_get (input->buffer, &rect, 1, format, pixels, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (int x = 0; x < sums->n_x; x++)
    {
      const gsize left = (gsize) x * BLOCK_WIDTH;
      const gsize n = n_bytes * MIN (BLOCK_WIDTH, extent->width - left);
      const gsize index = input_sums_index (sums, x, y);
      ChecksumState state;

      checksum_begin (&state);
      for (int i = 0; i < rect.height; i++)
        {
          const guint8 *row =
            pixels + n_bytes * ((gsize) i * extent->width + left);

          checksum_add (&state, row, n);
          if (!input->is_limited)
            sums->has_outside[index] |=
              has_outside ((const float *) row, n / sizeof (float));
        }
      sums->sums[index] = checksum_end (&state);
    }
}

gboolean
input_sums_init (InputSums *sums, const Input *input, Range rows)
{
  const Babl *format =
    input->is_limited ? gegl_buffer_get_format (input->buffer) : input->format;
  const GeglRectangle *extent = &input->extent;
  g_autofree guint8 *pixels = NULL;
  gsize n;

  *sums = (InputSums) {
    .n_x = input_count_tiles (extent->width, BLOCK_WIDTH),
    .n_y = input_count_tiles (extent->height, BLOCK_HEIGHT),
    .rows = rows,
  };
  n = (gsize) (rows.end - rows.first) * sums->n_x;
  sums->sums = g_try_new (Checksum, n);
  sums->has_outside = g_try_new0 (gboolean, n);
  pixels = g_try_malloc_n ((gsize) extent->width * BLOCK_HEIGHT,
                           (gsize) babl_format_get_bytes_per_pixel (format));
  if (sums->sums == NULL || sums->has_outside == NULL || pixels == NULL)
    return FALSE;
  for (int y = rows.first; y < rows.end; y++)
    sum_row (sums, input, format, y, pixels);
  return TRUE;
}

void
input_sums_clear (InputSums *sums)
{
  g_free (sums->sums);
  g_free (sums->has_outside);
  *sums = (InputSums) { 0 };
}
