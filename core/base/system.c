/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory and CPUs as POSIX systems give them. */
#define _GNU_SOURCE /* MAP_ANONYMOUS, madvise */

#include "base/system.h"

#include <stdint.h>
#include <stdlib.h>

#include <sched.h>
#include <sys/mman.h>

/* Huge pages on the systems that have them; a block is cut to whole ones, so
 * that its end does not fall back to small pages. */
#define HUGE_PAGE_BYTES ((gsize) 2 << 20)

int
smooth_system_get_n_cpus (void)
{
  /* Asks sched_getaffinity, where there is one. */
  return MAX (1, (int) g_get_num_processors ());
}

void
smooth_system_yield (void)
{
  sched_yield ();
}

static gsize
round_up_to_huge (gsize n_bytes)
{
  return (n_bytes + HUGE_PAGE_BYTES - 1) & ~(HUGE_PAGE_BYTES - 1);
}

static void *
map_pages (gsize n_bytes)
{
  void *memory = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return memory == MAP_FAILED ? NULL : memory;
}

/* mmap aligns to small pages only: asks for one huge page more and gives back
 * what lies before the first and after the last. */
static void *
map_huge_pages (gsize n_bytes)
{
  gsize n_wanted = round_up_to_huge (n_bytes);
  char *memory = map_pages (n_wanted + HUGE_PAGE_BYTES);
  gsize n_before;

  if (memory == NULL)
    return NULL;

  n_before = -(uintptr_t) memory & (HUGE_PAGE_BYTES - 1);
  if (n_before > 0)
    munmap (memory, n_before);
  if (n_before < HUGE_PAGE_BYTES)
    munmap (memory + n_before + n_wanted, HUGE_PAGE_BYTES - n_before);
#ifdef MADV_HUGEPAGE
  /* Advice only: without it the memory is as good, but slower. */
  madvise (memory + n_before, n_wanted, MADV_HUGEPAGE);
#endif
  return memory + n_before;
}

void *
smooth_system_map (gsize n_bytes)
{
  if (n_bytes == 0 || n_bytes > G_MAXSSIZE - 2 * HUGE_PAGE_BYTES)
    return NULL;
  return n_bytes < HUGE_PAGE_BYTES ? map_pages (n_bytes)
                                   : map_huge_pages (n_bytes);
}

void
smooth_system_unmap (void *memory, gsize n_bytes)
{
  if (memory != NULL)
    munmap (memory,
            n_bytes < HUGE_PAGE_BYTES ? n_bytes : round_up_to_huge (n_bytes));
}

void *
smooth_system_alloc (gsize alignment, gsize n_bytes)
{
  if (n_bytes > G_MAXSSIZE - alignment)
    return NULL;
  /* C17 wants a multiple of the alignment, and one byte at least. */
  n_bytes = (MAX (n_bytes, 1) + alignment - 1) & ~(alignment - 1);
  return aligned_alloc (alignment, n_bytes);
}

void
smooth_system_free (void *memory)
{
  free (memory);
}
