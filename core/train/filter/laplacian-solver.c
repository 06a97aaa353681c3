/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conjugate gradient method on a grid, see laplacian-solver.h. Scalar
 * products are summed in float along a row and in double over the rows.
 */
#include "train/filter/laplacian-solver.h"

/* The incomplete factorization drops the entries of the factor where the matrix
 * is 0 (fill-in). This part of the dropped entries is added to the diagonal
 * instead. */
#define MODIFIED 0.97f
/* Where a pivot would be smaller than this part of the matrix's diagonal
 * element, that element is used as the pivot instead.
 */
#define MIN_PIVOT 0.1f

/* A sum over all pixels, one for each of the four channels. */
typedef struct
{
  double channel[4];
} QuadSum;

static TrainQuad
quad (float value)
{
  return (TrainQuad) { value, value, value, value };
}

static void
add (QuadSum *sum, TrainQuad row)
{
  for (int c = 0; c < 4; c++)
    sum->channel[c] += (double) row[c];
}

/* Returns numerator / denominator for each channel. Where the denominator is 0,
 * the channel is already solved exactly; the result is 0 there. */
static TrainQuad
ratio (QuadSum numerator, QuadSum denominator)
{
  TrainQuad result;

  for (int c = 0; c < 4; c++)
    result[c] = denominator.channel[c] > 0
                  ? (float) (numerator.channel[c] / denominator.channel[c])
                  : 0;
  return result;
}

/* Factors the matrix A = 1 + L = D - N - N^T incompletely. D is the diagonal; N
 * has the weights of the links to the right and below. Computes the inverse
 * P^-1 of the pivots, a diagonal matrix, for the preconditioner M = (P - N^T)
 * P^-1 (P - N). */
static void
factor (const TrainGridSolver *solver)
{
  const float *right = solver->right, *down = solver->down;
  int width = solver->width;

  for (int y = 0; y < solver->height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize i = (gsize) y * width + x;
        float diagonal = 1 + right[i] + down[i], pivot;

        pivot = diagonal;
        if (x > 0)
          {
            float link = right[i - 1];

            diagonal += link;
            pivot +=
              link
              - link * (link + MODIFIED * down[i - 1]) * solver->pivot[i - 1];
          }
        if (y > 0)
          {
            float link = down[i - width];

            diagonal += link;
            pivot += link
                     - link * (link + MODIFIED * right[i - width])
                         * solver->pivot[i - width];
          }
        solver->pivot[i] =
          1 / (pivot > MIN_PIVOT * diagonal ? pivot : diagonal);
      }
}

/* Solves M z = r, M being the preconditioner: forward substitution in reading
 * order, then backward. */
static void
precondition (const TrainGridSolver *solver, const TrainQuad *r, TrainQuad *z)
{
  const float *right = solver->right, *down = solver->down;
  const float *pivot = solver->pivot;
  int width = solver->width;
  gsize n = (gsize) solver->height * width;

  for (gsize i = 0; i < n; i++)
    {
      TrainQuad sum = r[i];

      /* No test for the end of a row is needed: pixel i - 1 is then the last
       * one of the row before, and its link to the right has the weight 0. */
      if (i >= (gsize) width)
        sum += quad (down[i - width]) * z[i - width];
      if (i > 0)
        sum += quad (right[i - 1]) * z[i - 1];
      z[i] = sum * quad (pivot[i]);
    }
  for (gsize i = n; i-- > 0;)
    {
      TrainQuad sum = quad (0);

      if (i + width < n)
        sum += quad (down[i]) * z[i + width];
      if (i + 1 < n)
        sum += quad (right[i]) * z[i + 1];
      z[i] += sum * quad (pivot[i]);
    }
}

/* Computes product = A p, A being the matrix 1 + L, and returns the scalar
 * product of p and A p. */
static QuadSum
multiply (const TrainGridSolver *solver, const TrainQuad *p, TrainQuad *product)
{
  const float *right = solver->right, *down = solver->down;
  int width = solver->width;
  gsize n = (gsize) solver->height * width;
  QuadSum sum = { { 0 } };

  for (int y = 0; y < solver->height; y++)
    {
      TrainQuad row = quad (0);

      for (gsize i = (gsize) y * width; i < ((gsize) y + 1) * width; i++)
        {
          TrainQuad a = p[i];

          if (i + 1 < n)
            a += quad (right[i]) * (p[i] - p[i + 1]);
          if (i > 0)
            a += quad (right[i - 1]) * (p[i] - p[i - 1]);
          if (y + 1 < solver->height)
            a += quad (down[i]) * (p[i] - p[i + width]);
          if (y > 0)
            a += quad (down[i - width]) * (p[i] - p[i - width]);
          product[i] = a;
          row += a * p[i];
        }
      add (&sum, row);
    }
  return sum;
}

static QuadSum
dot (const TrainGridSolver *solver, const TrainQuad *a, const TrainQuad *b)
{
  QuadSum sum = { { 0 } };

  for (int y = 0; y < solver->height; y++)
    {
      TrainQuad row = quad (0);

      for (int x = 0; x < solver->width; x++, a++, b++)
        row += *a * *b;
      add (&sum, row);
    }
  return sum;
}

static gboolean
is_solved (QuadSum residual, QuadSum norm, double tolerance)
{
  for (int c = 0; c < 4; c++)
    if (residual.channel[c] > tolerance * tolerance * norm.channel[c])
      return FALSE;
  return TRUE;
}

int
train_grid_solver_run (const TrainGridSolver *solver,
                       const TrainQuad *b,
                       TrainQuad *x,
                       double tolerance,
                       int max_rounds)
{
  TrainQuad *r = solver->residual, *p = solver->direction;
  TrainQuad *z = solver->product;
  gsize n = (gsize) solver->height * solver->width;
  QuadSum norm = dot (solver, b, b), descent;
  int k;

  factor (solver);
  (void) multiply (solver, x, z);
  for (gsize i = 0; i < n; i++)
    r[i] = b[i] - z[i];
  precondition (solver, r, p);
  descent = dot (solver, r, p);
  for (k = 0;
       k < max_rounds && !is_solved (dot (solver, r, r), norm, tolerance); k++)
    {
      TrainQuad step = ratio (descent, multiply (solver, p, z)), turn;
      QuadSum next;

      for (gsize i = 0; i < n; i++)
        {
          x[i] += step * p[i];
          r[i] -= step * z[i];
        }
      precondition (solver, r, z);
      next = dot (solver, r, z);
      turn = ratio (next, descent);
      descent = next;
      for (gsize i = 0; i < n; i++)
        p[i] = z[i] + turn * p[i];
    }
  return k;
}
