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

/* ---- The engine against itself (tests/unit) ---- */

/* The result of a shifted tileable picture, against the shifted result: pixels
 * lie elsewhere in the layers' blocks, so that sums are rounded differently.
 * The smoothed picture lies in [0, 1]; the edge map's logits are larger. */
#define TEST_TOLERANCE_SHIFT 1e-5
#define TEST_TOLERANCE_SHIFT_EDGES 1e-5

/* A stage of the result, against up-sampling in double the change of a run on
 * the halved picture: a few float operations on numbers of about 1, and the
 * rounding of the halved picture, which the networks pass on. */
#define TEST_TOLERANCE_STAGE 2e-6

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

/* A BLAS may add up all products in one accumulator, so that there are as many
 * roundings between a product and the output as there are products, which the
 * first bar then counts, and EPILOGUE_ROUNDINGS. The second bar is that of one
 * sum of n terms, sqrt (n / 6) 2^-24, for the longest sum in the tests: 1170
 * terms, 8.4e-7. */
#define TEST_TOLERANCE_CONV_RMS_BLAS 1e-6

/* Winograd's transforms add numbers that are larger than the result and cancel
 * out, for which the first bar would be much too wide. The bar is the largest
 * error against the root mean square of the terms. */
#define TEST_TOLERANCE_CONV_WINOGRAD 3e-5

/* Up-sampling: a handful of float operations, against the outputs' root mean
 * square. */
#define TEST_TOLERANCE_UPSAMPLE 1e-6

/* Halving: three additions, relative to the root mean square of the outputs. */
#define TEST_TOLERANCE_HALVE 5e-7

/* Colour gate: a few operations on floats up to 2. The measure k of
 * kernel/colour-gate.h is 20 times a difference of samples, so it may differ 20
 * times as much. */
#define TEST_TOLERANCE_CHROMA 1e-6

/* Tests compute the gate's value by dividing by differences of 0.01 and more,
 * so its error is up to a hundred times that of the difference. */
#define TEST_TOLERANCE_CHROMA_GATE 1e-3

/* Edge head: the error of a sum that stays below 100 in the test, times the
 * slope of the sigmoid, which is at most 1/4; and the error 2e-7 of the
 * exponential. */
#define TEST_TOLERANCE_FUSE 2e-6

/* Matrix product: float sums of up to 130 products, whose error grows with the
 * root of their number; against the root mean square of the result. */
#define TEST_TOLERANCE_GEMM 4e-6

/* ---- Peers of the benchmark (tests/bench) ---- */

/* The difference between another library's result and ours, which is about
 * 1e-6. A library whose result differs by more than this computes something
 * else. */
#define TEST_TOLERANCE_PEER 1e-3

/* ---- General ---- */

/* A few operations in double on numbers up to some thousands, or a sum of some
 * thousand numbers of about 1. */
#define TEST_TOLERANCE_DOUBLE 1e-9

/* A few operations in double on numbers of about 1. */
#define TEST_TOLERANCE_DOUBLE_FEW 1e-12

/* A few operations in float on numbers of about 1. */
#define TEST_TOLERANCE_FLOAT 1e-6

/* Sums in float of some hundred numbers of about 1. */
#define TEST_TOLERANCE_FLOAT_SUM 1e-5

/* A number that is wanted to be 0, and may be so small instead that it nearly
 * underflows. */
#define TEST_TOLERANCE_UNDERFLOW 1e-30

/* A number that was printed with one decimal: half of it, with room. */
#define TEST_TOLERANCE_ONE_DECIMAL 0.06

/* ---- Layers and engine (tests/unit) ---- */

/* A convolution layer against the outputs' root mean square: some 1e-7 for
 * plain sums of products, up to 1e-5 with Winograd's transforms. A product that
 * is left out makes 1e-2 and more. */
#define TEST_TOLERANCE_LAYER_CONV 3e-5

/* What the networks read of a pixel (core/engine/reader.h), gain * tone +
 * offset in float, against the same in double; tones are at most 30. */
#define TEST_TOLERANCE_READER 1e-5

/* MI's scales and shifts, which core computes in double from the strength and
 * rounds to float, against the same in double. They are below 40. */
#define TEST_TOLERANCE_MODULATOR 1e-5

/* The compression of bright pixels (core/engine/tone.h): a few float
 * operations, relative to the pixel. Its inverse has exponentials, so its error
 * is multiplied by the logarithm of the pixel, at most ln (G_MAXFLOAT) = 89. */
#define TEST_TOLERANCE_TONE 1e-6
#define TEST_TOLERANCE_TONE_BACK (89 * TEST_TOLERANCE_TONE)

/* The result's pixels (core/engine/apply-network-change.h): some float
 * operations, relative to the largest number involved. For pixels above 4,
 * which are compressed by a logarithm, also those of exponentials up to e^20.
 */
#define TEST_TOLERANCE_COMPOSE 2e-6
#define TEST_TOLERANCE_COMPOSE_TONE 2e-5

/* Two pixels with equal surroundings: the last bits of a pixel depend on its
 * place in a tile. Flat pictures come out even to 2e-7, others to 1e-6 (in
 * their edge maps); with zero padding the differences are hundredths. */
#define TEST_TOLERANCE_BORDER_FLAT 1e-6
#define TEST_TOLERANCE_BORDER 1e-5

/* Pixels of two runs of the engine that are computed in different ways, by sums
 * and differences of results that have errors of 1e-6. */
#define TEST_TOLERANCE_RUNS 1e-5

/* A detail layer (the original minus the smoothed picture): one subtraction in
 * float; and the picture that GIMP restores by merging that layer. */
#define TEST_TOLERANCE_DETAIL 1e-7
#define TEST_TOLERANCE_DETAIL_MERGED 2e-6

/* ---- Widgets (tests/gui) and the plug-in (tests/plugin) ---- */

/* Positions on the canvas are products of two doubles, in pixels up to some
 * thousands: 2395.9999999999991 covers 2396. */
#define TEST_TOLERANCE_POSITION_PX 1e-6

/* A value on sRGB's curve, with six decimals of it in the test. */
#define TEST_TOLERANCE_SRGB 1e-4

/* babl's conversion of 8 bits to float. */
#define TEST_TOLERANCE_BABL 1e-6

/* ---- Trainer (tests/train) ---- */

/* Gradients against differences in double, relative to the gradient's usual or
 * largest number: what rounding and the step of the differences leave. */
#define TEST_TOLERANCE_GRADIENT 1e-6

/* <A x, y> = <x, A' y> for a linear layer in double, times the number of pixels
 * or its root: only the order of the sums differs. */
#define TEST_TOLERANCE_ADJOINT 1e-13

/* Convolutions in float: sums of a few thousand products, relative to the root
 * of the sum of their squares. */
#define TEST_TOLERANCE_TRAIN_CONV 4e-6

/* The trainer's forward pass against the engine: Winograd's tiles lie at other
 * places, so that results are rounded differently. Measured are 3e-7 for the
 * picture and 1.4e-6 for the edge map. */
#define TEST_TOLERANCE_TRAIN_FORWARD 1e-5

/* Losses against reference loops in double, and against PyTorch, relative to
 * the value or to the gradient's norm. In float the inputs are rounded, which
 * changes the sign of some differences, and SSIM's variances are small
 * differences of squares. */
#ifdef TRAIN_DOUBLE
#define TEST_TOLERANCE_LOSS 1e-11
#define TEST_TOLERANCE_LOSS_PYTORCH 1e-9
#else
#define TEST_TOLERANCE_LOSS 2e-5
#define TEST_TOLERANCE_LOSS_PYTORCH 2e-5
#endif

/* A gradient that was added to an image twice, against twice the gradient;
 * relative to its size. */
#define TEST_TOLERANCE_TWICE 1e-5

/* A derivative against a difference quotient with a step of 1e-6. */
#define TEST_TOLERANCE_QUOTIENT 1e-7

/* Ten training steps against PyTorch, relatively. Measured is 4.1e-4. Adam's
 * first steps are nearly the signs of the gradient, so that rounding changes
 * some of them by a whole step. (At a rate of 1e-3 even a difference of 1e-8
 * grows to 2e-3 in ten steps.) */
#define TEST_TOLERANCE_TEN_STEPS 1e-3

/* The boundary benchmark against its original, whose random choices change its
 * results by so much. */
#define TEST_TOLERANCE_BENCHMARK 0.002

/* Pixels of a warped photo against bytes, in units of a byte: interpolation in
 * float of numbers up to 255. */
#define TEST_TOLERANCE_BYTE 1e-3

/* Mean and deviation of a normalised texture, whose sums are in float. */
#define TEST_TOLERANCE_TEXTURE_MEAN 1e-4
#define TEST_TOLERANCE_TEXTURE_DEVIATION 1e-3

/* RTV on pictures in [0, 1]: the solver's residual and float arithmetic make a
 * tenth of it; and two results of it, or a system solved to 1e-6, against each
 * other. */
#define TEST_TOLERANCE_RTV 1e-5
#define TEST_TOLERANCE_RTV_SOLVED 1e-4
