/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes random number n of a stream as a hash of n with keys: two rounds of
 * multiplications and xor-shifts (the finalizer of SplitMix64: Steele, Lea,
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), the
 * second of which has a key of its own. So two streams never become equal from
 * some number on.
 */
#include "train/base/random.h"

/* 2^64 / golden ratio. Its multiples differ from each other in bits at all
 * places. */
#define SPREAD G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
#define TWO_TO_MINUS_53 (1.0 / 9007199254740992.0)

static guint64
mix (guint64 bits)
{
  bits = (bits ^ (bits >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  bits = (bits ^ (bits >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return bits ^ (bits >> 31);
}

void
train_random_init (TrainRandom *random,
                   guint64 seed,
                   guint64 step,
                   guint64 sample,
                   guint64 stream)
{
  const guint64 parts[] = { seed, step, sample, stream };

  /* Any two unequal numbers would do as the keys' first values. These are
   * digits of pi. */
  *random = (TrainRandom) { { G_GUINT64_CONSTANT (0x243f6a8885a308d3),
                              G_GUINT64_CONSTANT (0x13198a2e03707344) },
                            0 };
  for (gsize k = 0; k < 2; k++)
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
      random->key[k] = mix ((random->key[k] + parts[i] + 1) * SPREAD);
}

guint64
train_random_bits (TrainRandom *random)
{
  guint64 bits = mix (random->n_drawn++ * SPREAD + random->key[0]);

  return mix (bits ^ random->key[1]);
}

double
train_random_uniform (TrainRandom *random, double low, double high)
{
  double part = (double) (train_random_bits (random) >> 11) * TWO_TO_MINUS_53;
  /* The product and the sum are computed in two statements. From one expression
   * a compiler could make one fused instruction, which rounds differently. */
  double above = (high - low) * part;
  double value = low + above;

  /* Rounding may have raised the sum to high, which is outside the range. */
  return value < high ? value : low;
}

int
train_random_integer (TrainRandom *random, int n)
{
  /* The result is the upper half of the 64-bit product of n and 32 random bits,
   * a whole number below n. The probabilities of two results differ by at most
   * 2^-32. */
  return (int) (((train_random_bits (random) >> 32) * (guint64) n) >> 32);
}

gboolean
train_random_chance (TrainRandom *random, double probability)
{
  return train_random_uniform (random, 0, 1) < probability;
}

double
train_random_normal (TrainRandom *random)
{
  gint64 sum = 0;

  for (int k = 0; k < 2; k++)
    {
      guint64 bits = train_random_bits (random);

      for (int i = 0; i < 4; i++)
        sum += (gint64) (bits >> 16 * i & 0xffff);
    }
  /* The sum of eight numbers from 0 to 65535 has the mean 4 * 65535 and the
   * variance 8 * (65536^2 - 1) / 12. */
  return (double) (sum - 4 * 65535) * (1 / 53509.91992145008);
}
