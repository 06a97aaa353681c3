/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TRAIN_TARGET_CLONES: in front of a function, has it compiled for wide vectors too,
 * where compiler and system can choose between the two when the program starts.
 * The results are the same to the bit: no fused products (ISO C's default), no
 * change of order.
 */
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__)         \
  && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)                     \
  && !defined(__SANITIZE_THREAD__)
#define TRAIN_TARGET_CLONES __attribute__ ((target_clones ("default", "avx2")))
#else
#define TRAIN_TARGET_CLONES
#endif
