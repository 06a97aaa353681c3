/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the program "kernels": the tests of one file of core/kernel
 * each, and the benchmark.
 */
#pragma once

/* Each adds its tests to GLib's. */
void test_chroma_add (void);
void test_conv_add (void);
void test_fuse_add (void);
void test_gemm_add (void);
void test_halve_add (void);
void test_samples_add (void);
void test_simd_add (void);
void test_upsample_add (void);

typedef struct
{
  const char *filter; /* only kernels whose name contains this; NULL: all */
  const char *simd;   /* name of the SIMD variant; NULL: the best */
  int n_threads;      /* 0: as many as the process may use CPUs */
  int in_turn;        /* whether the layers run one after the other, as in a
                         network, or each by itself many times */
} TestBenchOptions;

/* Times the kernels and prints a table. Returns the program's exit status. */
int test_bench_run (const TestBenchOptions *options);
