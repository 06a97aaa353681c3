/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that depend on (seed, step, sample, stream) and on how many
 * were drawn before, and on nothing else: number n is a hash of these and n. So
 * a sample is the same on any thread and in any order, and training that is
 * resumed at step t needs no generator from before.
 *
 * Everything is computed in integers, except for one last product of doubles,
 * and without functions of libm. So the bits are the same on every platform.
 */
#pragma once

#include <glib.h>

/* A generator, for one thread. A copy of it draws the same numbers again. */
typedef struct
{
  guint64 key[2];
  guint64 n_drawn;
} TrainRandom;

/* Sets random to the start of a stream. Each file that draws numbers for
 * samples has a stream number of its own, so that a change in how many numbers
 * one file draws does not change those of the others. */
void train_random_init (TrainRandom *random,
                        guint64 seed,
                        guint64 step,
                        guint64 sample,
                        guint64 stream);

/* Returns 64 random bits, each of which is 0 or 1 with equal probability. */
guint64 train_random_bits (TrainRandom *random);

/* Returns a number that is uniformly distributed in [low, high), in steps of
 * (high - low) / 2^53. */
double train_random_uniform (TrainRandom *random, double low, double high);

/* Returns a whole number in [0, n), n >= 1. */
int train_random_integer (TrainRandom *random, int n);

/* Returns TRUE with the given probability, a number in [0, 1]. */
gboolean train_random_chance (TrainRandom *random, double probability);

/* Returns a number with mean 0 and standard deviation 1, nearly normally
 * distributed: the sum of eight uniform numbers, scaled. It lies within +-4.9,
 * and its excess kurtosis is -0.15. Used for noise and for initial weights. */
double train_random_normal (TrainRandom *random);
