/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By how much a computed number may differ from what a test wants, for every
 * test in C, with the reason for each. A tolerance covers rounding errors: at
 * each operation 2^-24 (6e-8) of the size of a float, or 2^-53 (1e-16) of the
 * size of a double.
 *
 * Two kinds of bounds are not here but in their tests: those on how something
 * behaves (how strongly a picture is smoothed, how much memory a run takes),
 * and those on the statistics of random numbers.
 */
#pragma once

/* ---- The engine against PyTorch (tests/golden) ---- */

/* The largest difference of a sample of the smoothed picture, and of the edge
 * map; both are in [0, 1]. The SIMD variants of x86-64 meet 9e-7 and 3.3e-6;
 * other instruction sets have not been measured. Without the largest bias of
 * any one layer of MI the smoothed picture differs by 1.3e-5 and more, without
 * that of a layer of EME the edge map by 2.7e-3 and more: a tolerance above
 * these would not notice that a bias is missing (golden.c checks that it does).
 */
#ifdef __x86_64__
#define TEST_TOLERANCE_GOLDEN 3e-6
#define TEST_TOLERANCE_GOLDEN_EDGES 6e-6
#else
#define TEST_TOLERANCE_GOLDEN 1e-5
#define TEST_TOLERANCE_GOLDEN_EDGES 2e-5
#endif

/* ---- Kernels against naive loops in double (tests/kernels) ---- */

/* A convolution that is computed directly has two bars, which hold for every
 * seed.
 *
 * The first one holds for each output. A rounding makes an error of at most the
 * unit roundoff times an intermediate sum (Higham, Accuracy and Stability of
 * Numerical Algorithms, 4.2), and no intermediate sum is larger than the sum of
 * the absolute values of all terms. So the error is at most that sum times the
 * unit roundoff times the number of roundings between a product and the output:
 * in one accumulator and what adds up its group at most CHAIN_ROUNDINGS
 * (simd/direct.c: 24 products and the partial sums of a group; simd/dot.c: 48
 * vectors of 4 lanes, the ends of 9 spans, and the lanes), one for each further
 * partial sum of CHAIN_LENGTH products, and EPILOGUE_ROUNDINGS for bias, slope,
 * scale, shift and residual. */
#define TEST_CONV_UNIT_ROUNDOFF 0x1p-24
#define TEST_CONV_CHAIN_ROUNDINGS 64
#define TEST_CONV_CHAIN_LENGTH 24
#define TEST_CONV_EPILOGUE_ROUNDINGS 8

/* The second bar holds for all outputs of a plane: the root mean square of
 * their errors against that of the terms. Sums of terms with random signs, and
 * their errors, grow as the root of the number of terms. With partial sums of
 * 24 terms the errors stay below (sqrt (24 / 6) + sqrt (n / 24 / 6)) 2^-24,
 * which is 2.6e-7 for the longest sum of the networks (864 terms); without
 * fused multiply-adds the products are rounded, too. For fewer outputs than
 * MIN_OUTPUTS the mean says nothing. */
#define TEST_TOLERANCE_CONV_RMS 5e-7
#define TEST_CONV_MIN_OUTPUTS 2000

/* Winograd's transforms add numbers that are larger than the result and cancel
 * out, for which the first bar would be much too wide. The bar is the largest
 * error against the root mean square of the terms. */
#define TEST_TOLERANCE_CONV_WINOGRAD 3e-5

/* Up-sampling: a handful of float operations, against the outputs' root mean
 * square. */
#define TEST_TOLERANCE_UPSAMPLE 1e-6

/* Halving: three additions of floats, against the outputs' root mean square. */
#define TEST_TOLERANCE_HALVE 5e-7

/* Colour gate: a few operations on floats up to 2. The measure k of
 * kernel/chroma.h is 20 times a difference of samples, so it may differ 20
 * times as much. */
#define TEST_TOLERANCE_CHROMA 1e-6

/* Tests compute the gate's value by dividing by differences of 0.01 and more,
 * so its error is up to a hundred times that of the difference. */
#define TEST_TOLERANCE_CHROMA_GATE 1e-3

/* Edge head: the error of a sum that stays below 100 in the test, times the
 * slope of the sigmoid, which is at most 1/4; and the error 2e-7 of the
 * exponential. */
#define TEST_TOLERANCE_FUSE 2e-6

/* The sigmoid of a sum beyond +-87 differs from 0 or 1 by e^-87 at most. */
#define TEST_TOLERANCE_SATURATED 1e-30

/* Matrix product: float sums of up to 130 products, whose error grows with the
 * root of their number; against the root mean square of the result. */
#define TEST_TOLERANCE_GEMM 4e-6

/* ---- Peers of the benchmark (tests/bench) ---- */

/* The difference between another library's result and ours, which is about
 * 1e-6. A library whose result differs by more than this computes something
 * else. */
#define TEST_TOLERANCE_PEER 1e-3
