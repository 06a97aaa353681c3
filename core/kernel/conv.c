/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution as matrix products: the inputs of a strip of output pixels are
 * laid out as the rows of a matrix (im2col), so that strip x weights gives the
 * sums, which then get bias, activation, modulation and residual.
 *
 * The product's depth is cut into pieces, whose results are added in double:
 * the error of a float sum grows with its length, and with 9 x 130 products it
 * would be several times the 1e-6 of the outputs' rms that we allow.
 *
 * Strips are STRIP_PX pixels of one row; pixels of a strip that nobody needs
 * are zeros in the matrix, so that its shape never changes.
 */
#include "kernel/conv.h"

#include "kernel/arena.h"
#include "kernel/gemm.h"
#include "kernel/level/level.h"
#include "kernel/system.h"

#include <string.h>

#include "i18n.h"

/* A multiple of the gemm tiles' heights (6 and 12). */
#define STRIP_PX 48

/* Products summed in float. */
#define PIECE 16

/* Columns of the packed weights: whole vectors at every level. */
#define CHANNEL_STEP 16

struct _SmoothConv
{
  SmoothConvShape shape;
  SmoothCpuLevel level;
  int depth;     /* in_channels * size * size: the products' k */
  int n_columns; /* out_channels, rounded up to CHANNEL_STEP */
  float *weight; /* depth x n_columns, depth in order of (ky, kx, channel) */
  float *bias;   /* n_columns */
};

static gsize
align_up (gsize n_bytes)
{
  return (n_bytes + SMOOTH_ALIGNMENT - 1) & ~(gsize) (SMOOTH_ALIGNMENT - 1);
}

static void
pack_weights (SmoothConv *conv, const float *weight, const float *bias)
{
  const SmoothConvShape *shape = &conv->shape;
  const int n_taps = shape->size * shape->size;

  memset (conv->weight, 0, (gsize) conv->depth * conv->n_columns * 4);
  memset (conv->bias, 0, (gsize) conv->n_columns * 4);
  memcpy (conv->bias, bias, (gsize) shape->out_channels * 4);

  for (int o = 0; o < shape->out_channels; o++)
    for (int i = 0; i < shape->in_channels; i++)
      for (int tap = 0; tap < n_taps; tap++)
        conv->weight[(gsize) (tap * shape->in_channels + i) * conv->n_columns
                     + o] =
          weight[((gsize) o * shape->in_channels + i) * n_taps + tap];
}

SmoothConv *
smooth_conv_new (const SmoothConvShape *shape,
                 const float *weight,
                 const float *bias,
                 SmoothCpuLevel level,
                 GError **error)
{
  g_autoptr (SmoothConv) conv = g_new0 (SmoothConv, 1);
  gsize n_bytes;

  g_return_val_if_fail (shape->size == 1 || shape->size == 3, NULL);
  g_return_val_if_fail (shape->stride == 1 || shape->stride == 2, NULL);
  g_return_val_if_fail (
    shape->dilation == 1 || (shape->dilation > 1 && shape->stride == 1), NULL);

  conv->shape = *shape;
  conv->level = level;
  conv->depth = shape->in_channels * shape->size * shape->size;
  conv->n_columns =
    (shape->out_channels + CHANNEL_STEP - 1) / CHANNEL_STEP * CHANNEL_STEP;
  n_bytes = ((gsize) conv->depth + 1) * conv->n_columns * sizeof (float);
  conv->weight = smooth_system_alloc (SMOOTH_ALIGNMENT, n_bytes);
  if (conv->weight == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("out of memory: the system refused %" G_GSIZE_FORMAT
                      " bytes for a layer's weights"),
                   n_bytes);
      return NULL;
    }
  conv->bias = conv->weight + (gsize) conv->depth * conv->n_columns;
  pack_weights (conv, weight, bias);
  return g_steal_pointer (&conv);
}

void
smooth_conv_free (SmoothConv *conv)
{
  if (conv == NULL)
    return;
  smooth_system_free (conv->weight);
  g_free (conv);
}

const SmoothConvShape *
smooth_conv_get_shape (const SmoothConv *conv)
{
  return &conv->shape;
}

void
smooth_conv_get_block (const SmoothConv *conv G_GNUC_UNUSED,
                       int *rows,
                       int *columns)
{
  *rows = 1;
  *columns = STRIP_PX;
}

int
smooth_conv_get_grain (const SmoothConv *conv)
{
  const SmoothConvShape *shape = &conv->shape;

  /* One pixel would do for strips. The grain of the tiles that are to replace
   * them is asked for already, so that callers are ready for them. */
  return shape->size == 3 && shape->stride == 1 ? 4 * shape->dilation : 1;
}

/* Bytes of the parts of the scratch. */
static gsize
get_strip_bytes (const SmoothConv *conv)
{
  return align_up ((gsize) STRIP_PX * conv->depth * sizeof (float));
}

static gsize
get_piece_bytes (const SmoothConv *conv)
{
  return align_up ((gsize) STRIP_PX * conv->n_columns * sizeof (float));
}

static gsize
get_sums_bytes (const SmoothConv *conv)
{
  return align_up ((gsize) STRIP_PX * conv->n_columns * sizeof (double));
}

gsize
smooth_conv_get_scratch (const SmoothConv *conv)
{
  return get_strip_bytes (conv) + get_piece_bytes (conv)
         + get_sums_bytes (conv);
}

/* The inputs of output pixel (y, x), depth floats. */
static void
gather_pixel (
  const SmoothConv *conv, const SmoothBand *in, int y, int x, float *to)
{
  const SmoothConvShape *shape = &conv->shape;
  const int c = shape->in_channels;
  const int padding = shape->dilation * (shape->size - 1) / 2;

  for (int ky = 0; ky < shape->size; ky++)
    {
      const int in_y = y * shape->stride - padding + ky * shape->dilation;

      for (int kx = 0; kx < shape->size; kx++, to += c)
        {
          const int in_x = x * shape->stride - padding + kx * shape->dilation;

          if (in_y < 0 || in_y >= in->height || in_x < 0 || in_x >= in->width)
            memset (to, 0, c * sizeof (float));
          else
            memcpy (to,
                    smooth_band_row (in, in_y) + (gsize) (in_x - in->x0) * c,
                    c * sizeof (float));
        }
    }
}

/* The strip that begins at start, x0..x1 of it from in, zeros elsewhere. */
static void
gather_strip (const SmoothConv *conv,
              const SmoothBand *in,
              int y,
              int start,
              int x0,
              int x1,
              float *strip)
{
  for (int x = start; x < start + STRIP_PX; x++, strip += conv->depth)
    if (x >= x0 && x < x1)
      gather_pixel (conv, in, y, x, strip);
    else
      memset (strip, 0, conv->depth * sizeof (float));
}

static void
multiply_strip (const SmoothConv *conv,
                const float *strip,
                float *piece,
                double *sums)
{
  const SmoothLevel *level = smooth_level_get (conv->level);
  const int n = STRIP_PX * conv->n_columns;

  memset (sums, 0, n * sizeof (double));
  for (int k = 0; k < conv->depth; k += PIECE)
    {
      smooth_gemm (conv->level, STRIP_PX, conv->n_columns,
                   MIN (PIECE, conv->depth - k), strip + k, conv->depth,
                   conv->weight + (gsize) k * conv->n_columns, conv->n_columns,
                   piece, conv->n_columns);
      level->add (n, piece, sums);
    }
}

void
smooth_conv_block (const SmoothConv *conv,
                   const SmoothConvJob *job,
                   int y,
                   int column,
                   void *scratch)
{
  SmoothBand *out = job->out;
  const SmoothBand *residual = job->residual;
  const int c = conv->shape.out_channels;
  const int start = column * STRIP_PX;
  const int x0 = MAX (start, out->x0);
  const int x1 = MIN (start + STRIP_PX, out->x1);
  const SmoothEpilogue epilogue = { conv->bias, job->scale, job->shift,
                                    job->slope };
  char *strip = scratch;
  char *piece = strip + get_strip_bytes (conv);
  double *sums = (double *) (piece + get_piece_bytes (conv));
  const float *add = NULL;

  if (x0 >= x1 || y >= out->height)
    return;

  gather_strip (conv, job->in, y, start, x0, x1, (float *) strip);
  multiply_strip (conv, (float *) strip, (float *) piece, sums);
  if (residual != NULL)
    add = smooth_band_row (residual, y) + (gsize) (x0 - residual->x0) * c;
  smooth_level_get (conv->level)
    ->finish (&epilogue, x1 - x0, c,
              sums + (gsize) (x0 - start) * conv->n_columns, conv->n_columns,
              add, smooth_band_row (out, y) + (gsize) (x0 - out->x0) * c);
}
