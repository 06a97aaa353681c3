/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The peak: the most multiply-adds per second that the cores of this machine
 * can do with a SIMD variant. It is measured, not looked up.
 */
#pragma once

#include "kernel/simd.h"

/* Returns how many floating-point operations bench_peak_run does. */
guint64 bench_peak_count (SmoothSimd simd, int n_threads);

/* Does multiply-adds in registers, which do not wait for each other, on
 * n_threads threads. */
void bench_peak_run (SmoothSimd simd, int n_threads);
