/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution of any shape as matrix products: the inputs of a strip of output
 * pixels are laid out as the rows of a matrix (im2col), so that strip x weights
 * gives the sums.
 *
 * The product's depth is cut into pieces, whose results are added in double:
 * the error of a float sum grows with its length, and with 9 x 130 products it
 * would be several times the 1e-6 of the outputs' rms that we allow.
 *
 * Strips are STRIP_PX pixels of one row; pixels of a strip that nobody needs
 * are zeros in the matrix, so that its shape never changes.
 */
#include "kernel/conv-private.h"
#include "kernel/gemm.h"

#include <string.h>

/* A multiple of the gemm tiles' heights (6 and 12). */
#define STRIP_PX 48

/* Products summed in float. */
#define PIECE 16

static gboolean
fits (const SmoothConvShape *shape G_GNUC_UNUSED)
{
  return TRUE;
}

/* Products that make an output. */
static int
get_depth (const SmoothConv *conv)
{
  const SmoothConvShape *shape = &conv->shape;

  return shape->in_channels * shape->size * shape->size;
}

/* Bytes of the parts of the scratch: strip, piece, sums. */
static gsize
get_strip_bytes (const SmoothConv *conv)
{
  return smooth_conv_align ((gsize) STRIP_PX * get_depth (conv)
                            * sizeof (float));
}

static gsize
get_piece_bytes (const SmoothConv *conv)
{
  return smooth_conv_align ((gsize) STRIP_PX * conv->n_out_padded
                            * sizeof (float));
}

static void
plan (SmoothConv *conv)
{
  conv->n_weights = (gsize) get_depth (conv) * conv->n_out_padded;
  conv->block_rows = 1;
  conv->block_columns = STRIP_PX;
  conv->grain = 1;
  conv->scratch_bytes = get_strip_bytes (conv) + 3 * get_piece_bytes (conv);
}

/* depth x n_out_padded, depth in order of (ky, kx, channel). */
static void
pack (SmoothConv *conv, const float *weight)
{
  const SmoothConvShape *shape = &conv->shape;
  const int n_taps = shape->size * shape->size;

  for (int o = 0; o < shape->out_channels; o++)
    for (int i = 0; i < shape->in_channels; i++)
      for (int tap = 0; tap < n_taps; tap++)
        conv->weight[(gsize) (tap * shape->in_channels + i) * conv->n_out_padded
                     + o] =
          weight[((gsize) o * shape->in_channels + i) * n_taps + tap];
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
            memcpy (to, smooth_conv_find (in, in_y, in_x), c * sizeof (float));
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
  const int depth = get_depth (conv);

  for (int x = start; x < start + STRIP_PX; x++, strip += depth)
    if (x >= x0 && x < x1)
      gather_pixel (conv, in, y, x, strip);
    else
      memset (strip, 0, depth * sizeof (float));
}

static void
multiply_strip (const SmoothConv *conv,
                const float *strip,
                float *piece,
                double *sums)
{
  const int depth = get_depth (conv);
  const int n = STRIP_PX * conv->n_out_padded;

  memset (sums, 0, n * sizeof (double));
  for (int k = 0; k < depth; k += PIECE)
    {
      smooth_gemm (conv->cpu_level, STRIP_PX, conv->n_out_padded,
                   MIN (PIECE, depth - k), strip + k, depth,
                   conv->weight + (gsize) k * conv->n_out_padded,
                   conv->n_out_padded, piece, conv->n_out_padded);
      conv->level->add (n, piece, sums);
    }
}

static void
block (const SmoothConv *conv,
       const SmoothConvJob *job,
       const SmoothFinish *finish,
       int y,
       int column,
       char *scratch)
{
  const int start = column * STRIP_PX;
  const int x0 = MAX (start, job->out->x0);
  const int x1 = MIN (start + STRIP_PX, job->out->x1);
  const SmoothFinishRow row = smooth_conv_get_row (job, y, x0);
  float *strip = (float *) scratch;
  float *piece = (float *) (scratch + get_strip_bytes (conv));
  double *sums =
    (double *) (scratch + get_strip_bytes (conv) + get_piece_bytes (conv));

  gather_strip (conv, job->in, y, start, x0, x1, strip);
  multiply_strip (conv, strip, piece, sums);
  conv->level->finish (finish, x1 - x0,
                       sums + (gsize) (x0 - start) * conv->n_out_padded,
                       conv->n_out_padded, &row);
}

const SmoothConvWay smooth_conv_strip = { fits, plan, pack, block };
