/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Peak: the most multiply-adds a second that this machine's cores can do with
 * the vectors of a CPU level, measured, not looked up.
 */
#pragma once

#include "kernel/cpu.h"

/* Floating-point operations of one bench_peak_run (). */
guint64 bench_peak_count (SmoothCpuLevel level, int n_threads);

/* Keeps n_threads cores busy with independent multiply-adds in registers. */
void bench_peak_run (SmoothCpuLevel level, int n_threads);

/* The level's loop: n_steps times 12 vectors; returns something that depends
 * on all of it. */
typedef float (*BenchPeakLoop) (int n_steps);

float bench_peak_loop_baseline (int n_steps);
float bench_peak_loop_v3 (int n_steps);
float bench_peak_loop_v4 (int n_steps);
