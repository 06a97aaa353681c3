/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solves (1 + L) x = b, where x and b are pictures; four channels are solved at
 * once. L is the Laplacian of a graph: pixel i is linked to its right neighbour
 * with weight right[i] and to the one below with weight down[i], both >= 0.
 *
 * The method is conjugate gradients, preconditioned by a modified incomplete
 * Cholesky factor without fill-in (Gustafsson, "A class of first order
 * factorization methods", BIT 18, 1978). It runs on the caller's thread.
 */
#pragma once

#include <glib.h>

/* A pixel with four channels; those that a picture lacks are 0. */
typedef float TrainQuad __attribute__ ((vector_size (16)));

typedef struct
{
  int height, width;
  const float *right; /* height x width, 0 in the last column */
  const float *down;  /* height x width, 0 in the last row */
  float *pivot;       /* work space, height x width */
  /* work space, height x width each */
  TrainQuad *residual, *direction, *product;
} TrainGridSolver;

/* Solves (1 + L) x = b. Before the call x holds a first guess, afterwards the
 * solution. The iteration ends when the norm of the residual b - (1 + L) x is,
 * in each channel, at most tolerance times the norm of b, or after max_rounds
 * rounds. Returns the number of rounds. Everything is borrowed; the work arrays
 * of solver are overwritten. */
int train_grid_solver_run (const TrainGridSolver *solver,
                           const TrainQuad *b,
                           TrainQuad *x,
                           double tolerance,
                           int max_rounds);
