/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One level's loop of multiply-adds; compiled once per CPU level. Twelve sums
 * that do not wait for each other hide the latency (4 cycles on two units) and
 * fit into sixteen registers. */
#include "peak.h"

#include "kernel/level/vector.h"

#define N_SUMS 12

float
SMOOTH_LEVEL_NAME (bench_peak_loop) (int n_steps)
{
  Vec sums[N_SUMS];
  Vec factor = vec_set (0.999f);
  Vec term = vec_set (1e-3f);
  Vec total = { 0 };
  float result = 0;

  for (int i = 0; i < N_SUMS; i++)
    sums[i] = vec_set (i);
  for (int n = 0; n < n_steps; n++)
    for (int i = 0; i < N_SUMS; i++)
      sums[i] = sums[i] * factor + term;
  for (int i = 0; i < N_SUMS; i++)
    total += sums[i];
  for (int i = 0; i < VL; i++)
    result += total[i];
  return result;
}
