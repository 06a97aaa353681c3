/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TRAIN_TARGET_CLONES in front of a function has the compiler make a second
 * copy of it with wide vectors (AVX2), and the program choose between the two
 * when it starts; only where compiler and system can do that. The result is the
 * same to the bit: nothing is fused (ISO C's default), and no order is changed.
 */
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__)         \
  && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)                     \
  && !defined(__SANITIZE_THREAD__)
#define TRAIN_TARGET_CLONES __attribute__ ((target_clones ("default", "avx2")))
#else
#define TRAIN_TARGET_CLONES
#endif
