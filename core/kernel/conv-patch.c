/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the inputs of a block of outputs (its patch), and copies and pads them
 * at the plane's ends (see conv-private.h).
 */
#include "kernel/conv-private.h"

#include <string.h>

SmoothConvPatch
smooth_conv_get_patch (const SmoothConvShape *shape, int y, int x, int n_pixels)
{
  const int padding = smooth_conv_get_padding (shape);
  const int first = y * shape->stride - padding;

  return (SmoothConvPatch) {
    .y = first,
    .n_rows = shape->size,
    .row_step = shape->dilation,
    .x = x * shape->stride - padding,
    .n_columns = smooth_conv_count_input_columns (shape, n_pixels),
    .y_end = first + (shape->size - 1) * shape->dilation + 1,
  };
}

/* Whether the input has all columns of the patch in memory. */
static gboolean
has_columns (const SmoothConvPatch *patch, const SmoothBand *in)
{
  const int x0 = in->x0 == 0 ? -in->margin : in->x0;
  const int x1 = in->x1 == in->width ? in->x1 + in->margin : in->x1;

  return patch->x >= x0 && patch->x + patch->n_columns <= x1;
}

/* Whether all rows of the patch lie in the plane. */
static gboolean
has_rows (const SmoothConvPatch *patch, const SmoothBand *in)
{
  return patch->y >= 0
         && patch->y + (patch->n_rows - 1) * patch->row_step < in->height;
}

/* Writes n_pixels copies of one pixel, or zeros if pixel is NULL, to the array
 * to. */
static void
pad (const float *pixel, int channels, int n_pixels, float *to)
{
  const gsize n_bytes = channels * sizeof (float);

  for (int i = 0; i < n_pixels; i++, to += channels)
    if (pixel != NULL)
      memcpy (to, pixel, n_bytes);
    else
      memset (to, 0, n_bytes);
}

/* Copies row y of the patch, which lies in the plane, to the array to. The
 * input has at least one column of the patch; the others are padded with the
 * nearest column that it has, or with zeros. */
static void
copy_row (const SmoothConvPatch *patch,
          const SmoothConvJob *job,
          int y,
          float *to)
{
  const SmoothBand *in = job->in;
  const int c = in->channels;
  const int end = patch->x + patch->n_columns;
  const int x0 = MAX (patch->x, in->x0);
  const int x1 = MIN (end, in->x1);
  const float *first = smooth_conv_find (in, y, x0);
  const float *last = smooth_conv_find (in, y, x1 - 1);

  pad (job->is_zero_padded ? NULL : first, c, x0 - patch->x, to);
  to += (gsize) (x0 - patch->x) * c;
  memcpy (to, first, (gsize) (x1 - x0) * c * sizeof (float));
  to += (gsize) (x1 - x0) * c;
  pad (job->is_zero_padded ? NULL : last, c, end - x1, to);
}

void
smooth_conv_patch_find (const SmoothConvPatch *patch,
                        const SmoothConvJob *job,
                        float *copy,
                        const float **rows)
{
  const SmoothBand *in = job->in;
  const int last = MIN (in->height, patch->y_end) - 1;
  const gsize n_row = (gsize) patch->n_columns * in->channels;
  const gboolean is_copied =
    !has_columns (patch, in) || (job->is_zero_padded && !has_rows (patch, in));

  for (int i = 0; i < patch->n_rows; i++)
    {
      const int y = patch->y + i * patch->row_step;
      const int inside = CLAMP (y, 0, last);

      if (!is_copied)
        {
          rows[i] = smooth_conv_find (in, inside, patch->x);
          continue;
        }
      if (job->is_zero_padded && y != inside)
        memset (copy, 0, n_row * sizeof (float));
      else
        copy_row (patch, job, inside, copy);
      rows[i] = copy;
      copy += n_row;
    }
}

SmoothBand
smooth_conv_crop_input (const SmoothConvShape *shape,
                        const SmoothBand *in,
                        int first,
                        int end)
{
  const int padding = smooth_conv_get_padding (shape);
  SmoothBand cropped = *in;

  cropped.x0 = MAX (in->x0, first * shape->stride - padding);
  cropped.x1 = MIN (in->x1, (end - 1) * shape->stride + padding + 1);
  cropped.data += (gsize) (cropped.x0 - in->x0) * in->channels;
  return cropped;
}

int
smooth_conv_get_spans (const SmoothConvShape *shape,
                       SmoothDirectSpan spans[SMOOTH_CONV_MAX_SPANS])
{
  const int c = shape->in_channels;
  const int n_across = shape->dilation == 1 ? 1 : shape->size;
  int n = 0;

  for (int y = 0; y < shape->size; y++)
    for (int x = 0; x < n_across; x++)
      spans[n++] = (SmoothDirectSpan) {
        .row = y,
        .offset = x * shape->dilation * c,
        .n = shape->size / n_across * c,
      };
  return n;
}
