/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arena: a block mapped from the system and the number of bytes that have been
 * taken from it. The system provides a page of the block when it is first
 * written, so an arena costs only the memory that is used.
 */
#include "base/arena.h"

#include "base/round.h"
#include "base/system.h"

#include "i18n.h"

struct _SmoothArena
{
  char *memory;
  gsize n_bytes;
  gsize n_taken; /* bytes taken, from the start of memory on */
};

SmoothArena *
smooth_arena_new (gsize n_bytes, GError **error)
{
  SmoothArena *arena;
  void *memory = smooth_system_map (MAX (n_bytes, 1));

  if (memory == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("out of memory: the system refused %zu MB "
                      "of working memory"),
                   n_bytes / 1000000 + 1);
      return NULL;
    }
  arena = g_new0 (SmoothArena, 1);
  arena->memory = memory;
  arena->n_bytes = n_bytes;
  return arena;
}

void
smooth_arena_free (SmoothArena *arena)
{
  if (arena == NULL)
    return;
  smooth_system_unmap (arena->memory, MAX (arena->n_bytes, 1));
  g_free (arena);
}

gsize
smooth_arena_get_size (const SmoothArena *arena)
{
  return arena->n_bytes;
}

void
smooth_arena_reset (SmoothArena *arena)
{
  arena->n_taken = 0;
}

void *
smooth_arena_take (SmoothArena *arena, gsize n_bytes)
{
  const gsize start = smooth_round_up_size (arena->n_taken, SMOOTH_ALIGNMENT);

  if (start > arena->n_bytes || n_bytes > arena->n_bytes - start)
    return NULL;
  arena->n_taken = start + n_bytes;
  return arena->memory + start;
}
