/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inputs of the golden tables, made by the same formulas as in
 * ../oracle/formulas.py: with whole numbers and products in double, so that
 * both have the same bits.
 */
#pragma once

#include "train/base/image.h"

/* Returns a pseudo-random number in [0, 1), which depends on seed and i
 * alone. */
double formula_draw (guint32 seed, gsize i);

/* Makes image, height x width x channels, in which number i is scale *
 * formula_draw (seed, i) + offset. */
void formula_image (TrainImage *image,
                    guint32 seed,
                    int height,
                    int width,
                    int channels,
                    double scale,
                    double offset);

/* A training pair: an input, its truth, and an output between them, height x
 * width x 3. */
typedef struct
{
  TrainImage input, truth, output;
} FormulaPair;

void formula_pair (FormulaPair *pair, int seed, int height, int width);
void formula_pair_clear (FormulaPair *pair);

/* Returns the strength of the training pair that is made with seed. */
double formula_strength (int seed);

/* Fills values with initial weights of the tensor name, n numbers in PyTorch's
 * order. fan_in: number of inputs of one output. */
void formula_weights (const char *name, gsize fan_in, gsize n, float *values);

/* A golden table: its lines, each split at commas. */
typedef struct
{
  char ***rows; /* ends with NULL; the first row names the columns */
} FormulaTable;

/* Reads the table in the file name, which lies in the folder that the
 * environment variable SMOOTH_TEST_GOLDEN names. */
void formula_table_read (FormulaTable *table, const char *name);
void formula_table_clear (FormulaTable *table);

/* Returns the number in a row and column of the table; the first row has the
 * names of the columns. The test ends if there is no such number. */
double formula_table_get (const FormulaTable *table, int row, int column);
