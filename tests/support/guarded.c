/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guarded block consists of GUARD_BYTES of canary bytes, the first of which
 * hold the size, then the memory itself, and then GUARD_BYTES of canary bytes.
 */
#include "support/guarded.h"

#include "base/system.h"

#include <string.h>

#define GUARD_BYTES 1024
#define CANARY 0xa5

void *
test_guarded_new (gsize n_bytes)
{
  guint8 *block = smooth_system_alloc (64, n_bytes + 2 * GUARD_BYTES);

  g_assert_nonnull (block);
  memset (block, CANARY, n_bytes + 2 * GUARD_BYTES);
  memcpy (block, &n_bytes, sizeof n_bytes);
  memset (block + GUARD_BYTES, 0xff, n_bytes);
  return block + GUARD_BYTES;
}

static void
check_bytes (const guint8 *from, gsize n, const char *where)
{
  /* Whether each byte equals the one before it is seen faster than where the
   * first wrong byte is. */
  if (from[0] == CANARY && memcmp (from, from + 1, n - 1) == 0)
    return;
  for (gsize i = 0; i < n; i++)
    if (from[i] != CANARY)
      g_error ("canary byte %" G_GSIZE_FORMAT " %s the memory is gone", i,
               where);
}

void
test_guarded_check (const void *memory)
{
  const guint8 *block = (const guint8 *) memory - GUARD_BYTES;
  gsize n_bytes;

  memcpy (&n_bytes, block, sizeof n_bytes);
  check_bytes (block + sizeof n_bytes, GUARD_BYTES - sizeof n_bytes, "before");
  check_bytes (block + GUARD_BYTES + n_bytes, GUARD_BYTES, "behind");
}

void
test_guarded_free (void *memory)
{
  if (memory == NULL)
    return;
  test_guarded_check (memory);
  smooth_system_free ((guint8 *) memory - GUARD_BYTES);
}
