/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that are a function of (seed, step, sample, stream) and of how
 * many were drawn before: the n-th number is a hash of the key and n. So a
 * sample is the same on whichever thread and in whichever order it is made, and
 * training resumed at step t needs no state but t.
 *
 * All in integers up to one product of doubles, without libm: the same bits on
 * every platform.
 */
#pragma once

#include <glib.h>

/* A generator; copy it to draw the same numbers again. Not shared by threads.
 */
typedef struct
{
  guint64 key[2];
  guint64 n_drawn;
} TrainRandom;

/* Sets random to the start of a stream of its own. Streams keep apart what is
 * drawn for one sample by code that changes at different times (say 0: where
 * the crop lies, 1: its noise). Give each caller its own number. */
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
