/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the bench times: layers with all that they need, ready to run. */
#pragma once

#include "kernel/simd.h"
#include "base/threads.h"

typedef struct _TestJob TestJob;

struct _TestJob
{
  char *name;
  double n_operations; /* floating-point, of a pass; direct convolution's */
  double n_pixels;     /* of the picture that a pass stands for */
  const float *in;     /* what a pass reads, apart from weights */
  gsize n_in;
  gsize scratch_bytes; /* per thread */
  void (*pass) (TestJob *job, SmoothThreads *threads, void *const *scratch);
  void (*free) (TestJob *job);
};

/* Jobs for each layer of both networks whose name contains filter (NULL: all),
 * each with its own weights and rows: band_px rows of a picture width_px wide.
 * is_each: once for each use, else once for each kind. Passes want
 * scratch_bytes of guarded memory (support/guarded.h) for each thread. Free the
 * array with g_ptr_array_unref. */
GPtrArray *test_jobs_new (const char *filter,
                          gboolean is_each,
                          SmoothSimd level,
                          int width_px,
                          int band_px);
