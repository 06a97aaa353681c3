/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution of a row of pixels by the BLAS. The inputs of each pixel, a few
 * spans of neighbouring floats, are copied to a row of a matrix ("im2col"), the
 * matrix is multiplied with the weights, and the sums go through the epilogue.
 * If the inputs lie in memory as that matrix already, as those of a 1x1
 * convolution of stride 1 do, they are not copied.
 */
#include "kernel/blas.h"
#include "kernel/simd/epilogue.h"
#include "kernel/simd/parts.h"

/* Copies n floats. Spans are so short that calling memcpy for each would take
 * longer than copying it. */
static inline void
copy (const float *from, int n, float *to)
{
  int i = 0;

  for (; i + VL <= n; i += VL)
    vec_store (to + i, vec_load (from + i));
  for (; i < n; i++)
    to[i] = from[i];
}

static void
gather (const SmoothIm2col *job)
{
  for (int s = 0; s < job->n_spans; s++)
    {
      const SmoothDirectSpan *span = &job->spans[s];
      const float *from = job->rows[span->row] + span->offset;
      float *to = job->inputs + (gsize) s * span->n;

      for (int pixel = 0; pixel < job->n_pixels; pixel++)
        {
          copy (from, span->n, to);
          from += job->pixel_step;
          to += job->depth;
        }
    }
}

/* Computes outputs from the sums, for n channels from channel on. */
static inline __attribute__ ((always_inline)) void
finish (const SmoothIm2col *job, int channel, int n)
{
  const EpilogueVecs epilogue = epilogue_load (&job->epilogue, channel);
  const float *sums = job->sums + (gsize) job->first * job->n_out_padded;
  gsize at = channel;

  for (int pixel = job->first; pixel < job->end; pixel++)
    {
      epilogue_store (&epilogue, vec_load (sums + channel), n, &job->out, at);
      sums += job->n_out_padded;
      at += job->epilogue.n_channels;
    }
}

void
SMOOTH_SIMD_NAME (smooth_kernel_im2col) (const SmoothIm2col *job)
{
  const int n_channels = job->epilogue.n_channels;
  const gboolean is_matrix =
    job->n_spans == 1 && job->pixel_step == (gsize) job->depth;
  const SmoothGemm product = {
    .m = job->n_pixels,
    .n = job->n_out_padded,
    .k = job->depth,
    .a = is_matrix ? job->rows[job->spans[0].row] + job->spans[0].offset
                   : job->inputs,
    .lda = job->depth,
    .b = job->weight,
    .ldb = job->n_out_padded,
    .c = job->sums,
    .ldc = job->n_out_padded,
  };
  int channel = 0;

  if (!is_matrix)
    gather (job);
  smooth_blas_multiply (&product);
  for (; channel + VL <= n_channels; channel += VL)
    finish (job, channel, VL);
  if (channel < n_channels)
    finish (job, channel, n_channels - channel);
}
