/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that depend on (seed, step, sample, stream) and on how many
 * were drawn before, and on nothing else: the n-th number is a hash of these
 * and n. So a sample is the same on any thread and in any order, and training
 * that is resumed at step t needs no generator from before.
 *
 * All is computed in integers up to one product of doubles, without libm, so
 * the bits are the same on every platform.
 */
#pragma once

#include <glib.h>

/* A generator. A copy of it draws the same numbers again. For one thread. */
typedef struct
{
  guint64 key[2];
  guint64 n_drawn;
} TrainRandom;

/* Sets random to the start of a stream. Each file that draws for samples has a
 * stream number of its own, so that a change in what one draws does not change
 * what the others do. */
void train_random_init (TrainRandom *random,
                        guint64 seed,
                        guint64 step,
                        guint64 sample,
                        guint64 stream);

/* 64 random bits. */
guint64 train_random_bits (TrainRandom *random);

/* Uniform in [low, high), in steps of (high - low) / 2^53. */
double train_random_uniform (TrainRandom *random, double low, double high);

/* A whole number in [0, n), n >= 1. */
int train_random_integer (TrainRandom *random, int n);

/* TRUE with this probability in [0, 1]. */
gboolean train_random_chance (TrainRandom *random, double probability);

/* Mean 0, deviation 1: the sum of eight uniform numbers, scaled. Bell-shaped
 * within +-4.9 (excess kurtosis -0.15), for noise and for first weights. */
double train_random_normal (TrainRandom *random);
