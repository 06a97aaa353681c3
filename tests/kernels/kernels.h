/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of each file, added to GLib's tests by these; and the bench. */
#pragma once

void test_arena_add (void);
void test_conv_add (void);
void test_cpu_add (void);
void test_fuse_add (void);
void test_gemm_add (void);
void test_halve_add (void);
void test_samples_add (void);
void test_threads_add (void);
void test_upsample_add (void);

/* Times the kernels whose names contain filter (NULL: all) and prints a table.
 * n_threads 0: as many as the process may use; level NULL: the best. */
int test_bench_run (const char *filter, int n_threads, const char *level);
