/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrix product of the BLAS that meson found. blas.c is the only file that
 * calls a BLAS, and is not in a build without one. */
#pragma once

#include "kernel/gemm.h"

/* Computes product by the BLAS, on the calling thread alone. Any thread may
 * call this at any time. The first call sets OpenBLAS's number of threads to 1
 * for the whole process; a host that sets it again undoes that.
 *
 * A BLAS may round a row of the result otherwise in a product with more rows or
 * fewer, or at another place in it. So an output has the same bits wherever it
 * is computed only if it always has the same row of a product with the same
 * sizes. */
void smooth_blas_multiply (const SmoothGemm *product);
