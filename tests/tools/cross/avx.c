/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Executes instructions of AVX, so that ./dev test --cross can see that its
 * emulator of a processor without AVX refuses them.
 */
#include <immintrin.h>

int
main (void)
{
  float ones[8] = { 0 };

  _mm256_storeu_ps (ones, _mm256_set1_ps (1.0f));
  return ones[0] > 0 ? 0 : 1;
}
