/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benchmark times: kernels with their operands, ready to run. */
#pragma once

#include "kernel/simd.h"
#include "base/threads.h"

typedef struct _TestJob TestJob;

struct _TestJob
{
  char *name;
  double n_operations; /* floating-point operations of a pass; for convolutions
                          those of direct convolution, whatever is done */
  double n_pixels;     /* pixels of the picture, at full size, that a pass
                          computes a layer for */
  const float *in;     /* n_in floats that a pass reads, besides weights */
  gsize n_in;
  gsize scratch_bytes; /* for each thread */

  /* Runs the kernel once over all rows. scratch: one buffer for each thread. */
  void (*pass) (TestJob *job, SmoothThreads *threads, void *const *scratch);
  void (*free) (TestJob *job);
};

/* Jobs (TestJob) for the layers of both networks whose names contain filter, or
 * for all if it is NULL, each with weights and rows of its own: band_px rows of
 * a picture width_px wide. is_each: one for each layer of the networks, else
 * one for each kind of layer. Their scratch must be guarded memory
 * (support/guarded.h). Free with g_ptr_array_unref. */
GPtrArray *test_jobs_new (const char *filter,
                          gboolean is_each,
                          SmoothSimd simd,
                          int width_px,
                          int band_px);
