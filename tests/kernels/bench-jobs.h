/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benchmark of kernels times: kernels with their operands, ready to
 * run. */
#pragma once

#include "kernel/simd.h"
#include "base/threads.h"

typedef struct _TestJob TestJob;

struct _TestJob
{
  char *name;
  /* Floating-point operations of a pass. Those of a convolution are counted as
   * in direct convolution, whatever algorithm is used. */
  double n_operations;
  /* A pass computes a layer for a band of the picture: the number of pixels of
   * that band, at the picture's full size. */
  double n_pixels;
  /* The n_in floats of the layer's input that a pass reads; weights are not
   * among them. */
  const float *in;
  gsize n_in;
  gsize scratch_bytes; /* how much scratch memory each thread needs */

  /* Runs the kernel once over all rows. scratch: one buffer for each thread. */
  void (*pass) (TestJob *job, SmoothThreads *threads, void *const *scratch);
  void (*free) (TestJob *job);
};

/* Returns jobs (elements of type TestJob) for the layers of both networks whose
 * names contain filter, or for all layers if filter is NULL. Each job has
 * weights and rows of its own: band_px rows of a picture width_px wide.
 * is_each: TRUE: one job for each layer of the networks; FALSE: one for each
 * kind of layer. Their scratch must be guarded memory (support/guarded.h). Free
 * with g_ptr_array_unref. */
GPtrArray *test_jobs_new (const char *filter,
                          gboolean is_each,
                          SmoothSimd simd,
                          int width_px,
                          int band_px);
