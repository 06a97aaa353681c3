/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the peak, which peak.h defines, by fused multiply-adds in registers
 * that do not wait for each other.
 */
#include "kernels/peak.h"

#include "kernel/simd/vector.h"

double SMOOTH_SIMD_NAME (test_peak) (int n);

/* How many multiply-adds are done without waiting for each other: enough to
 * hide the latency of one. */
#define N_CHAINS 10

double
SMOOTH_SIMD_NAME (test_peak) (int n)
{
  Vec sums[N_CHAINS];
  Vec factor = vec_set (0.999f);
  volatile float result;

  for (int i = 0; i < N_CHAINS; i++)
    sums[i] = vec_set ((float) i);
  for (int i = 0; i < n; i++)
    {
#pragma GCC unroll 16
      for (int k = 0; k < N_CHAINS; k++)
        sums[k] = vec_fma (sums[k], factor, factor);
      /* Keeps the compiler from computing several steps of the loop at once. */
      __asm__ volatile ("" : "+r"(n));
    }
  for (int k = 1; k < N_CHAINS; k++)
    sums[0] += sums[k];
  result = sums[0][0];
  (void) result;
  return N_CHAINS * VL;
}
