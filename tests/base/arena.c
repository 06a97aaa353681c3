/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/arena.h. */
#include "base/base.h"

#include "base/arena.h"

#include <smooth/error.h>

#include <string.h>

/* Buffers are aligned and do not overlap; smooth_arena_reset makes the memory
 * available again. */
static void
test_take (void)
{
  g_autoptr (SmoothArena) arena = smooth_arena_new (1000, NULL);
  char *a = smooth_arena_take (arena, 1);
  char *b = smooth_arena_take (arena, 100);
  char *c = smooth_arena_take (arena, 0);

  g_assert_cmpuint (smooth_arena_get_size (arena), ==, 1000);
  g_assert_cmpuint (GPOINTER_TO_SIZE (a) % SMOOTH_ALIGNMENT, ==, 0);
  g_assert_cmpint (b - a, ==, SMOOTH_ALIGNMENT);
  g_assert_cmpint (c - b, ==, 2 * SMOOTH_ALIGNMENT);
  memset (a, 1, 1);
  memset (b, 1, 100);

  smooth_arena_reset (arena);
  g_assert_true (smooth_arena_take (arena, 1000) == a);
}

/* A buffer that does not fit into the rest of the arena is refused. */
static void
test_used_up (void)
{
  g_autoptr (SmoothArena) arena = smooth_arena_new (1000, NULL);

  g_assert_null (smooth_arena_take (arena, 1001));
  g_assert_null (smooth_arena_take (arena, G_MAXSIZE));
  g_assert_nonnull (smooth_arena_take (arena, 961));
  /* 39 bytes are left, but no aligned address is among them. */
  g_assert_null (smooth_arena_take (arena, 1));
}

/* Arenas smaller than, as large as, and larger than a huge page are zeroed and
 * can be written to their ends. */
static void
test_sizes (void)
{
  static const gsize sizes[] = { 1,       4096,          (2 << 20) - 1,
                                 2 << 20, (2 << 20) + 1, 5 << 20 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SmoothArena) arena = smooth_arena_new (sizes[i], NULL);
      char *memory = smooth_arena_take (arena, sizes[i]);

      g_assert_nonnull (memory);
      g_assert_cmpint (memory[sizes[i] - 1], ==, 0);
      memset (memory, 1, sizes[i]);
    }
}

/* If the system refuses the memory, the error says how much it was. */
static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (smooth_arena_new (G_MAXSIZE - 1, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY);
  g_assert_nonnull (strstr (error->message, " MB "));
}

void
test_arena_add (void)
{
  g_test_add_func ("/arena/take", test_take);
  g_test_add_func ("/arena/used-up", test_used_up);
  g_test_add_func ("/arena/sizes", test_sizes);
  g_test_add_func ("/arena/refused", test_refused);
}
