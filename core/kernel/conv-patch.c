/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the inputs of a convolution's outputs are found. */
#include "kernel/conv-private.h"

#include <string.h>

SmoothConvPatch
smooth_conv_get_patch (const SmoothConvShape *shape, int y, int x, int n_pixels)
{
  const int padding = smooth_conv_get_padding (shape);

  return (SmoothConvPatch) {
    .y = y * shape->stride - padding,
    .n_rows = shape->size,
    .row_step = shape->dilation,
    .x = x * shape->stride - padding,
    .n_columns = smooth_conv_get_reach (shape, n_pixels),
  };
}

static gboolean
is_inside (const SmoothConvPatch *patch, const SmoothBand *in)
{
  const int x0 = in->x0 == 0 ? -in->margin : in->x0;
  const int x1 = in->x1 == in->width ? in->x1 + in->margin : in->x1;

  return patch->x >= x0 && patch->x + patch->n_columns <= x1 && patch->y >= 0
         && patch->y + (patch->n_rows - 1) * patch->row_step < in->height;
}

/* n numbers from at on, of n_row, the others 0. */
static void
copy_row (const float *from, gsize at, gsize n, gsize n_row, float *to)
{
  memset (to, 0, at * sizeof (float));
  memcpy (to + at, from, n * sizeof (float));
  memset (to + at + n, 0, (n_row - at - n) * sizeof (float));
}

void
smooth_conv_patch_find (const SmoothConvPatch *patch,
                        const SmoothBand *in,
                        float *copy,
                        const float **rows)
{
  const int c = in->channels;
  const int x0 = MAX (patch->x, in->x0);
  const int x1 = MIN (patch->x + patch->n_columns, in->x1);
  const gsize n_row = (gsize) patch->n_columns * c;

  if (is_inside (patch, in))
    {
      for (int i = 0; i < patch->n_rows; i++)
        rows[i] =
          smooth_conv_find (in, patch->y + i * patch->row_step, patch->x);
      return;
    }
  for (int i = 0; i < patch->n_rows; i++, copy += n_row)
    {
      const int y = patch->y + i * patch->row_step;

      rows[i] = copy;
      if (y >= 0 && y < in->height && x0 < x1)
        copy_row (smooth_conv_find (in, y, x0), (gsize) (x0 - patch->x) * c,
                  (gsize) (x1 - x0) * c, n_row, copy);
      else
        memset (copy, 0, n_row * sizeof (float));
    }
}

int
smooth_conv_get_runs (const SmoothConvShape *shape,
                      SmoothDirectRun runs[SMOOTH_CONV_MAX_RUNS])
{
  const int c = shape->in_channels;
  const int n_across = shape->dilation == 1 ? 1 : shape->size;
  int n = 0;

  for (int y = 0; y < shape->size; y++)
    for (int x = 0; x < n_across; x++)
      runs[n++] = (SmoothDirectRun) {
        .row = y,
        .offset = x * shape->dilation * c,
        .n = shape->size / n_across * c,
      };
  return n;
}
