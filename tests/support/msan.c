/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For builds with the memory sanitizer (b_sanitize=memory): tells the sanitizer
 * that new working memory has no content yet, so that it reports whatever reads
 * a sample that nobody has written.
 *
 * GLib is not compiled with the sanitizer, which therefore takes all that GLib
 * writes for unwritten. So malloc and the stack must not count as unwritten
 * (MSAN_OPTIONS=poison_in_malloc=0:poison_in_free=0, -msan-poison-stack=0).
 * Only two kinds of memory do, which the functions of this file mark: what core
 * takes from an arena, where all rows and weights lie, and what core gets from
 * those functions of GLib that may fail. The linker puts these functions in
 * place of the originals in all calls, by its option --wrap, and because a
 * program's own symbols come first.
 */
#include <glib.h>
#include <sanitizer/allocator_interface.h>
#include <sanitizer/msan_interface.h>
#include <stdlib.h>

#include "base/arena.h"

void *__real_smooth_arena_take (SmoothArena *arena, gsize n_bytes);
void *__wrap_smooth_arena_take (SmoothArena *arena, gsize n_bytes);

void *
__wrap_smooth_arena_take (SmoothArena *arena, gsize n_bytes)
{
  void *memory = __real_smooth_arena_take (arena, n_bytes);

  if (memory != NULL)
    __msan_poison (memory, n_bytes);
  return memory;
}

/* Memory that is given back must not stay marked as unwritten, since it may be
 * given to others next. */
void __real_smooth_system_unmap (void *memory, gsize n_bytes);
void __wrap_smooth_system_unmap (void *memory, gsize n_bytes);

void
__wrap_smooth_system_unmap (void *memory, gsize n_bytes)
{
  if (memory != NULL)
    __msan_unpoison (memory, n_bytes);
  __real_smooth_system_unmap (memory, n_bytes);
}

static void
ignore (const volatile void *memory, size_t n_bytes)
{
  (void) memory;
  (void) n_bytes;
}

static void
forget (const volatile void *memory)
{
  __msan_unpoison ((const void *) memory,
                   __sanitizer_get_allocated_size ((const void *) memory));
}

__attribute__ ((constructor)) static void
install (void)
{
  __sanitizer_install_malloc_and_free_hooks (ignore, forget);
}

#undef g_try_malloc
#undef g_try_malloc_n

gpointer
g_try_malloc (gsize n_bytes)
{
  void *memory = n_bytes != 0 ? malloc (n_bytes) : NULL;

  if (memory != NULL)
    __msan_poison (memory, n_bytes);
  return memory;
}

gpointer
g_try_malloc_n (gsize n, gsize n_bytes)
{
  gsize whole;

  return g_size_checked_mul (&whole, n, n_bytes) ? g_try_malloc (whole) : NULL;
}
