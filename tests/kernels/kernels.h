/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of each file, added to GLib's tests by these; and the bench. */
#pragma once

void test_arena_add (void);
void test_chroma_add (void);
void test_conv_add (void);
void test_cpu_add (void);
void test_fuse_add (void);
void test_gemm_add (void);
void test_halve_add (void);
void test_samples_add (void);
void test_threads_add (void);
void test_upsample_add (void);

typedef struct
{
  const char *filter; /* what names must contain; NULL: all */
  const char *level;  /* NULL: the best */
  int n_threads;      /* 0: as many as the process may use */
  int in_turn;        /* layers one after the other, else each for itself */
} TestBenchOptions;

/* Times kernels and prints a table; returns the program's exit status. */
int test_bench_run (const TestBenchOptions *options);
