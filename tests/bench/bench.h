/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The benchmark of whole networks: what its sections share. README.md says
 * what is measured and how to read it.
 */
#pragma once

#include <smooth/smooth.h>

#include "kernel/simd.h"
#include "picture.h"
#include "timing.h"

/* Where the networks are compared: a megapixel (2^20 pixels). */
#define BENCH_SIDE_PX 1024
#define BENCH_STRENGTH 0.5

typedef struct
{
  const char *program;   /* this one's path; bench-child lies beside it */
  const char *weights;   /* folder */
  const char *onnx_path; /* NULL: no ONNX Runtime */
  int n_rounds;
  int n_threads;
  gboolean show_layers;
  SmoothModel *model;
  BenchPicture picture;
} Bench;

/* Each prints its table. */
gboolean bench_pair (Bench *bench, GError **error);
gboolean bench_sizes (Bench *bench, GError **error);
gboolean bench_preview (Bench *bench, GError **error);
gboolean bench_cold (Bench *bench, GError **error);
gboolean bench_memory (Bench *bench, GError **error);

/* One run of an engine, to be timed. */
typedef struct
{
  SmoothEngine *engine; /* owned */
  SmoothSource source;
  SmoothSink sink;
  SmoothParams params;
  SmoothRect region;
  double megapixels; /* of the region, 1e6 pixels */
  double gflop;      /* of the direct convolutions */
} BenchJob;

/* The whole of a width x height picture from bench->picture, at a texture
 * scale; level: NULL for the best. */
gboolean bench_job_init (BenchJob *job,
                         Bench *bench,
                         int width,
                         int height,
                         double texture_scale,
                         GError **error);
void bench_job_clear (BenchJob *job);

/* Replaces the job's engine by one of other options. */
gboolean bench_job_set_engine (BenchJob *job,
                               Bench *bench,
                               int n_threads,
                               const char *level,
                               GError **error);

/* Cuts the job down to a part of its picture. */
gboolean
bench_job_set_region (BenchJob *job, const SmoothRect *region, GError **error);

/* BenchCase.run of a BenchJob. */
gboolean bench_job_run (gpointer job, GError **error);
