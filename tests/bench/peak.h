/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Peak: the most multiply-adds a second that this machine's cores can do with
 * the vectors of a CPU level, measured, not looked up.
 */
#pragma once

#include "kernel/simd.h"

/* Floating-point operations of one bench_peak_run (). */
guint64 bench_peak_count (SmoothSimd level, int n_threads);

/* Keeps n_threads cores busy with independent multiply-adds in registers. */
void bench_peak_run (SmoothSimd level, int n_threads);
