/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sections of the benchmark of whole networks share. README.md
 * explains what is measured and how to read the tables.
 */
#pragma once

#include <smooth/smooth.h>

#include "kernel/simd.h"
#include "picture.h"
#include "timing.h"

/* Width and height, in pixels, of the picture on which the networks are
 * compared with other libraries. */
#define BENCH_SIDE_PX 1024
#define BENCH_STRENGTH 0.5

typedef struct
{
  const char *program; /* path of this program; bench-child lies beside it */
  const char *weights; /* the folder of the weights */
  /* The file with the networks' graph for ONNX Runtime; NULL: ONNX Runtime is
   * left out. */
  const char *onnx_path;
  int n_rounds;
  int n_threads;
  gboolean show_layers;
  gboolean choose; /* whether only bench_choose is run */
  SmoothModel *model;
  BenchPicture picture;
} Bench;

/* The sections of the benchmark. Each one prints its tables. */
gboolean bench_pair (Bench *bench, GError **error);
gboolean bench_sizes (Bench *bench, GError **error);
gboolean bench_preview (Bench *bench, GError **error);
gboolean bench_cold (Bench *bench, GError **error);
gboolean bench_memory (Bench *bench, GError **error);
gboolean bench_threads (Bench *bench, GError **error);
gboolean bench_choose (Bench *bench, GError **error);

/* An engine run that is to be timed. */
typedef struct
{
  SmoothEngine *engine; /* owned by the job */
  SmoothSource source;
  SmoothSink sink;
  SmoothParams params;
  SmoothRect region;
  double megapixels; /* the size of the region in 1e6 pixels */
  /* 1e9 operations that the networks take, counted as in direct convolution. */
  double gflop;
} BenchJob;

/* Makes job a run over a whole picture of width x height, whose pixels come
 * from bench->picture, with the best SIMD variant. Clear with bench_job_clear.
 */
gboolean bench_job_init (BenchJob *job,
                         Bench *bench,
                         int width,
                         int height,
                         double texture_scale,
                         GError **error);
void bench_job_clear (BenchJob *job);

/* Gives job an engine with n_threads threads, but at most n_cpus (0: the number
 * of CPUs of this machine), and the SIMD variant called simd (NULL: the best).
 */
gboolean bench_job_set_engine (BenchJob *job,
                               Bench *bench,
                               int n_threads,
                               int n_cpus,
                               const char *simd,
                               GError **error);

/* Limits job to the part region of its picture. */
gboolean
bench_job_set_region (BenchJob *job, const SmoothRect *region, GError **error);

/* Makes the engine run of the BenchJob job. A BenchCase takes this function as
 * its function run. */
gboolean bench_job_run (gpointer job, GError **error);
