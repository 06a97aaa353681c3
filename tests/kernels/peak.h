/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The peak: the most multiply-adds that a CPU core can do in a time. The
 * benchmarks compare what the kernels do with it. Compiled once for each SIMD
 * variant.
 */
#pragma once

/* The type of a function that computes n steps, all in registers, and returns
 * how many multiply-adds a step has. Any thread. */
typedef double (*TestPeakFunc) (int n);

double test_peak_baseline (int n);
double test_peak_v3 (int n);
double test_peak_v4 (int n);
