/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are read in stripes of four words of 64 bits. Each word goes into a
 * lane of its own, as in the hash xxHash64:
 *
 *   lane = rotate (lane + word * P2, 31) * P1
 */
#include "checksum.h"

#include <string.h>

#define N_LANES 4
#define STRIPE_BYTES (N_LANES * sizeof (guint64))

#define P1 G_GUINT64_CONSTANT (0x9e3779b185ebca87)
#define P2 G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f)
#define P3 G_GUINT64_CONSTANT (0x165667b19e3779f9)

static inline guint64
rotate (guint64 word, int n_bits)
{
  return word << n_bits | word >> (64 - n_bits);
}

static inline guint64
mix (guint64 lane, guint64 word)
{
  return rotate (lane + word * P2, 31) * P1;
}

/* Spreads every bit of word over all bits of the result. */
static guint64
finish (guint64 word)
{
  word = (word ^ word >> 33) * P2;
  word = (word ^ word >> 29) * P3;
  return word ^ word >> 32;
}

void
checksum_begin (ChecksumState *state)
{
  *state = (ChecksumState) { .lanes = { P1 + P2, P2, 0, P3 } };
}

static void
add_stripe (ChecksumState *state, const guint8 *bytes)
{
  guint64 words[N_LANES];

  memcpy (words, bytes, STRIPE_BYTES);
  for (int i = 0; i < N_LANES; i++)
    state->lanes[i] = mix (state->lanes[i], words[i]);
}

void
checksum_add (ChecksumState *state, gconstpointer bytes, gsize n)
{
  const guint8 *next = bytes;

  state->n_bytes += n;
  for (; n >= STRIPE_BYTES; n -= STRIPE_BYTES, next += STRIPE_BYTES)
    add_stripe (state, next);
  if (n > 0)
    {
      guint8 rest[STRIPE_BYTES] = { 0 };

      memcpy (rest, next, n);
      add_stripe (state, rest);
    }
}

Checksum
checksum_end (const ChecksumState *state)
{
  const guint64 *lanes = state->lanes;
  const guint64 first = mix (mix (state->n_bytes, lanes[0]), lanes[1]);
  const guint64 second = mix (mix (P3, lanes[2]), lanes[3]);

  return (Checksum) { { finish (mix (first, second)),
                        finish (mix (second, first)) } };
}

gboolean
checksum_equal (gconstpointer a, gconstpointer b)
{
  const Checksum *first = a, *second = b;

  return first->words[0] == second->words[0]
         && first->words[1] == second->words[1];
}

guint
checksum_hash (gconstpointer checksum)
{
  return (guint) ((const Checksum *) checksum)->words[0];
}
