/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the test program "kernels": the tests of one file of core/kernel
 * each, and the benchmark of the kernels.
 */
#pragma once

/* Each function adds its file's tests to GLib's list. */
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
  /* Only kernels whose name contains this text are timed; NULL: all. */
  const char *filter;
  const char *simd; /* name of the SIMD variant; NULL: the best one */
  /* 0: as many as there are CPUs that the process may use. */
  int n_threads;
  /* TRUE: the layers run one after the other, as in a network; FALSE: each
   * layer runs many times. */
  int in_turn;
  /* TRUE: each layer by all SIMD variants; simd and in_turn are not used. */
  int compare;
} TestBenchOptions;

/* Times the kernels and prints a table. Returns the program's exit status. */
int test_bench_run (const TestBenchOptions *options);
