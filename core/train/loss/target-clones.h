/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function marked with TRAIN_TARGET_CLONES is compiled twice, the second time
 * with wide vectors (AVX2); the program chooses one of the two when it starts.
 * This works only where compiler and system support it. Both give the same
 * result to the bit: no multiplication is fused with an addition (ISO C's
 * default), and no order is changed.
 */
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__)         \
  && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)                     \
  && !defined(__SANITIZE_THREAD__)
#define TRAIN_TARGET_CLONES __attribute__ ((target_clones ("default", "avx2")))
#else
#define TRAIN_TARGET_CLONES
#endif
